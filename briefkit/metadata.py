"""What is known of a brief as a whole, for catalogues and outlines; the files that go with it."""

import datetime

from briefkit.values import frozen


@frozen
class OutlineEntry:
    """One entry of the outline that a reader's side panel shows.

    title: plain text; destination: the name of an anchor on a page; children: entries below it.
    """

    title: str
    destination: str
    children: tuple["OutlineEntry", ...] = ()


@frozen
class PictureRights:
    """Whose a picture is, plain text. picture: what it is called; licence: a name or an address."""

    picture: str
    credit: str = ""
    source: str = ""
    licence: str = ""


@frozen
class Metadata:
    """The document's own facts, all plain text without notes or markup.

    title: never empty; language: BCP 47; date: of publication, None where the brief gives none;
    authors, publishers, keywords: in the author's order; identifier: a DOI without its address.
    series, number: what it is a part of; pictures: those that are somebody's, as they come.
    """

    title: str
    language: str
    subtitle: str = ""
    date: datetime.date | None = None
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    identifier: str = ""
    rights: str = ""
    series: str = ""
    number: str = ""
    issn: str = ""
    version: str = ""
    pictures: tuple[PictureRights, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()


@frozen
class AttachedFile:
    """A file that a PDF carries along.

    name: with "/" between folders; media_type: as in "image/png"; description: for a reader.
    relationship: what it is to the document, by ISO 32000-2, table 43: "Source", "Supplement", …
    """

    name: str
    data: bytes
    media_type: str
    relationship: str
    description: str
