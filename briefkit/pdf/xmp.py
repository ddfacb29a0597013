"""Metadata → an XMP packet and the information dictionary, which say the same.

The claims of standards are made here; `assembly` and the other modules keep them. PDF 2.0 has no
information dictionary: ISO 19005-4, 6.1.3.
"""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta

from briefkit.errors import OutputError, Problem
from briefkit.metadata import Metadata, PictureRights
from briefkit.patterns import late
from briefkit.pdf.document import Value, date, name, text
from briefkit.pdf.schemas import NAMESPACES, described
from briefkit.standards import Standards
from briefkit.values import frozen
from briefkit.version import VERSION

_FIXED_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # never the clock: the same brief, the same bytes
# XML 1.0, 2.2. (What it has, turned round, takes five milliseconds to compile.)
_NOT_XML = late("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Not by xml.sax: that loads urllib, http and ssl.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ESCAPES_IN_QUOTES = _ESCAPES | str.maketrans({'"': "&quot;"})

_PDF_X = "PDF/X-4"
# Well-Tagged PDF 1.0 has two conformance levels, and a file may declare both.
_DECLARATIONS = (
    "http://pdfa.org/declarations/wtpdf#accessibility1.0",
    "http://pdfa.org/declarations/wtpdf#reuse1.0",
)


@frozen
class Description:
    """What a file says of itself, twice: packet, in XMP; information, in PDF's own dictionary.

    moment: when it was made, in PDF syntax.
    """

    packet: bytes
    moment: str
    information: dict[str, Value] | None


def describe(metadata: Metadata, standards: Standards) -> Description:
    """Return the two descriptions of a document.

    The moment is the brief's date, or SOURCE_DATE_EPOCH, or a fixed one.

    Raises OutputError for a SOURCE_DATE_EPOCH that is no number of seconds.
    """
    moment = _moment(metadata)
    title = _clean(metadata.title)
    authors = [_clean(each) for each in metadata.authors]
    keywords = [_clean(each) for each in metadata.keywords]
    subject = _clean(metadata.description or metadata.subtitle)
    producer = f"briefkit {VERSION}"
    language = _clean(metadata.language)

    stamp = f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    properties = [
        ("dc:format", "application/pdf"),
        ("dc:title", _alternative(title, language)),
        ("dc:creator", _list("Seq", authors)),
        ("dc:description", _alternative(subject, language)),
        ("dc:subject", _list("Bag", keywords)),
        ("dc:publisher", _list("Bag", [_clean(each) for each in metadata.publishers])),
        ("dc:language", _list("Bag", [language])),
        ("dc:date", _list("Seq", [metadata.date.isoformat()] if metadata.date else [])),
        ("dc:identifier", _quoted(metadata.identifier)),
        ("dc:rights", _alternative(_clean(metadata.rights), language)),
        ("xmp:CreatorTool", _quoted(producer)),
        ("xmp:CreateDate", stamp),
        ("xmp:ModifyDate", stamp),
        ("xmp:MetadataDate", stamp),
        ("pdf:Producer", _quoted(producer)),
        ("pdf:Keywords", _quoted(", ".join(keywords))),
        *_publication(metadata),
        *_pictures(metadata.pictures),
        *_claims(standards),
        *(_of_the_press(metadata) if standards.is_for_press else ()),
    ]
    told = [(key, value) for key, value in properties if value]
    used = {key.partition(":")[0] for key, _ in told}
    namespaces = {prefix: uri for prefix, uri in NAMESPACES.items() if prefix in used}
    schemas: str = ""
    needed: dict[str, str] = {}
    if standards.archival in {2, 3}:
        schemas, needed = described([key for key, _ in told])
    packet = "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            '<rdf:Description rdf:about=""',
            *(f' xmlns:{prefix}="{uri}"' for prefix, uri in (namespaces | needed).items()),
            ">",
            *(f"<{key}>{value}</{key}>" for key, value in told),
            schemas,
            "</rdf:Description>",
            "</rdf:RDF>",
            "</x:xmpmeta>",
            '<?xpacket end="w"?>',
        )
    )
    if standards.pdf_version >= (2, 0):
        return Description(packet.encode(), date(moment), None)
    facts = {
        "Title": title,
        "Author": ", ".join(authors),
        "Subject": subject,
        "Keywords": ", ".join(keywords),
        "Creator": producer,
        "Producer": producer,
    }
    information: dict[str, Value] = {key: text(fact) for key, fact in facts.items() if fact}
    if standards.is_for_press:
        information |= {"Trapped": name("False"), "GTS_PDFXVersion": text(_PDF_X)}
    information["CreationDate"] = information["ModDate"] = date(moment)
    return Description(packet.encode(), date(moment), information)


