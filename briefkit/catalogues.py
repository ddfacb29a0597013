"""Brief → what catalogues ask for: BibTeX, RIS, CSL-JSON, Dublin Core in XML, JATS front matter.

Names are told whole where it is not known which part is the family's: of a printed name nothing
says that, and a wrong guess is worse than none.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from briefkit.errors import ModelError, Problem
from briefkit.metadata import Metadata
from briefkit.model.brief import Brief, refuse_others
from briefkit.resolve import resolve
from briefkit.resolve.addresses import bare_orcid
from briefkit.resolve.origins import told_by_line
from briefkit.resolve.plain import one_line, whole_title
from briefkit.values import frozen

_FAMILY_FIRST = re.compile(r"([^,]+), *([^,]+)")  # "Family, Given", as an author may write it
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


@frozen
class _Name:
    """A person's name. literal: as printed; family, given: where the author told them apart."""

    literal: str
    family: str = ""
    given: str = ""
    orcid: str = ""


@frozen
class _Record:
    """What all formats tell."""

    facts: Metadata
    names: tuple[_Name, ...]
    address: str

    @property
    def title(self) -> str:
        return self.facts.title

    @property
    def whole_title(self) -> str:
        """Return the title and the subtitle."""
        return whole_title(self.title, self.facts.subtitle)

    @property
    def key(self) -> str:
        """Return a name for the record: of the first author, the year and the title, in ASCII."""
        first = self.names[0] if self.names else _Name("")
        parts = (
            (first.family or first.literal).split(" ")[-1],
            str(self.facts.date.year) if self.facts.date else "",
            self.title.split(" ")[0],
        )
        plain = unicodedata.normalize("NFKD", "".join(parts)).lower()
        return re.sub("[^a-z0-9]", "", plain) or "brief"


def catalogue_record(brief: Brief, format: str = "bibtex") -> str:
    """Return a brief's record for a catalogue.

    format: "bibtex", "ris", "csl-json", "dc" (Dublin Core in XML) or "jats" (JATS front matter).

    Raises ModelError for another format, and for a brief with faults.
    """
    refuse_others(brief)
    if not isinstance(format, str) or format not in FORMATS:
        cure = f"give one of {', '.join(FORMATS)}"
        raise ModelError(Problem(f"unknown format {format!r}", "format", cure))
    with told_by_line(brief):
        facts = resolve(brief).metadata
    record = _Record(
        facts=facts,
        names=tuple(_name(person.name, person.orcid) for person in brief.authors),
        address=f"https://doi.org/{facts.identifier}" if facts.identifier else "",
    )
    return FORMATS[format](record)


def _name(printed: str, orcid: str) -> _Name:
    literal = one_line(printed)
    told = _FAMILY_FIRST.fullmatch(literal)
    known = (bare_orcid(orcid) or "") if orcid else ""
    if told:
        return _Name(f"{told[2]} {told[1]}", told[1], told[2], known)
    return _Name(literal, orcid=known)


# BibTeX

# A brace alone would unbalance the entry, even with a backslash, so it is named.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
}  # fmt: skip


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _bibtex_name(name: _Name) -> str:
    if name.family:
        return f"{{{_tex(name.family)}}}, {{{_tex(name.given)}}}"
    # In braces of its own it is one name: BibTeX takes its parts, and "and", for what they are not.
    return f"{{{_tex(name.literal)}}}"


