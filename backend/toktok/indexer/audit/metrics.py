"""What the audit of a running service counts, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

COMPARED = Counter("toktok_audit_compared", "Values compared with the chain.")
DIFFERENCES = Counter("toktok_audit_differences", "Values that were not the chain's.", ["table"])
FAILURES = Counter("toktok_audit_failures", "Audits that could not be made.")
BLOCK = Gauge("toktok_audit_block", "Number of the block audited last.")
TIME = Gauge("toktok_audit_timestamp_seconds", "When that was, in Unix seconds.")
CONFIRMED = Gauge("toktok_audit_confirmed", "Values that differed at two blocks, and still do.")
