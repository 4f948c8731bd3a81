"""One handler per event: from the state and the event to changed rows."""

from toktok.indexer.handlers.keys import GROUPS, READS
from toktok.indexer.handlers.look import Look
from toktok.indexer.handlers.reads import LED_TO
from toktok.indexer.handlers.registry import HANDLERS

__all__ = ["GROUPS", "HANDLERS", "LED_TO", "READS", "Look"]
