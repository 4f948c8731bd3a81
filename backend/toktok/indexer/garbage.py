"""How often the interpreter looks for garbage while blocks are indexed."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Look for cycles among objects less often: batches make millions, and none of them is in one.

    At the interpreter's own pace a quarter of the indexer's time goes into looking.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
