"""What stands outside of the text → its faults: people, publishers, editions, identifiers."""

from collections.abc import Callable

from briefkit.diagnostics import Severity
from briefkit.errors import Problem
from briefkit.images.raster import PictureSource
from briefkit.model.brief import Brief, Edition, RelatedPublication
from briefkit.model.characters import is_blank_text
from briefkit.model.people import Person
from briefkit.resolve.addresses import bare_doi, bare_orcid, fault_of_link, is_email, is_issn
from briefkit.resolve.faults import Faults
from briefkit.resolve.labels import has_labels

ReadPicture = Callable[[PictureSource, str], None]


def check_particulars(brief: Brief, faults: Faults, read: ReadPicture) -> None:
    """Add a fault for everything outside of the text that is not as it should be."""
    for index, person in enumerate(brief.authors):
        _person(person, f"authors[{index}]", faults, read)
    for index, organisation in enumerate(brief.organisations):
        where = f"organisations[{index}]"
        _address(organisation.url, f"{where}.url", faults)
        if organisation.logo is not None:
            read(organisation.logo, f"{where}.logo")
    for index, edition in enumerate(brief.editions):
        _entry(edition, f"editions[{index}]", faults)
    for index, related in enumerate(brief.related):
        _entry(related, f"related[{index}]", faults)
    if brief.doi and bare_doi(brief.doi) is None:
        faults.add(f"is {brief.doi!r}, no DOI", "doi", "write it as 10.1000/182")
    if brief.issn and not is_issn(brief.issn):
        faults.add(f"is {brief.issn!r}, no ISSN", "issn", "write it as 1234-5678")
    if not has_labels(brief.language):
        what = f"there are no labels in {brief.language!r} yet: the English ones are used"
        faults.notice(Severity.NOTE, what, "language")


def _person(person: Person, where: str, faults: Faults, read: ReadPicture) -> None:
    if person.email and not is_email(person.email):
        what = f"is {person.email!r}, no mail address"
        faults.add(what, f"{where}.email", "write it as name@example.org")
    if person.orcid and bare_orcid(person.orcid) is None:
        what = f"is {person.orcid!r}, no ORCID: its form or its last digit is wrong"
        faults.add(what, f"{where}.orcid", "write it as 0000-0002-1825-0097")
    if person.photo is not None:
        read(person.photo, f"{where}.photo")


def _entry(entry: Edition | RelatedPublication, where: str, faults: Faults) -> None:
    if is_blank_text(entry.title):
        faults.add("has no title", where, "give one")
    _address(entry.url, f"{where}.url", faults)


def _address(url: str, where: str, faults: Faults) -> None:
    fault = fault_of_link(url) if url else None
    if url.startswith("#"):
        fault = Problem("leads into the brief, not out of it", cure="write it from https:// on")
    if fault is not None:
        faults.add(fault.what, where, fault.cure)
