"""The command, as it is typed."""

from __future__ import annotations

from typer.testing import CliRunner, Result

from toktok.cli import cli


def toktok(*arguments: str, environment: dict[str, str] | None = None) -> Result:
    """Run the command; most of a process' start is spared."""
    return CliRunner().invoke(cli, arguments, env=environment)
