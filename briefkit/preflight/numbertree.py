"""Read number trees and name trees: PDF's indexes of objects; ISO 32000-1, 7.9.6 and 7.9.7."""

from collections.abc import Iterator

from pypdf.generic import ByteStringObject, DictionaryObject, TextStringObject

from briefkit.preflight.source import ObjectKey, PdfSource, as_integer

_MOST_NODES = 200_000


def read_number_tree(pdf: PdfSource, root: object) -> dict[int, object]:
    """Return number → raw value; the first of doubles counts."""
    entries: dict[int, object] = {}
    for key, value in _leaves(pdf, root, "/Nums"):
        number = as_integer(pdf.value(key))
        if number is not None:
            entries.setdefault(number, value)
    return entries


def read_name_tree(pdf: PdfSource, root: object) -> dict[str, object]:
    """Return name → raw value; the first of doubles counts."""
    entries: dict[str, object] = {}
    for key, value in _leaves(pdf, root, "/Names"):
        name = name_of(pdf.value(key))
        if name is not None:
            entries.setdefault(name, value)
    return entries


def name_of(value: object) -> str | None:
    """Return a string as a name, byte for byte the same wherever it is written."""
    if isinstance(value, TextStringObject):
        return value.original_bytes.decode("latin-1")
    if isinstance(value, ByteStringObject):
        return bytes(value).decode("latin-1")
    return None


def _leaves(pdf: PdfSource, root: object, leaf: str) -> Iterator[tuple[object, object]]:
    """Yield (raw key, raw value) of every leaf; a node that is named twice counts once."""
    seen: set[ObjectKey] = set()
    stack = [root]
    while stack and len(seen) < _MOST_NODES:
        raw = stack.pop()
        node = pdf.value(raw)
        key = pdf.key(raw)
        if not isinstance(node, DictionaryObject) or key in seen:
            continue
        seen.add(key)
        items = pdf.array(node, leaf)
        yield from zip(items[::2], items[1::2], strict=False)
        stack.extend(reversed(pdf.array(node, "/Kids")))
