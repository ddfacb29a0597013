"""Brief → JSON and back, exactly; or every fault of the JSON, each by its path.

A plain string among inlines is text; every other inline and every block is an object with its
`type`. Fields that say nothing new are left out. Pictures are paths from the folder of the file,
or their bytes in base64. The only user of cattrs, which is loaded when it is needed.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from datetime import date as Date  # noqa: N812 - as in the model
from functools import lru_cache, partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from attrs import field, fields, make_class

from briefkit.bounds import Limits, check_time, within
from briefkit.errors import (
    ModelError,
    PictureError,
    Problem,
    SourceError,
    raise_all,
    too_deep,
)
from briefkit.files import refuse_own, write_whole
from briefkit.given import as_path
from briefkit.images.raster import PictureSource
from briefkit.model.blocks import Paragraph, as_blocks
from briefkit.model.brief import Brief, refuse_others
from briefkit.model.inline import WRAPPERS, Text
from briefkit.model.origin import Origin
from briefkit.model.tables import Cell
from briefkit.readers.json_faults import (
    instead_of_key,
    is_known_as,
    problems_of,
    with_refused_fields,
)
from briefkit.readers.json_lines import fault_of, line_at, lines_in, lines_of
from briefkit.readers.pictures import OutOfPlaceError, file_in
from briefkit.readers.shapes import ALONE, ANY_BLOCK, ANY_INLINE, BLOCKS, INLINES, PARTS, all_shapes
from briefkit.readers.source import (
    AS_A_DATE,
    check_size,
    day_of,
    read_text,
    refuse_no_text,
)
from briefkit.readers.versions import SCHEMA_VERSION, migrated
from briefkit.values import compared, evolve

if TYPE_CHECKING:
    from cattrs import Converter

DEEPEST = 200  # of values in values: some forty lists in lists
_FILES = {"image": "picture", "photo": "picture", "logo": "picture", "brand": "brand file"}


def read_json(path: str | Path, *, limits: Limits | None = None) -> Brief:
    """Return the brief in a JSON file; its pictures are in the file's folder.

    limits: what it may ask for; the usual ones where they are not given.

    Raises SourceError with every fault, each with its path in the JSON.
    """
    path = as_path(path)
    with within(limits):
        return from_json(read_text(path), name=str(path), folder=path.parent)


def from_json(
    text: str,
    *,
    name: str = "<json>",
    folder: str | Path | None = None,
    limits: Limits | None = None,
) -> Brief:
    """Return the brief in a JSON text.

    Args:
        text: as `to_json` writes it, or a program that follows what `briefkit schema` prints.
        name: what errors call it.
        folder: where its pictures are; without one it can have none but in base64.
        limits: what it may ask for; the usual ones where they are not given.

    Raises SourceError with every fault, each with its path in the JSON.
    """
    refuse_no_text(text, "JSON")
    with within(limits):
        check_size(len(text), name)
        return _structured(text, name, None if folder is None else as_path(folder))


def _structured(text: str, name: str, folder: Path | None) -> Brief:
    data = _parsed(text, name)
    of_version: tuple[Problem, ...] = ()
    try:
        data = migrated(data, name)
    except SourceError as error:
        if type(data.pop("schema_version", None)) is int:
            raise
        of_version = error.problems  # and what else is wrong with it, as one of today's
    data.pop("$schema", None)  # for editors
    problems = _place_files(data, name, folder)
    try:
        brief: Brief = _converter().structure(data, Brief)
    except Exception as error:  # cattrs gathers whatever the classes raise
        check_time(SourceError)
        problems += problems_of(error, "")
    if problems or of_version:
        raise_all(SourceError, (*of_version, *_placed(problems, text, name)))
    return evolve(brief, origin=Origin(name, partial(lines_in, text, brief)))


def to_json(
    brief: Brief,
    *,
    folder: str | Path | None = None,
    name: Callable[[Path], str] | None = None,
) -> str:
    """Return a brief as JSON text.

    folder: from which its pictures are named; they must be in it. Without one, only a brief without
    files can be written. name: what to call a file instead.

    Raises PictureError for a file that is not in the folder.
    """
    refuse_others(brief)
    data = {"schema_version": SCHEMA_VERSION, **_converter().unstructure(brief, Brief)}
    _name_files(data, None if folder is None else as_path(folder), name)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def write_json(brief: Brief, path: str | Path) -> None:
    """Write a brief as a JSON file, in whose folder its pictures are.

    Raises PictureError for a picture elsewhere; OutputError where it cannot be written.
    """
    path = as_path(path)
    refuse_own(path, brief)
    write_whole(path, to_json(brief, folder=path.parent).encode())


# Text and data


def _parsed(text: str, name: str) -> dict[str, Any]:
    is_twice = [False]

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        is_twice.append(len(found) != len(pairs))
        return found

    def refuse(constant: str) -> None:
        raise SourceError(Problem(f"{constant} is no number of JSON", name, "give a number"))

    try:
        data = json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=as_object, parse_constant=refuse
        )
    except json.JSONDecodeError as error:
        line, what, cure = fault_of(error)
        raise SourceError(Problem(f"no JSON: {what}", f"{name}:{line}", cure)) from None
    except ValueError:  # Python reads no number of more than some thousands of digits
        raise SourceError(Problem("a number has too many digits", name, "round it")) from None
    except RecursionError:
        raise SourceError(too_deep(name)) from None
    if not isinstance(data, dict):
        raise SourceError(Problem("is no JSON object", name, "give the brief as an object"))
    if any(is_twice):
        raise_all(SourceError, _given_twice(text, name), name)
    return data


def _given_twice(text: str, name: str) -> Iterable[Problem]:
    first: dict[str, int] = {}
    again = ""
    for path, line in lines_of(text):
        if again and path.startswith((f"{again}.", f"{again}[")):
            continue  # what is in it is given again with it
        if path in first:
            again = path
            key = path.rpartition(".")[2]
            what = f"the key {key!r} is given again; the first is in line {first[path]}"
            yield Problem(what, f"{name}:{line}: {path}", "keep one")
        first.setdefault(path, line)


def _place_files(data: dict[str, Any], name: str, folder: Path | None) -> list[Problem]:
    """Put each file that the JSON names into the folder, and return what is wrong with it.

    Raises SourceError where matter is nested too deeply to go on.
    """
    problems = []
    for holder, key, path, depth in _walk(data):
        if depth > DEEPEST:
            raise SourceError(too_deep(f"{name}: {path[:80]}…"))
        if key in _FILES and isinstance(holder[key], str):
            try:
                holder[key] = str(file_in(folder, holder[key], _FILES[key]))
            except OutOfPlaceError as error:
                problems.append(Problem(error.what, path, error.cure))
    return problems


def _name_files(
    data: dict[str, Any], folder: Path | None, name: Callable[[Path], str] | None
) -> None:
    for holder, key, path, _ in _walk(data):
        if key not in _FILES or not isinstance(holder[key], str):
            continue
        if name is not None:
            holder[key] = name(Path(holder[key]))
            continue
        if folder is None:
            raise PictureError(Problem("is a file", path, "say from where: give folder=…"))
        try:
            holder[key] = Path(holder[key]).resolve().relative_to(folder.resolve()).as_posix()
        except ValueError:
            what = f"{holder[key]!r} is outside the folder of the JSON"
            raise PictureError(Problem(what, path, f"copy the file to {folder}")) from None


def _walk(data: dict[str, Any]) -> Iterable[tuple[dict[str, Any], str, str, int]]:
    """Give every key of every object, with its path and depth."""
    waiting: list[tuple[Any, str, int]] = [(data, "", 1)]
    while waiting:
        value, path, depth = waiting.pop()
        if isinstance(value, dict):
            for key in value:
                inner = f"{path}.{key}".removeprefix(".")
                yield value, key, inner, depth
                waiting.append((value[key], inner, depth + 1))
        elif isinstance(value, list | tuple):
            waiting.extend((one, f"{path}[{index}]", depth + 1) for index, one in enumerate(value))


# Data and the model


@lru_cache(maxsize=1)
def _converter() -> "Converter":
    # slow to load, and its methods for our classes slow to make
    from cattrs import Converter, override

    all_shapes()
    converter = Converter(
        omit_if_default=True,
        forbid_extra_keys=True,
        type_overrides={Origin | None: override(omit=True)},  # type: ignore[dict-item]  # a union
    )
    for kind in (str, int, bool, float):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook(Date, lambda value, _: _date(value))
    converter.register_unstructure_hook(Date, Date.isoformat)
    converter.register_structure_hook(Path, lambda value, _: Path(_exactly(value, str)))
    converter.register_unstructure_hook(Path, str)
    converter.register_structure_hook_func(_is_picture, lambda value, _: _picture(value))
    converter.register_unstructure_hook_func(_is_picture, _picture_data)
    converter.register_structure_hook_factory(
        _is_many, lambda kind: _many(converter, get_args(kind)[0])
    )
    converter.register_structure_hook_factory(
        lambda kind: kind in PARTS, lambda kind: _part(converter, kind)
    )
    named = {*INLINES.values(), *BLOCKS.values()}
    converter.register_structure_hook_factory(
        named.__contains__, lambda kind: _from_object(converter, kind)
    )
    for varied in (*WRAPPERS, Paragraph):
        _register_varied(converter, varied)
    _register_kinds(converter, ANY_BLOCK, BLOCKS)
    _register_kinds(converter, ANY_INLINE, INLINES)
    return converter


def _is_many(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _many(converter: "Converter", kind: Any) -> Any:
    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if isinstance(value, str) and kind in (ANY_INLINE, ANY_BLOCK):
            value = [value]  # a text alone, as in Python
        if not isinstance(value, list):
            raise ModelError(Problem(f"is {_kind_of(value)}", cure="give a list"))
        if kind != ANY_BLOCK:
            return tuple(converter.structure(value, list[kind]))
        is_in_line = all(_may_be_in_line(one) for one in value)
        of_these: Any = list[ANY_INLINE] if is_in_line else list[ANY_BLOCK]
        return as_blocks(converter.structure(value, of_these))

    return structure


def _may_be_in_line(value: Any) -> bool:
    kind = value.get("type") if isinstance(value, dict) else None
    return isinstance(value, str) or (isinstance(kind, str) and kind in INLINES)


def _part(converter: "Converter", kind: type[Any]) -> Any:
    """Return what structures a class of which an object need not name the kind."""
    from_object = _from_object(converter, kind)

    def structure(value: Any, _: Any) -> Any:
        if isinstance(value, dict) or kind in ALONE:
            return from_object(value, kind)
        if kind is Cell:
            return _cell(converter, value)
        cure = f'give an object, such as {{"{compared(kind)[0]}": …}}'
        raise ModelError(Problem(f"is {_kind_of(value)}", cure=cure))

    return structure


def _from_object(converter: "Converter", kind: type[Any]) -> Any:
    """Return what structures a class, and at a fault tells of each of its fields."""
    from cattrs import ClassValidationError  # late, as in `_converter`

    from_object = converter.gen_structure_attrs_fromdict(kind)
    alone = ALONE.get(kind)

    def structure(value: Any, _: Any) -> Any:
        if alone is not None and not isinstance(value, dict):
            return kind(converter.structure(value, alone))
        try:
            return from_object(value, kind)
        except ClassValidationError as error:
            raise with_refused_fields(error, kind, value, converter.structure) from None

    return structure


def _cell(converter: "Converter", value: Any) -> Cell:
    """Return the cell that a text, a number or a list of inlines makes, as in Python."""
    if isinstance(value, list):
        return Cell(Paragraph(*converter.structure(value, list[ANY_INLINE])) if value else ())
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        cure = 'give "" for an empty cell, or a text, a number, a list of inlines or an object'
        raise ModelError(Problem(f"is {_kind_of(value)}", cure=cure))
    return Cell(str(value))


def _register_kinds(converter: "Converter", union: Any, kinds: dict[str, type[Any]]) -> None:
    names = {kind: name for name, kind in kinds.items()}
    others = INLINES if union == ANY_BLOCK else {}

    def structure(value: Any, _: Any) -> Any:
        if isinstance(value, str):
            return Text(value)  # a paragraph of its own among blocks
        check_time(SourceError)
        if not isinstance(value, dict):
            cure = "give a string or an object with its type"
            raise ModelError(Problem(f"is {_kind_of(value)}", cure=cure))
        given = dict(value)
        name = given.pop("type", None)
        if not isinstance(name, str):
            cure = f"give one of {', '.join(kinds)}"
            raise ModelError(Problem("has no type", cure=cure))
        if name in others and not is_known_as(name, kinds):
            cure = 'put it in one, {"type": "paragraph", "children": […]}'
            raise ModelError(Problem(f"{name!r} is no block, but stands in a paragraph", cure=cure))
        if name not in kinds:
            raise ModelError(Problem(f"unknown type {name!r}", cure=instead_of_key(name, kinds)))
        return converter.structure(given, kinds[name])

    def unstructure(value: Any) -> Any:
        if isinstance(value, Text):
            return value.text
        return {"type": names[type(value)], **converter.unstructure(value, type(value))}

    converter.register_structure_hook_func(lambda kind: kind == union, structure)
    converter.register_unstructure_hook_func(lambda kind: kind == union, unstructure)


def _register_varied(converter: "Converter", kind: type[Any]) -> None:
    """Let a class be structured that takes its children one by one: by one of the same fields."""
    shape = make_class(kind.__name__, {one.name: _same(one) for one in fields(kind)}, kw_only=True)

    def structure(value: Any, _: Any) -> Any:
        found: Any = converter.structure(value, shape)
        rest = {name: getattr(found, name) for name in compared(kind) if name != "children"}
        return kind(*found.children, **rest)

    converter.register_structure_hook(kind, structure)


def _same(one: Any) -> Any:
    return field(default=one.default, type=one.type)


def _exactly(value: Any, kind: type[Any]) -> Any:
    """Return a value that is of a kind already: JSON has kinds enough to ask for the right one."""
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        names = {str: "a string", int: "a whole number", bool: "true or false", float: "a number"}
        raise ModelError(Problem(f"is {_kind_of(value)}", cure=f"give {names[kind]}"))
    return value


def _kind_of(value: Any) -> str:
    names: dict[type[Any], str] = {
        type(None): "null",
        bool: "true or false",
        dict: "an object",
        list: "a list",
        str: "a string",
    }
    return names.get(type(value), "a number")


def _date(value: Any) -> Date:
    day = day_of(_exactly(value, str))
    if day is None:
        raise ModelError(Problem(f"{value!r} is no date", cure=AS_A_DATE))
    return day


def _is_picture(kind: Any) -> bool:
    return bool(kind == PictureSource or kind == (PictureSource | None))


def _picture(value: Any) -> PictureSource | None:
    if value is None:
        return None  # for a figure the model refuses it
    if isinstance(value, str):
        return Path(value)
    if isinstance(value, dict) and set(value) == {"base64"}:
        try:
            return base64.b64decode(_exactly(value["base64"], str), validate=True)
        except binascii.Error:
            raise ModelError(Problem("base64 does not read", cure="give a file's bytes")) from None
    raise ModelError(Problem("is no picture", cure='give a path, or {"base64": "…"}'))


def _picture_data(value: PictureSource | None) -> Any:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    return None if value is None else str(value)


# What went wrong


def _placed(problems: list[Problem], text: str, name: str) -> list[Problem]:
    """Return problems of paths in the JSON, each with its line, in the order of the text."""
    lines = dict(lines_of(text))
    turns = {path: turn for turn, path in enumerate(lines)}  # of two in one line
    found = [(line_at(lines, one.where), turns.get(one.where, 0), one) for one in problems]
    return [
        evolve(one, where=f"{name}:{line}: {one.where}".removesuffix(": "))
        for line, _, one in sorted(found, key=itemgetter(0, 1))
    ]
