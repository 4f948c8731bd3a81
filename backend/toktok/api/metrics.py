"""Figures for Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})


class Metrics:
    """What one application counts; a registry of its own, so that two can live in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "toktok_requests_total",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "toktok_request_seconds",
            "Time to answer; for event streams, how long they stayed open.",
            ("route",),
            registry=self._registry,
        )

    def seen(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def gauge(self, name: str, description: str, read: Callable[[], float]) -> None:
        """Show what `read` returns whenever the figures are collected."""
        Gauge(name, description, registry=self._registry).set_function(read)

    def exposition(self) -> bytes:
        """Everything in Prometheus' text format, with what the process and the indexer count."""
        return generate_latest(REGISTRY) + generate_latest(self._registry)
