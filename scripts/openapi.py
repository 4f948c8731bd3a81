"""Writes the API's description, from which the page's types are made: python -m scripts.openapi FILE."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from toktok.app import create_app
from toktok.config import Settings


def document() -> dict[str, Any]:
    """The OpenAPI document of the application; no node and no database is asked."""
    with TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/none.db")
        return create_app(settings, index=False).openapi()


def main() -> None:
    """Write the document to the file that is named."""
    path = Path(sys.argv[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(orjson.dumps(document(), option=orjson.OPT_INDENT_2))


if __name__ == "__main__":
    main()
