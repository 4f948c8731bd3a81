"""Why what is shown may be out of date, in the reader's language."""

from __future__ import annotations

from toktok.pages import catalogue, formats
from toktok.pages.local import local
from toktok.pages.site import Trouble


def why(language: str, trouble: Trouble) -> str:
    """The sentence for a trouble: the one that scripts choose for the problem that `/ready` answers with."""
    write = local(language).number
    values = {name: write(formats.count(value)) for name, value in trouble.values.items()}
    return catalogue.load(language)(f"refusals.problem.not-ready.{trouble.case}", **values)
