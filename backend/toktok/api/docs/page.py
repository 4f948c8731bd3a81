"""The page at /docs, written from the OpenAPI document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

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
class Answer:
    """What may come back."""

    status: str
    description: str
    media_type: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of an address."""

    method: str
    path: str
    anchor: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answers: tuple[Answer, ...]


def render(document: dict[str, Any]) -> str:
    """The page for an OpenAPI document."""
    sections: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, each in methods.items():
            section = (each.get("tags") or ["other"])[0]
            sections.setdefault(section, []).append(_operation(document, path, method, each))
    template = _TEMPLATES.get_template("page.html")
    return template.render(info=document["info"], sections=sections)


def _operation(document: dict[str, Any], path: str, method: str, each: Any) -> Operation:
    return Operation(
        method=method.upper(),
        path=path,
        anchor=each["operationId"],
        summary=each.get("summary", ""),
        description=each.get("description", ""),
        parameters=tuple(_parameter(one) for one in each.get("parameters", ())),
        answers=tuple(
            _answer(document, status, one) for status, one in sorted(each["responses"].items())
        ),
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
    bounds = [f"from {schema['minimum']}"] if "minimum" in schema else []
    bounds += [f"to {schema['maximum']}"] if "maximum" in schema else []
    default = [f"else {schema['default']}"] if schema.get("default") not in (None, "") else []
    return ", ".join([str(schema.get("type", "any")), *bounds, *default])


def _answer(document: dict[str, Any], status: str, each: Any) -> Answer:
    contents: dict[str, Any] = each.get("content") or {"": {}}
    media_type, content = next(iter(contents.items()))
    example = content.get("example")
    if example is None:
        example = _resolved(document, content.get("schema", {})).get("example", "")
    written = example if isinstance(example, str) else json.dumps(example, indent=2)
    return Answer(status, each.get("description", ""), media_type, written)


def _resolved(document: dict[str, Any], schema: Any) -> Any:
    """The schema itself, where there is a reference to it."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    return document["components"]["schemas"][reference.rpartition("/")[2]]