def _publication(metadata: Metadata) -> list[tuple[str, str]]:
    """Return what PRISM 3.0 has of a publication; what it calls so is the series."""
    day = metadata.date.isoformat() if metadata.date else ""
    doi = metadata.identifier
    series, number = _quoted(metadata.series), _quoted(metadata.number)
    return [
        ("prism:publicationName", series),
        ("prism:seriesTitle", series),
        ("prism:seriesNumber", number),
        ("prism:number", number),
        ("prism:issn", _quoted(metadata.issn)),
        ("prism:doi", _quoted(doi)),
        ("prism:url", _quoted(f"https://doi.org/{doi}") if doi else ""),
        ("prism:coverDate", day),
        ("prism:publicationDate", day),
        ("prism:versionIdentifier", _quoted(metadata.version)),
        ("prism:copyright", _quoted(metadata.rights)),
    ]


def _pictures(pictures: Sequence[PictureRights]) -> list[tuple[str, str]]:
    """Return whose pictures are, which no schema of others has room for.

    Lists of one length; what is not known of a picture is empty.
    """
    lists = {
        "Name": [one.picture for one in pictures],
        "Credit": [one.credit for one in pictures],
        "Source": [one.source for one in pictures],
        "Licence": [one.licence for one in pictures],
    }
    return [
        (f"briefkit:picture{key}", _list("Seq", values) if any(values) else "")
        for key, values in lists.items()
    ]


def _claims(standards: Standards) -> list[tuple[str, str]]:
    """Return what identifies the standards, with the year of those that ask for it."""
    claims = []
    if standards.accessible:
        claims.append(("pdfuaid:part", str(standards.accessible)))
    if standards.accessible == 2:
        claims.append(("pdfuaid:rev", "2024"))
    if standards.archival:
        claims.append(("pdfaid:part", str(standards.archival)))
        claims.append(("pdfaid:conformance", standards.level))
    if standards.archival == 4:
        claims.append(("pdfaid:rev", "2020"))
    if standards.is_well_tagged:
        conforms = "".join(
            '<rdf:li rdf:parseType="Resource">'
            f"<pdfd:conformsTo>{declaration}</pdfd:conformsTo></rdf:li>"
            for declaration in _DECLARATIONS
        )
        claims.append(("pdfd:declarations", f"<rdf:Bag>{conforms}</rdf:Bag>"))
    return claims


def _of_the_press(metadata: Metadata) -> list[tuple[str, str]]:
    """Return what ISO 15930-7 asks of its metadata beside."""
    from uuid import NAMESPACE_URL, uuid5  # late: for a press alone

    # One document is one rendition of one version: what it is of, its own words tell apart.
    name_of_it = metadata.identifier or repr(
        (metadata.title, metadata.series, metadata.number, metadata.version, metadata.date)
    )
    return [
        ("pdfxid:GTS_PDFXVersion", _PDF_X),
        ("pdf:Trapped", "False"),
        ("xmpMM:DocumentID", uuid5(NAMESPACE_URL, name_of_it).urn.removeprefix("urn:")),
        ("xmpMM:VersionID", _quoted(metadata.version) or "1"),
        ("xmpMM:RenditionClass", "default"),
    ]


def _moment(metadata: Metadata) -> datetime:
    # Read first, so that a wrong one is noticed whether it is needed or not.
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        set_for_all = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch or 0))
    except (ValueError, OverflowError) as error:
        raise OutputError(
            Problem(
                f"the environment's SOURCE_DATE_EPOCH, {epoch!r}, is no moment",
                cure="give whole seconds since 1970, or unset it",
            )
        ) from error
    if metadata.date is not None:
        return datetime.combine(metadata.date, time(), UTC)
    return set_for_all if epoch else _FIXED_EPOCH


def _clean(string: str) -> str:
    """Return a string without what XML cannot hold, so that both descriptions say the same."""
    return string if string.isprintable() else _NOT_XML.sub("\ufffd", string)


def _quoted(string: str) -> str:
    # XML readers turn a bare carriage return into a line feed.
    return _clean(string).translate(_ESCAPES)


def _list(kind: str, items: Iterable[str]) -> str:
    entries = "".join(f"<rdf:li>{_quoted(item)}</rdf:li>" for item in items)
    return f"<rdf:{kind}>{entries}</rdf:{kind}>" if entries else ""


def _alternative(string: str, language: str) -> str:
    """Return a text in the document's language, which stands for every other too."""
    if not string:
        return ""
    entries = "".join(
        f'<rdf:li xml:lang="{tag.translate(_ESCAPES_IN_QUOTES)}">{_quoted(string)}</rdf:li>'
        for tag in ("x-default", language)
    )
    return f"<rdf:Alt>{entries}</rdf:Alt>"
