"""One handler per event: from the state and the event to changed rows."""

from toktok.indexer.handlers.keys import rows_read
from toktok.indexer.handlers.look import Look
from toktok.indexer.handlers.reads import groups_read, rows_led_to
from toktok.indexer.handlers.registry import apply

__all__ = ["Look", "apply", "groups_read", "rows_led_to", "rows_read"]
