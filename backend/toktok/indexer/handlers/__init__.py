"""One handler per event: from the state and the event to changed rows."""

from toktok.indexer.handlers.registry import apply, rows_read

__all__ = ["apply", "rows_read"]
