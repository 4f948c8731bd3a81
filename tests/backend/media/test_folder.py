"""Files that are kept by what they contain."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

import pytest

from toktok.media.cid import cid_of
from toktok.media.folder import DamagedMediaError, MediaFolder, UnknownMediaError

SAVED = b"a moment" * 50_000


def test_what_was_put_is_read_by_its_name(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path / "not" / "there" / "yet")
    cid = folder.put(SAVED)
    assert cid == cid_of(SAVED)
    assert folder.read(cid) == SAVED


def test_a_file_is_written_once(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path)
    path = tmp_path / folder.put(SAVED)
    before = path.stat()
    assert folder.put(SAVED) == path.name
    assert path.stat() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_damaged_file_is_never_given_out(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path)
    path = tmp_path / folder.put(SAVED)
    path.chmod(0o644)
    path.write_bytes(SAVED[:-1])
    with pytest.raises(DamagedMediaError, match=path.name):
        folder.read(path.name)


@pytest.mark.parametrize("name", [cid_of(b"something else"), "../secret", ""])
def test_what_is_not_kept_is_unknown(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"not media")
    with pytest.raises(UnknownMediaError):
        MediaFolder(tmp_path / "media").read(name)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("toktok.media.folder.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        MediaFolder(tmp_path).put(SAVED)
    assert list(tmp_path.iterdir()) == []


def test_many_processes_may_put_the_same_file(tmp_path: Path) -> None:
    spawn = get_context("spawn")
    writers = [spawn.Process(target=_put_often, args=(tmp_path,)) for _ in range(4)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert [each.exitcode for each in writers] == [0, 0, 0, 0]
    assert len(list(tmp_path.iterdir())) == 20


def _put_often(root: Path) -> None:
    folder = MediaFolder(root)
    for number in range(20):
        content = SAVED + bytes((number,))
        assert folder.read(folder.put(content)) == content
