"""The brief: everything that an author says, as one frozen value."""

from collections.abc import Iterable, Mapping
from datetime import date as Date  # noqa: N812 - `date` is a field's name below
from datetime import datetime
from pathlib import Path
from typing import Any

from briefkit.bounds import refused
from briefkit.errors import ModelError, Problem, raise_all
from briefkit.given import as_optional_file, several
from briefkit.model.blocks import Block, KeyPoints, as_blocks
from briefkit.model.characters import check_text, is_blank_text
from briefkit.model.figures import Cover
from briefkit.model.inline import NOTE_PLACES, Inline, as_inlines, is_blank
from briefkit.model.origin import Origin
from briefkit.model.people import Organisation, Person
from briefkit.model.tables import TABLE_NOTES
from briefkit.model.validators import (
    is_a,
    is_address,
    is_language,
    is_one_of,
    is_printable,
    or_none,
)
from briefkit.values import field, frozen

NUMBERINGS = ("arabic", "roman", "Roman", "alpha", "symbols")
RESTARTS = ("never", "section", "page")
CONTENTS = ("auto", "yes", "no")
LISTED = ("figures", "tables")


@frozen
class NoteOptions:
    """Where notes stand and how they are numbered, unless a note or a table says otherwise.

    place: of notes called in the text, "foot" or "end".
    tables: of notes called in tables: "foot", as those in the text, or under the "table".
    numbering, restart: of those that `place` is about.
    """

    place: str = field(default="foot", validator=is_one_of(*NOTE_PLACES))
    numbering: str = field(default="arabic", validator=is_one_of(*NUMBERINGS))
    restart: str = field(default="never", validator=is_one_of(*RESTARTS))
    tables: str = field(default="foot", validator=is_one_of(*TABLE_NOTES))


def _is_a_date(instance: object, attribute: Any, value: Any) -> None:
    if isinstance(value, datetime) or not isinstance(value, Date):
        cure = "give a datetime.date, such as date(2023, 9, 19)"
        raise refused(instance, attribute, value, cure)


@frozen
class Abbreviation:
    """What some letters stand for, for who listens. short: as printed; long: its whole words."""

    short: str = field(validator=is_printable)
    long: str = field(validator=is_printable)

    def __attrs_post_init__(self) -> None:
        for part, name in ((self.short, "short"), (self.long, "long")):
            if is_blank_text(part):
                raise ModelError(f"the abbreviation {self.short!r} has no {name} form: give one")


@frozen
class Edition:
    """The same brief in another language. language: BCP 47; title: text; url: its address."""

    language: str = field(validator=is_language)
    title: str = field(validator=is_printable)
    url: str = field(default="", validator=is_address)


@frozen
class RelatedPublication:
    """A publication on the same subject. title: text; url: its address; date: as it is known."""

    title: str = field(validator=is_printable)
    url: str = field(default="", validator=is_address)
    date: Date | None = field(default=None, validator=or_none(_is_a_date))


def _people(value: Iterable[Person]) -> tuple[Person, ...]:
    return several(value, Person, "Brief.authors", has_name=True)


def _organisations(value: Iterable[Organisation]) -> tuple[Organisation, ...]:
    return several(value, Organisation, "Brief.organisations", has_name=True)


def _editions(value: Iterable[Edition]) -> tuple[Edition, ...]:
    return several(value, Edition, "Brief.editions")


def _related(value: Iterable[RelatedPublication]) -> tuple[RelatedPublication, ...]:
    return several(value, RelatedPublication, "Brief.related")


def _abbreviations(
    value: Mapping[str, str] | Iterable[Abbreviation],
) -> tuple[Abbreviation, ...]:
    if isinstance(value, Mapping):
        value = [Abbreviation(short, long) for short, long in value.items()]
    return several(value, Abbreviation, "Brief.abbreviations")


def _lists(value: Iterable[str]) -> tuple[str, ...]:
    return several(value, str, "Brief.lists")


def _keywords(value: Iterable[str]) -> tuple[str, ...]:
    return several(value, str, "Brief.keywords")


def _key_points(value: object) -> KeyPoints | None:
    if value is None or isinstance(value, KeyPoints):
        return value
    return KeyPoints(value)  # type: ignore[arg-type]


