"""What addresses of pages may say, and what a page is made from."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query

Cursor = Annotated[str | None, Query(max_length=512)]
Search = Annotated[str, Query(max_length=48)]
MomentId = Annotated[int, Path(ge=1, le=2**53)]

Shown = dict[str, Any]
"""Names of a template and what stands for them."""

TABLE_ROWS = 12
