"""What preflight may find of notes, links and forms: of what leads from one place to another.

The other kinds, and all of them together, stand in `findings`.
"""

from briefkit.diagnostics import Severity
from briefkit.preflight.finding import Finding

# Notes.


class NoteWithoutCall(Finding):
    """Nothing in the text calls the note."""

    cure = "call the note, or drop it"
    clause = "7.9"


class CallWithoutNote(Finding):
    """A call leads to no note."""

    cure = "write the note, or drop the call"
    clause = "7.9"


class NoteOffItsCallsPage(Finding):
    """A footnote starts on another page than its call."""

    cure = "start the note on its call's page, and let it run on if it must"


class NoteNumberingHole(Finding):
    """The numbers of a stream of notes skip, repeat or run backwards."""

    severity = Severity.WARNING
    cure = "number the notes in the order of their calls"


class NoteWithoutId(Finding):
    """A note has no ID."""

    cure = "give each Note element an /ID of its own"
    clause = "7.9"


class DuplicateNoteId(Finding):
    """Two notes have the same ID."""

    cure = "give each Note element an /ID of its own"
    clause = "7.9"


class NoteWithoutLabel(Finding):
    """A note does not begin with its number or sign as a label."""

    severity = Severity.WARNING
    cure = "tag the number or sign as Lbl within the Note"


# Links.


class DeadInternalLink(Finding):
    """A link leads to a place that the file does not have."""

    cure = "name a destination that exists"


class DeadOutlineEntry(Finding):
    """An entry of the outline leads to a place that the file does not have."""

    cure = "name a destination that exists"


class LinkWithoutStructure(Finding):
    """A link is not part of a Link element."""

    cure = "name the annotation by an OBJR kid of a Link, and give it its /StructParent"
    clause = "7.18.5"


class LinkWithoutContents(Finding):
    """A link has no description for those who do not see it."""

    cure = "give the annotation its /Contents"
    clause = "7.18.5"


class AnnotationWithoutStructure(Finding):
    """A form field or another annotation is not part of the structure tree."""

    cure = "name it by an OBJR kid of an Annot or Form element"
    clause = "7.18.1"


class AnnotationWithoutDescription(Finding):
    """An annotation has no description for those who do not see it."""

    cure = "give the annotation its /Contents, or its element an /Alt"
    clause = "7.18.1"


class FormWithoutRole(Finding):
    """An element of a form is not a field alone, and does not say what is printed in its place."""

    cure = "let the Form hold its field alone, or give it a /Role of the owner PrintField"
    clause = "7.18.4"


class FieldWithoutDescription(Finding):
    """A form field does not say what is to be put into it."""

    cure = "give the field its /TU"
    clause = "7.18.1"
