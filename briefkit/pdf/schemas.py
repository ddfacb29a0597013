"""Properties of XMP that PDF/A does not know by itself → their description in the file.

ISO 19005-2, 6.6.2.3: PDF/A-2 and -3 want each schema beyond those of XMP 2005 described where it is
used, PRISM's among them. PDF/A-4 and PDF/UA by itself ask for none.
"""

from collections.abc import Collection

from briefkit.values import frozen

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    # Nobody's but ours, and never anybody's: RFC 2606 keeps the name free.
    "briefkit": "https://briefkit.invalid/ns/1.0/",
}
_OF_DESCRIPTIONS = {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


@frozen
class _Property:
    """A property. kind: its value's type; is_ours: whether the file's maker decides its value."""

    name: str
    kind: str
    description: str
    is_ours: bool = False


@frozen
class _Schema:
    """A schema and what is used of it."""

    prefix: str
    name: str
    properties: tuple[_Property, ...]


_SCHEMAS = (
    _Schema(
        "pdfuaid",
        "PDF/UA Universal Accessibility Schema",
        (_Property("part", "Integer", "Indicates which part of ISO 14289 is followed", True),),
    ),
    _Schema(
        "pdfxid",
        "PDF/X ID Schema",
        (_Property("GTS_PDFXVersion", "Text", "Identifies the version of PDF/X", True),),
    ),
    # XMP's own schema of PDF has it since 2008; PDF/A-2 takes that of 2005.
    _Schema("pdf", "Adobe PDF Schema", (_Property("Trapped", "Text", "Whether it is trapped"),)),
    # PRISM 3.0, basic metadata: the words are its own.
    _Schema(
        "prism",
        "PRISM Basic Metadata",
        (
            _Property("copyright", "Text", "Copyright statement"),
            _Property("coverDate", "Date", "Date on the cover"),
            _Property("doi", "Text", "Digital Object Identifier"),
            _Property("issn", "Text", "ISSN of the series"),
            _Property("number", "Text", "Number within the series"),
            _Property("publicationDate", "Date", "Date of publication"),
            _Property("publicationName", "Text", "Title of the publication that it is a part of"),
            _Property("seriesNumber", "Text", "Number within the series"),
            _Property("seriesTitle", "Text", "Title of the series"),
            _Property("url", "URL", "Address of the publication"),
            _Property("versionIdentifier", "Text", "Version of the publication"),
        ),
    ),
    _Schema(
        "briefkit",
        "Rights of the pictures in a document",
        # Four lists of one length, and no list of structures: types of one's own have to be
        # described too, which is lost where pyHanko or its like write the metadata anew.
        (
            _Property("pictureName", "Seq Text", "What the pictures are called, in their order"),
            _Property("pictureCredit", "Seq Text", "Whom each is owed to"),
            _Property("pictureSource", "Seq Text", "Where each is from"),
            _Property("pictureLicence", "Seq Text", "What may be done with each"),
        ),
    ),
)


def described(properties: Collection[str]) -> tuple[str, dict[str, str]]:
    """Return the description of what is used, and the namespaces that it needs.

    properties: with their prefixes, such as "prism:doi".
    """
    used = [
        schema
        for schema in _SCHEMAS
        if any(f"{schema.prefix}:{one.name}" in properties for one in schema.properties)
    ]
    if not used:
        return "", {}
    listed = "\n".join(f"{_RESOURCE}\n{_schema(schema)}</rdf:li>" for schema in used)
    bag = f"<rdf:Bag>{listed}</rdf:Bag>"
    return f"<pdfaExtension:schemas>{bag}</pdfaExtension:schemas>", _OF_DESCRIPTIONS


_RESOURCE = '<rdf:li rdf:parseType="Resource">'


def _schema(schema: _Schema) -> str:
    properties = "".join(f"{_RESOURCE}{_property(each)}</rdf:li>\n" for each in schema.properties)
    parts = (
        f"<pdfaSchema:schema>{schema.name}</pdfaSchema:schema>",
        f"<pdfaSchema:namespaceURI>{NAMESPACES[schema.prefix]}</pdfaSchema:namespaceURI>",
        f"<pdfaSchema:prefix>{schema.prefix}</pdfaSchema:prefix>",
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>",
    )
    return "\n".join(parts)


def _property(each: _Property) -> str:
    return (
        f"<pdfaProperty:name>{each.name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{each.kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{'internal' if each.is_ours else 'external'}"
        "</pdfaProperty:category>"
        f"<pdfaProperty:description>{each.description}</pdfaProperty:description>"
    )
