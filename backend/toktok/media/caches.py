"""How long caches may keep a file before they ask again."""

from __future__ import annotations

PUBLIC = {"Cache-Control": "public, max-age=600"}
"""What a file contains never changes, but whether it may be seen does: nobody can take back what a cache was told
to keep for ever. Asked again with its ETag, it costs an answer without content."""
