"""A folder of files by CID: written once, checked whenever they are read."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from toktok.errors import NotFoundError, ToktokError
from toktok.media.cid import cid_of, is_cid


class UnknownMediaError(NotFoundError):
    """No file of that name is kept here."""

    title = "Unknown media"
    remedy = "Ask for a CID that metadata of a moment, a sound or the fund names."


class DamagedMediaError(ToktokError):
    """A file no longer contains what its name says."""

    title = "Damaged media"
    remedy = "Put the file back from a copy: its name tells whether it is the right one."


class MediaFolder:
    """Files in one folder of this machine; any number of processes may use it at once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, content: bytes) -> str:
        """Keep `content`; its CID. What is kept already is left as it is."""
        cid = cid_of(content)
        path = self.root / cid
        if not path.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            self._write(path, content)
        return cid

    def read(self, cid: str) -> bytes:
        """The file named `cid`. Raises UnknownMediaError, DamagedMediaError."""
        if not is_cid(cid):
            raise UnknownMediaError(f"{cid!r} names no file.")
        try:
            content = (self.root / cid).read_bytes()
        except FileNotFoundError:
            raise UnknownMediaError(f"{cid} is not kept here.") from None
        if cid_of(content) != cid:
            raise DamagedMediaError(f"{cid} does not contain what its name says.")
        return content

    def has(self, cid: str) -> bool:
        """Whether a file of that name is kept, whatever it contains by now."""
        return is_cid(cid) and (self.root / cid).is_file()

    def remove(self, cid: str) -> None:
        """Keep the file named `cid` no longer; it may be gone already."""
        if is_cid(cid):
            (self.root / cid).unlink(missing_ok=True)

    def names(self) -> set[str]:
        """The CIDs of all files."""
        if not self.root.is_dir():
            return set()
        return {each.name for each in self.root.iterdir() if is_cid(each.name)}

    def _write(self, path: Path, content: bytes) -> None:
        """All of it or nothing, also when killed or when the power goes."""
        with NamedTemporaryFile(dir=self.root, prefix=".", delete=False) as draft:
            try:
                draft.write(content)
                draft.flush()
                os.fsync(draft.fileno())
                Path(draft.name).chmod(0o444)
                Path(draft.name).replace(path)
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
        self._keep_name()

    def _keep_name(self) -> None:
        """A renamed file is safe once its folder is on disk too."""
        folder = os.open(self.root, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
