"""Figures for Prometheus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import get_args

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from toktok.accounts.push.courier import Verdict
from toktok.accounts.push.pusher import Pusher
from toktok.api.standing import Standing

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
        self._series: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def seen(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        # Found by its labels once: that takes longer than to count.
        key = (method if method in _METHODS else "other", route, status)
        found = self._series.get(key)
        if found is None:
            found = self._requests.labels(*map(str, key)), self._seconds.labels(route)
            self._series[key] = found
        requests, seconds_of = found
        requests.inc()
        seconds_of.observe(seconds)

    def gauge(self, name: str, description: str, read: Callable[[], float]) -> None:
        """Show what `read` returns whenever the figures are collected."""
        Gauge(name, description, registry=self._registry).set_function(read)

    def exposition(self) -> bytes:
        """Everything in Prometheus' text format, with what the process and the indexer count."""
        return generate_latest(REGISTRY) + generate_latest(self._registry)


_STANDING: tuple[tuple[str, str, Callable[[Standing], float]], ...] = (
    (
        "toktok_indexer_block",
        "Number of the last indexed block.",
        lambda standing: _known(standing.block_number),
    ),
    (
        "toktok_node_block",
        "Number of the node's last block.",
        lambda standing: _known(standing.head_number),
    ),
    (
        "toktok_node_block_timestamp_seconds",
        "Timestamp of the node's last block.",
        lambda standing: _known(standing.head_timestamp),
    ),
    (
        "toktok_indexer_lag_blocks",
        "Blocks between the node's head and the database.",
        lambda standing: standing.lag_blocks,
    ),
    (
        "toktok_indexer_lag_seconds",
        "Chain seconds between head and database.",
        lambda standing: standing.lag_seconds,
    ),
    (
        "toktok_indexer_stalled_seconds",
        "Seconds for which blocks waited and none was indexed.",
        lambda standing: standing.stalled_seconds,
    ),
    ("toktok_ready", "1 if /ready says so.", lambda standing: standing.ready),
)


def show_standing(metrics: Metrics, standing: Standing) -> None:
    """How far the index is, whoever indexes, in this process or another."""
    for name, description, read in _STANDING:
        metrics.gauge(name, description, partial(read, standing))


def show_pusher(metrics: Metrics, pusher: Pusher | None) -> None:
    """How many push messages are under way, and what became of the others."""
    if pusher is None:
        return
    metrics.gauge("toktok_push_waiting", "Push messages under way.", lambda: pusher.waiting)
    for verdict in get_args(Verdict):
        metrics.gauge(
            f"toktok_push_{verdict}",
            f"Push messages that ended as {verdict} since the start.",
            partial(pusher.answers.__getitem__, verdict),
        )


def _known(number: int | None) -> float:
    return float("nan") if number is None else number
