"""One handler per event: from the state and the event to changed rows."""

from toktok.indexer.handlers.reads import Look, rows_led_to, rows_read
from toktok.indexer.handlers.registry import apply

__all__ = ["Look", "apply", "rows_led_to", "rows_read"]
