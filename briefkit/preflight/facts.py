"""What a PDF says of itself in its metadata → text, a line a fact.

Nothing is judged here; see `rules_document`.
"""

from collections.abc import Iterator
from xml.dom.minidom import Attr, Element, Text

from pypdf.generic import StreamObject
from pypdf.xmp import RDF_NAMESPACE, XmpInformation

from briefkit.preflight.source import Source, listening, open_pdf

_DESCRIPTIONS = "http://www.aiim.org/pdfa/ns/extension/"  # of schemas, not of the file
_DEEPEST = 8  # structures within structures; XMP in use has two or three


def describe_metadata(source: Source) -> str:
    """Return the metadata of a PDF as text: a line a property, and one for each of its parts.

    The lines are those of the metadata stream, in its order: `dc:creator[2]: A. N. Author`; where
    the file has none that can be read, those of its information dictionary.

    Raises SourceError for what cannot be read at all.
    """
    with listening():
        pdf = open_pdf(source)
        stream = pdf.get(pdf.catalogue, "/Metadata")
        root = _root(stream) if isinstance(stream, StreamObject) else None
        if root is not None:
            return "\n".join(_described(root))
        information = pdf.value(pdf.reader.trailer.get("/Info"))
        keys = information if isinstance(information, dict) else {}
        facts = ((str(key), pdf.text(information, str(key))) for key in keys)
        return "\n".join(f"Info{key}: {_one_line(fact)}" for key, fact in facts if fact)


def _root(stream: StreamObject) -> Element | None:
    try:
        root = XmpInformation(stream).rdf_root
    except Exception:  # whatever a hostile file makes pypdf and its parser raise
        return None
    return root if isinstance(root, Element) else None


def _described(root: Element) -> Iterator[str]:
    for description in _elements(root):
        attributes = description.attributes
        for index in range(attributes.length):
            attribute = attributes.item(index)
            if isinstance(attribute, Attr) and attribute.prefix not in {
                None,
                "xmlns",
                "rdf",
                "xml",
            }:
                yield f"{attribute.name}: {_one_line(attribute.value)}"
        for element in _elements(description):
            if element.namespaceURI != _DESCRIPTIONS:
                yield from _property(element, element.tagName, 0)


def _property(element: Element, path: str, depth: int) -> Iterator[str]:
    """Yield a property's lines: of itself, of each item of a list, or of each field."""
    inner = _elements(element)
    if not inner:
        language = element.getAttribute("xml:lang")
        text = "".join(child.data for child in element.childNodes if isinstance(child, Text))
        yield f"{path}{f' ({language})' if language else ''}: {_one_line(text)}"
        return
    if depth > _DEEPEST:
        return
    for part in inner:
        if part.namespaceURI == RDF_NAMESPACE and part.localName in {"Seq", "Bag", "Alt"}:
            items = _elements(part)
            for count, item in enumerate(items, start=1):
                name = f"{path}[{count}]" if len(items) > 1 or part.localName != "Alt" else path
                yield from _property(item, name, depth + 1)
        elif part.namespaceURI == RDF_NAMESPACE and part.localName == "Description":
            yield from _property(part, path, depth + 1)
        else:
            yield from _property(part, f"{path}/{part.localName}", depth + 1)


def _elements(node: Element) -> list[Element]:
    return [child for child in node.childNodes if isinstance(child, Element)]


def _one_line(text: str) -> str:
    return " ".join(text.split())
