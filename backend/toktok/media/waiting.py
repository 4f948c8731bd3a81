"""Files that wait to be looked at: each account's in a folder of its own, and none of them published."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, ClassVar

from toktok.errors import Cases, ToktokError, UnavailableError
from toktok.media.cid import is_cid
from toktok.media.folder import MediaFolder, UnknownMediaError
from toktok.media.kinds import kind_of
from toktok.media.taken import (
    HEAD,
    LARGEST,
    MIB,
    WaitingFile,
    largest_of,
    looked_at,
    too_large,
)

MOST_FILES = 12
"""Files of one account that wait at once."""

MOST_BYTES = 8 * 1024 * MIB
"""Bytes that wait at once, of everybody together: accounts cost nothing, disks do."""

KEPT_SECONDS = 86_400
"""How long a file lies here that nothing names."""


class NotWaitingError(UnknownMediaError):
    """No file of that name waits for this account."""

    title = "File not found"
    remedy = (
        f"Hand the file in again: one that nothing names is kept for {KEPT_SECONDS // 3600} hours."
    )

    def __init__(self, cid: str) -> None:
        super().__init__(f"{cid[:80]!r} does not wait here.")


class RoomFull(UnavailableError):
    """As much waits here as may."""

    title = "Too much is waiting"
    remedy = "Try again in a few hours, when operators have looked at some of it."


class TooManyFiles(ToktokError):
    """An account has as many files here as it may."""

    status = HTTPStatus.CONFLICT
    title = "Too many files"
    remedy = "Wait until operators have looked at what you handed in."
    cases: ClassVar[Cases] = {"": ("most",)}

    def __init__(self) -> None:
        super().__init__(f"{MOST_FILES} files of one account can wait at once.", most=MOST_FILES)


class WaitingRoom:
    """A folder beside what is published, a folder in it for each account."""

    def __init__(self, root: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self._root = root
        self._most_bytes = most_bytes

    async def take(
        self, account: bytes, chunks: AsyncIterator[bytes], *, kept: Collection[str]
    ) -> WaitingFile:
        """Keep a file as it arrives, if it is one that is taken. `kept` are named by something, whoever's they are.

        Raises FileRefused, NotAFilm, TooManyFiles, RoomFull.
        """
        folder = self._folder(account)
        draft = await asyncio.to_thread(self._make_room, folder, kept)
        try:
            await _receive(draft, chunks)
            return await asyncio.to_thread(_keep, Path(draft.name))
        finally:
            draft.close()
            await asyncio.to_thread(Path(draft.name).unlink, missing_ok=True)

    def find(self, account: bytes, cid: str) -> WaitingFile:
        """A file of an account that waits. Raises NotWaitingError."""
        return looked_at(self.path(account, cid))

    def path(self, account: bytes, cid: str) -> Path:
        """Where it lies. Raises NotWaitingError."""
        path = self._folder(account) / cid
        if not is_cid(cid) or not path.is_file():
            raise NotWaitingError(cid)
        return path

    def publish(self, account: bytes, cid: str, folder: MediaFolder) -> None:
        """Put a file where everybody can read it; it stays here until it is dropped."""
        if cid not in folder.names():
            folder.put(self.path(account, cid).read_bytes())

    def drop(self, account: bytes, cids: Collection[str]) -> None:
        """Remove files, if they are there."""
        for cid in cids:
            with suppress(NotWaitingError):
                self.path(account, cid).unlink(missing_ok=True)

    def forget(self, account: bytes) -> None:
        """Remove all files of an account."""
        shutil.rmtree(self._folder(account), ignore_errors=True)

    def _make_room(self, folder: Path, kept: Collection[str]) -> IO[bytes]:
        """A file to write into, once there is a place for it."""
        folder.mkdir(parents=True, exist_ok=True)
        waiting = self._swept(kept)
        # Those that are just arriving count, too.
        if sum(path.parent == folder for path in waiting) >= MOST_FILES:
            raise TooManyFiles
        if sum(waiting.values()) > self._most_bytes - max(LARGEST.values()):
            raise RoomFull("No file is taken before some of those that wait are gone.")
        return NamedTemporaryFile(dir=folder, prefix=".", delete=False)

    def _folder(self, account: bytes) -> Path:
        return self._root / account.hex()

    def _swept(self, kept: Collection[str]) -> dict[Path, int]:
        """How large each file is, once those are gone that nothing names and nobody has come back to."""
        before, waiting = time.time() - KEPT_SECONDS, {}
        for path in self._root.glob("*/*"):
            # Others come and go meanwhile.
            with suppress(FileNotFoundError):
                found = path.stat()
                if path.name not in kept and found.st_mtime < before:
                    path.unlink()
                else:
                    waiting[path] = found.st_size
        return waiting


def _keep(draft: Path) -> WaitingFile:
    """What was received under its own name, if it is taken; the same file again takes the place of the first."""
    found = looked_at(draft)
    draft.replace(draft.with_name(found.cid))
    return found


async def _receive(file: IO[bytes], chunks: AsyncIterator[bytes]) -> None:
    """Write what arrives, no further than the largest file may be."""
    received, head, most = 0, b"", max(LARGEST.values())
    async for chunk in chunks:
        if len(head) < HEAD:
            head = (head + chunk)[:HEAD]
            if len(head) >= HEAD:
                most = largest_of(kind_of(head))
        received += len(chunk)
        if received > most:
            raise too_large(most)
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
