"""Sounds."""

from __future__ import annotations

from toktok.chain.events import SoundRegistered
from toktok.indexer.mirror import Mirror
from toktok.store.tables import Sound, Split


def on_registered(state: Mirror, event: SoundRegistered) -> None:
    """An artist offers a sound; ids are counted."""
    state.require(
        event.sound_id == 1 or state.rows.find(Sound, event.sound_id - 1) is not None,
        f"sound {event.sound_id} is registered before the one before it.",
    )
    state.require(
        state.rows.find(Split, event.splits, 0) is not None,
        "a sound names a list that is not stored.",
    )
    state.rows.put(
        Sound,
        sound_id=event.sound_id,
        artist=event.artist,
        content_hash=event.content_hash,
        uri=event.uri,
        share_bps=event.share_bps,
        splits=event.splits,
        registered_block=event.block_number,
        registered_log=event.log_index,
        registered_at=state.timestamp,
    )
    state.record(
        event,
        "sound",
        token=state.token_of(event.artist),
        account=event.artist,
        sound_id=event.sound_id,
        uri=event.uri,
        share_bps=event.share_bps,
    )
