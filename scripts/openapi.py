"""Writes the API's description, from which the page's types are made: python -m scripts.openapi FILE."""

from __future__ import annotations

import sys
from pathlib import Path

import orjson

from toktok.app import create_app
from toktok.config import Settings


def main() -> None:
    """Write the OpenAPI document of the application; no node and no database is asked."""
    path = Path(sys.argv[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    app = create_app(Settings(), index=False)
    path.write_bytes(orjson.dumps(app.openapi(), option=orjson.OPT_INDENT_2))


if __name__ == "__main__":
    main()