def _bibtex(record: _Record) -> str:
    facts = record.facts
    date = facts.date
    fields = {
        "title": f"{{{_tex(record.whole_title)}}}",  # twice in braces: its capitals are its own
        "author": " and ".join(_bibtex_name(name) for name in record.names),
        "institution": " and ".join(f"{{{_tex(one)}}}" for one in facts.publishers),
        "type": _tex(facts.series),
        "number": _tex(facts.number),
        "year": f"{date.year:04}" if date else "",
        "month": str(date.month) if date else "",
        "date": date.isoformat() if date else "",
        # Taken as it is by styles and by biblatex, so that an escape would be a part of it.
        "doi": facts.identifier.replace("{", "%7B").replace("}", "%7D"),
        "issn": _tex(facts.issn),
        "version": _tex(facts.version),
        "abstract": _tex(facts.description),
        "keywords": _tex(", ".join(facts.keywords)),
        "langid": _tex(facts.language),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join((f"@techreport{{{record.key},", *lines, "}", ""))


# RIS


def _ris(record: _Record) -> str:
    facts = record.facts
    date = facts.date
    lines = [
        ("TY", "RPRT"),
        ("TI", record.title),
        ("T2", facts.series),
        ("ST", facts.subtitle),
        *(("AU", f"{n.family}, {n.given}" if n.family else n.literal) for n in record.names),
        ("PY", f"{date.year:04}" if date else ""),
        ("DA", f"{date.year:04}/{date.month:02}/{date.day:02}/" if date else ""),
        ("PB", "; ".join(facts.publishers)),
        ("IS", facts.number),
        ("ET", facts.version),
        ("SN", facts.issn),
        ("DO", facts.identifier),
        ("UR", record.address),
        ("LA", facts.language),
        ("AB", facts.description),
        *(("KW", keyword) for keyword in facts.keywords),
    ]
    # One line a field, whatever a value holds; lines end as the format has it.
    told = [f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value]
    return "\r\n".join((*told, "ER  - ", ""))


# CSL-JSON


def _csl_name(name: _Name) -> dict[str, str]:
    if name.family:
        return {"family": name.family, "given": name.given}
    return {"literal": name.literal}


def _csl_json(record: _Record) -> str:
    facts = record.facts
    date = facts.date
    item: dict[str, Any] = {
        "id": record.key,
        "type": "report",
        "title": record.whole_title,
        "title-short": record.title if facts.subtitle else "",
        "author": [_csl_name(name) for name in record.names],
        "issued": {"date-parts": [[date.year, date.month, date.day]]} if date else None,
        "publisher": "; ".join(facts.publishers),
        "collection-title": facts.series,
        "number": facts.number,
        "version": facts.version,
        "DOI": facts.identifier,
        "ISSN": facts.issn,
        "abstract": facts.description,
        "keyword": ", ".join(facts.keywords),
        "language": facts.language,
    }
    told = {key: value for key, value in item.items() if value}
    return json.dumps([told], ensure_ascii=False, indent=2) + "\n"


# XML


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


_NAMESPACES = (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)


def _dublin_core(record: _Record) -> str:
    facts = record.facts
    number = " ".join(filter(None, (facts.series, facts.number)))
    terms = [
        ("dc:title", record.title),
        ("dcterms:alternative", facts.subtitle),
        *(("dc:creator", name.literal) for name in record.names),
        *(("dc:publisher", publisher) for publisher in facts.publishers),
        ("dc:date", facts.date.isoformat() if facts.date else ""),
        ("dc:type", "Text"),
        ("dc:format", "application/pdf"),
        ("dc:language", facts.language),
        ("dc:identifier", record.address),
        ("dc:identifier", f"ISSN {facts.issn}" if facts.issn else ""),
        ("dcterms:isPartOf", number),
        ("dc:description", facts.description),
        *(("dc:subject", keyword) for keyword in facts.keywords),
        ("dc:rights", facts.rights),
    ]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<metadata{_NAMESPACES}>",
            *(f"  <{term}>{_xml(value)}</{term}>" for term, value in terms if value),
            "</metadata>",
            "",
        )
    )


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{_xml(text)}</{name}>" if text else ""


def _jats_name(name: _Name) -> str:
    orcid = name.orcid and f"https://orcid.org/{name.orcid}"
    identified = _element("contrib-id", orcid, ' contrib-id-type="orcid"')
    if name.family:
        parts = _element("surname", name.family) + _element("given-names", name.given)
        named = f"<name>{parts}</name>"
    else:
        named = _element("string-name", name.literal)
    return f'<contrib contrib-type="author">{identified}{named}</contrib>'


def _jats(record: _Record) -> str:
    facts = record.facts
    date = facts.date
    publisher = "".join(_element("publisher-name", one) for one in facts.publishers[:1])
    title = _element("article-title", record.title) + _element("subtitle", facts.subtitle)
    contributors = "".join(_jats_name(name) for name in record.names)
    published = ""
    if date:
        parts = (("day", date.day, 2), ("month", date.month, 2), ("year", date.year, 4))
        published = "".join(f"<{key}>{value:0{width}}</{key}>" for key, value, width in parts)
        published = f'<pub-date date-type="pub" iso-8601-date="{date.isoformat()}">{published}'
        published += "</pub-date>"
    rights = _element("copyright-statement", facts.rights)
    abstract = _element("p", facts.description)
    keywords = "".join(_element("kwd", keyword) for keyword in facts.keywords)
    series = _element("journal-title", facts.series)
    lines = (
        "  <journal-meta>",
        _element("journal-id", facts.series or record.title, ' journal-id-type="publisher-id"'),
        series and f"<journal-title-group>{series}</journal-title-group>",
        _element("issn", facts.issn),
        publisher and f"<publisher>{publisher}</publisher>",
        "  </journal-meta>",
        "  <article-meta>",
        _element("article-id", facts.identifier, ' pub-id-type="doi"'),
        f"<title-group>{title}</title-group>",
        contributors and f"<contrib-group>{contributors}</contrib-group>",
        published,
        _element("issue", facts.number),
        rights and f"<permissions>{rights}</permissions>",
        abstract and f"<abstract>{abstract}</abstract>",
        keywords and f'<kwd-group kwd-group-type="author">{keywords}</kwd-group>',
        "  </article-meta>",
    )
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<front xml:lang={_attribute(facts.language)}>",
            *(line if line.startswith("  ") else f"    {line}" for line in lines if line),
            "</front>",
            "",
        )
    )


FORMATS: dict[str, Callable[[_Record], str]] = {
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
    "dc": _dublin_core,
    "jats": _jats,
}
