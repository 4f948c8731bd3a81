"""The page at /docs, written from the OpenAPI document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup, escape

from toktok.api.problems import Kind

_TEMPLATES = Environment(
    loader=PackageLoader("toktok.api", "docs"),
    autoescape=select_autoescape(),
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something a request may say."""

    name: str
    place: str
    required: bool
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Member:
    """A part of an answer."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Content:
    """What may come back; or with the status "body", what to send."""

    status: str
    description: str
    media_type: str
    example: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of an address."""

    method: str
    path: str
    anchor: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    contents: tuple[Content, ...]


def render(document: dict[str, Any], problems: list[Kind]) -> str:
    """The page for an OpenAPI document, and the kinds of problems there are."""
    sections: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, each in methods.items():
            section = (each.get("tags") or ["other"])[0]
            sections.setdefault(section, []).append(_operation(document, path, method, each))
    template = _TEMPLATES.get_template("page.html")
    return template.render(info=document["info"], sections=sections, problems=problems)


def _with_code(text: str) -> Markup:
    """What stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


_TEMPLATES.filters["with_code"] = _with_code


def _operation(document: dict[str, Any], path: str, method: str, each: Any) -> Operation:
    return Operation(
        method=method.upper(),
        path=path,
        anchor=each["operationId"],
        summary=each.get("summary", ""),
        description=each.get("description", ""),
        parameters=tuple(_parameter(one) for one in each.get("parameters", ())),
        contents=tuple(_contents(document, each)),
    )


def _parameter(each: Any) -> Parameter:
    return Parameter(
        name=each["name"],
        place=each["in"],
        required=each.get("required", False),
        kind=_kind(each.get("schema", {})),
        description=each.get("description", ""),
    )


def _kind(schema: Any) -> str:
    """What a value may be, in a few words."""
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            return _kind(one)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    bounds = [f"from {schema['minimum']:g}"] if "minimum" in schema else []
    bounds += [f"to {int(schema['maximum'])}"] if "maximum" in schema else []
    default = [f"else {schema['default']}"] if schema.get("default") not in (None, "") else []
    return ", ".join([str(schema.get("type", "any")), *bounds, *default])


def _contents(document: dict[str, Any], operation: Any) -> Iterator[Content]:
    if "requestBody" in operation:
        body = {"description": "What to send.", **operation["requestBody"]}
        yield _content(document, "body", body)
    for status, one in sorted(operation["responses"].items()):
        yield _content(document, status, one)


def _content(document: dict[str, Any], status: str, each: Any) -> Content:
    contents: dict[str, Any] = each.get("content") or {"": {}}
    media_type, content = next(iter(contents.items()))
    schema = _resolved(document, content.get("schema", {}))
    example = content.get("example", schema.get("example", ""))
    written = example if isinstance(example, str) else json.dumps(example, indent=2)
    members = () if "problem" in media_type else tuple(_members(document, schema, ""))
    return Content(status, each.get("description", ""), media_type, written, members)


def _members(document: dict[str, Any], schema: Any, prefix: str) -> Iterator[Member]:
    """The members of an object, those of objects inside it after its own name."""
    for name, each in schema.get("properties", {}).items():
        inner, suffix = _inside(document, each)
        if "properties" in inner:
            yield from _members(document, inner, f"{prefix}{name}{suffix}.")
        else:
            yield Member(f"{prefix}{name}{suffix}", _kind(inner), each.get("description", ""))


def _inside(document: dict[str, Any], schema: Any) -> tuple[Any, str]:
    """What a member holds, and how its name shows that it is a list or may be missing."""
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            inner, suffix = _inside(document, one)
            return inner, suffix + "?"
    if schema.get("type") == "array":
        inner, suffix = _inside(document, schema.get("items", {}))
        return inner, "[]" + suffix
    return _resolved(document, schema), ""


def _resolved(document: dict[str, Any], schema: Any) -> Any:
    """The schema itself, where there is a reference to it."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    return document["components"]["schemas"][reference.rpartition("/")[2]]
