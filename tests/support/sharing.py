"""Which tests stay together where several processes share them."""

from __future__ import annotations

import re
from pathlib import PurePath

from xdist.scheduler import LoadScopeScheduling

from tests.support.databases import KINDS

#: Folders with one application, or one chain, for all their tests.
_SHARING = ("accounts", "api", "moments")
_KIND = re.compile(rf"[\[-]({'|'.join(KINDS)})[-\]]")


class ByPlace(LoadScopeScheduling):  # type: ignore[misc]
    """Tests of one file on one kind of database, of one folder where it shares what it looks at."""

    def _split_scope(self, nodeid: str) -> str:
        path = PurePath(nodeid.split("::", 1)[0])
        kind = _KIND.search(nodeid)
        place = path.parent if path.parent.name in _SHARING else path
        return f"{place} {kind[1] if kind else ''}"
