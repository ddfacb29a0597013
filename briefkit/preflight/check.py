"""Judge a PDF: a path, bytes or a binary file → Findings, by all the rules, on one reading."""

from collections.abc import Iterable

from briefkit.garbage import few_full_collections
from briefkit.preflight import findings
from briefkit.preflight.finding import Finding
from briefkit.preflight.findings import KINDS
from briefkit.preflight.reading import read_pdf
from briefkit.preflight.rules_document import judge_document
from briefkit.preflight.rules_fonts import judge_fonts
from briefkit.preflight.rules_links import Destinations, judge_links, read_annotations
from briefkit.preflight.rules_notes import judge_notes
from briefkit.preflight.rules_pages import judge_pages
from briefkit.preflight.rules_tree import judge_tree
from briefkit.preflight.source import Source, listening

# What is said of what was read; all else may follow from what was not.
_STANDS = (
    findings.CheckCutShort,
    findings.DamagedFile,
    findings.SuspectTags,
    findings.MissingLanguage,
    findings.MalformedLanguage,
    findings.MetadataMismatch,
    findings.AccessForbidden,
    findings.ActiveContent,
    findings.DynamicXfaForm,
    findings.PrivateUseText,
    findings.UnreadableContent,
    findings.TabOrder,
    findings.RepeatedMcid,
    findings.ContentInsideArtifact,
    findings.ArtifactInsideContent,
    findings.TextOutsidePage,
    findings.RealTextAsArtifact,
    findings.StandardRoleRemapped,
    findings.MissingAltText,
    findings.MixedHeadings,
    findings.NoteWithoutId,
    findings.DuplicateNoteId,
)
_ORDER = {kind: index for index, kind in enumerate(KINDS)}


def check(source: Source) -> tuple[Finding, ...]:
    """Return what is wrong with a PDF, briefkit's or another's.

    source: a path, bytes, or an open binary file.

    Findings of the whole file come first, then those of each page; two readings of one file give
    the same findings in the same order. No finding means that preflight found nothing, not that the
    file conforms to a standard: let veraPDF say that.

    Raises:
        SourceError: the file cannot be read: it is no PDF, is cut off, is encrypted with a
            password, or has no page.
    """
    with few_full_collections(), listening() as heard:
        reading = read_pdf(source)
        destinations = Destinations(reading.pdf)
        annotations = read_annotations(reading, destinations)
        found = [
            *judge_fonts(reading),
            *judge_pages(reading),
            *judge_tree(reading),
            *judge_notes(reading, annotations),
            *judge_links(reading, annotations, destinations),
        ]
        for complaint in heard:
            reading.pdf.add_fault(complaint)
        # Last, since it tells what had to be repaired for the others.
        found += judge_document(reading)
    return in_order(_without_what_may_follow(found))


def _without_what_may_follow(found: list[Finding]) -> list[Finding]:
    """Leave out what may be said only because part of the file, or of its page, is not read."""
    cut = {one.page for one in found if isinstance(one, findings.CheckCutShort)}
    if not cut:
        return found
    whole = {one.page for one in found if one.page} - cut if None not in cut else set()
    return [one for one in found if isinstance(one, _STANDS) or one.page in whole]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without doubles: of the whole file first, then by page, then by kind."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda finding: (finding.page or 0, _ORDER[type(finding)]),
        )
    )
