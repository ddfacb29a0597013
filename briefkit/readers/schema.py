"""The model's classes → the JSON Schema of a brief in JSON, as `json` reads it.

Made from the same shapes, so that it holds what the model holds; what a validator of the model
asks beyond types (ids, spans, addresses) is said there, not here.
"""

import types
from datetime import date as Date  # noqa: N812 - as in the model
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from attrs import NOTHING, Attribute

from briefkit.images.raster import PictureSource
from briefkit.model.brief import Brief
from briefkit.model.tables import Cell
from briefkit.readers.shapes import (
    ALONE,
    ANY_BLOCK,
    ANY_INLINE,
    BLOCKS,
    CHOICES,
    INLINES,
    PARTS,
    all_shapes,
    fields_of,
)
from briefkit.readers.versions import SCHEMA_VERSION

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Date: {"type": "string", "format": "date"},
    Path: {"type": "string"},
}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a brief."""
    all_shapes()
    kinds = {**INLINES, **BLOCKS}
    definitions: dict[str, Any] = {
        "inline": _any_of({"type": "string"}, *(_reference(name) for name in INLINES)),
        "block": _any_of(*(_reference(name) for name in BLOCKS)),
        "picture": _any_of(
            {"type": "string", "description": "a file in the folder of the brief"},
            {
                "type": "object",
                "properties": {"base64": {"type": "string", "contentEncoding": "base64"}},
                "required": ["base64"],
                "additionalProperties": False,
            },
        ),
    }
    definitions |= {name: _object(kind, name) for name, kind in kinds.items()}
    definitions |= {_name(part): _object(part) for part in PARTS if part is not Brief}
    brief = _object(Brief)
    brief["properties"] = {
        "$schema": {"type": "string", "description": "where an editor finds this schema"},
        "schema_version": {"const": SCHEMA_VERSION},
        **brief["properties"],
    }
    brief["required"] = ["schema_version", *brief["required"]]
    return {"$schema": _DIALECT, "title": "A brief", **brief, "$defs": definitions}


def _object(kind: type[Any], name: str | None = None) -> dict[str, Any]:
    """Return the schema of a class. name: of its kind, where an object says its kind."""
    properties = {} if name is None else {"type": {"const": name}}
    required = [] if name is None else ["type"]
    for one in fields_of(kind):
        properties[one.name] = _field(kind, one)
        if one.default is NOTHING:
            required.append(one.name)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").partition("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _field(kind: type[Any], one: "Attribute[Any]") -> dict[str, Any]:
    choices = CHOICES.get((kind, one.name))
    if choices is not None:
        schema: dict[str, Any] = {"enum": list(choices)}
        return _any_of(schema, {"type": "null"}) if one.default is None else schema
    return _type(one.type)


def _type(kind: Any) -> dict[str, Any]:
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if kind == ANY_INLINE:
        return _reference("inline")
    if kind == ANY_BLOCK:
        return _reference("block")
    if kind == PictureSource:
        return _reference("picture")
    if kind == tuple[ANY_BLOCK, ...]:
        inlines = {"type": "array", "items": _reference("inline")}
        mixed = {"type": "array", "items": _any_of({"type": "string"}, _reference("block"))}
        return _any_of({"type": "string"}, inlines, mixed)
    if get_origin(kind) is tuple:
        first, *rest = get_args(kind)
        items: dict[str, Any] = {"type": "array", "items": _type(first)}
        if rest != [...]:  # of a fixed length
            items |= {"minItems": len(rest) + 1, "maxItems": len(rest) + 1}
        return _any_of({"type": "string"}, items) if first == ANY_INLINE else items
    if get_origin(kind) in {Union, types.UnionType}:  # only with None
        members = [one for one in get_args(kind) if one is not type(None)]
        whole = members[0] if len(members) == 1 else PictureSource
        return _any_of(_type(whole), {"type": "null"})
    if kind is Cell:
        inlines = {"type": "array", "items": _reference("inline")}
        return _any_of({"type": "string"}, {"type": "number"}, inlines, _reference(_name(Cell)))
    # A block where only its kind can stand need not say so.
    whole = _reference(_name(kind)) if kind in PARTS else _object(kind)
    return _any_of(_type(ALONE[kind]), whole) if kind in ALONE else whole


def _name(kind: type[Any]) -> str:
    return "".join(f"-{one.lower()}" if one.isupper() else one for one in kind.__name__).strip("-")


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _any_of(*schemas: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": list(schemas)}
