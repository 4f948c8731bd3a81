"""What the indexer counts, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

EVENTS = Counter("toktok_indexer_events", "Events indexed.", ["event"])
BLOCKS = Counter("toktok_indexer_blocks", "Blocks indexed.")
REORGS = Histogram(
    "toktok_indexer_reorg_depth",
    "Blocks taken back by a reorganisation.",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128),
)
RPC_REQUESTS = Counter("toktok_indexer_rpc_requests", "HTTP requests to the node.", ["method"])
RPC_ERRORS = Counter("toktok_indexer_rpc_errors", "Calls to the node that went wrong.", ["kind"])
DISTRUST = Counter("toktok_indexer_contradictions", "Answers of the node that were asked again.")
SECONDS = Histogram(
    "toktok_indexer_stage_seconds",
    "Seconds per stage of a range of blocks.",
    ["stage"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