def _are_keywords(instance: object, attribute: object, value: tuple[Any, ...]) -> None:
    for index, keyword in enumerate(value):
        check_text(f"Brief.keywords[{index}]", keyword)


def _number(value: int | str) -> str:
    return str(value) if type(value) is int else value  # type: ignore[return-value]  # seen to next


_IS_COVER = or_none(is_a(Cover, "Cover(…)"))
_ARE_NOTE_OPTIONS = is_a(NoteOptions, "NoteOptions(…)")


@frozen(kw_only=True)
class Brief:
    """Everything that an author says.

    title, subtitle: inlines, notes allowed; language: BCP 47; date: of publication.
    authors, organisations: in the order of the page; the first organisation is the publisher.
    cover: its picture; None for no cover page.
    body: blocks. abstract: blocks; key_points: shown before the text.
    notes: where notes stand and how they are numbered; contents: "auto", "yes" or "no".
    lists: of "figures" and "tables", those that are listed with their pages, as the contents are.
    editions, related: rows of links at the head of the text.
    series, number, doi, issn, version, keywords, licence, copyright: for imprint and catalogues.
    abbreviations: what stands for what, as {"NATO": "North Atlantic Treaty Organization"}; each
    use of one in the brief's own language is read aloud so, and printed as it is.
    acknowledgements, disclaimer, funding: blocks of the back matter.
    brand: a `_brand.yml` to be used where the render names none.
    origin: the file that it was read from, which messages name; no part of what it says.
    """

    title: tuple[Inline, ...] = field(converter=as_inlines)
    subtitle: tuple[Inline, ...] = field(default=(), converter=as_inlines)
    date: Date | None = field(default=None, validator=or_none(_is_a_date))
    language: str = field(default="en", validator=is_language)
    authors: tuple[Person, ...] = field(default=(), converter=_people)
    organisations: tuple[Organisation, ...] = field(default=(), converter=_organisations)
    cover: Cover | None = field(default=None, validator=_IS_COVER)
    body: tuple[Block, ...] = field(default=(), converter=as_blocks)
    abstract: tuple[Block, ...] = field(default=(), converter=as_blocks)
    key_points: KeyPoints | None = field(default=None, converter=_key_points)
    notes: NoteOptions = field(default=NoteOptions(), validator=_ARE_NOTE_OPTIONS)
    contents: str = field(default="auto", validator=is_one_of(*CONTENTS))
    lists: tuple[str, ...] = field(default=(), converter=_lists)
    editions: tuple[Edition, ...] = field(default=(), converter=_editions)
    related: tuple[RelatedPublication, ...] = field(default=(), converter=_related)
    series: str = field(default="", validator=is_printable)
    number: str = field(default="", converter=_number, validator=is_printable)
    doi: str = field(default="", validator=is_printable)
    issn: str = field(default="", validator=is_printable)
    version: str = field(default="", validator=is_printable)
    keywords: tuple[str, ...] = field(default=(), converter=_keywords, validator=_are_keywords)
    licence: str = field(default="", validator=is_printable)
    copyright: str = field(default="", validator=is_printable)
    abbreviations: tuple[Abbreviation, ...] = field(default=(), converter=_abbreviations)
    acknowledgements: tuple[Block, ...] = field(default=(), converter=as_blocks)
    disclaimer: tuple[Block, ...] = field(default=(), converter=as_blocks)
    funding: tuple[Block, ...] = field(default=(), converter=as_blocks)
    brand: Path | None = field(default=None, converter=as_optional_file)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if is_blank(self.title):
            raise ModelError("a Brief has no title: give one")
        cure = f"give some of {', '.join(LISTED)}"
        strays = (one for one in self.lists if one not in LISTED)
        raise_all(ModelError, (Problem(f"Brief.lists has {one!r}", cure=cure) for one in strays))
        if len(set(self.lists)) < len(self.lists):
            raise ModelError("Brief.lists names one list twice: keep one")
        known: set[str] = set()
        for one in self.abbreviations:
            if one.short in known:
                raise ModelError(f"the abbreviation {one.short!r} is given twice: keep one")
            known.add(one.short)


def refuse_others(brief: object) -> None:
    """Raise ModelError for what is no Brief."""
    if not isinstance(brief, Brief):
        cure = "give a Brief; read_markdown() makes one of a file"
        raise ModelError(Problem(f"{type(brief).__name__} is no Brief", cure=cure))
