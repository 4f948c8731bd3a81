"""The documentation."""

from __future__ import annotations

from importlib.resources import files

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from toktok.api.docs.page import render
from toktok.api.problems import problem_kinds
from toktok.routing import Router

router = Router(include_in_schema=False)


@router.get("/docs")
def documentation(request: Request) -> HTMLResponse:
    """Everything the interface can do, with examples."""
    return HTMLResponse(render(request.app.openapi(), problem_kinds()))


@router.get("/docs/style.css")
def style() -> Response:
    """How it looks."""
    sheet = (files("toktok.api.docs") / "style.css").read_bytes()
    return Response(sheet, media_type="text/css", headers={"Cache-Control": "max-age=3600"})
