"""Judge notes: Reading → Findings of notes, their calls, their pages and their numbers.

A call is a Reference, or a Link outside of one, whose text is a number, a letter or a sign; Typst
puts the Link into a Lbl. A note that stands right after its call in the structure is a footnote;
others are endnotes. Which call is a note's is told, in this order, by place, by /Ref, and by the
label. Source: ISO 14289-1, 7.9.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from briefkit.numerals import alpha_value, roman_value
from briefkit.preflight import findings
from briefkit.preflight.finding import Finding
from briefkit.preflight.reading import Reading
from briefkit.preflight.rules_links import Annotation
from briefkit.preflight.source import ObjectKey
from briefkit.preflight.tree import LinkedObject, MarkedText, StructElement, Visit
from briefkit.values import define, frozen

NOTE_ROLES = frozenset({"Note", "FENote"})
_LABEL = re.compile(
    r"\d{1,5}|[ivxlcdm]{1,12}|[IVXLCDM]{1,12}|[a-z]{1,2}|[A-Z]{1,2}|[*†‡§¶‖#∗⁑]{1,6}"
)
_LONGEST_LABEL = 12
_WRAPPERS = frozenset({"Span", "Em", "Strong", "Quote", "Lbl"})
_LABELLED = frozenset({"LI", "TOCI", "BibEntry", "Caption"})


@frozen(eq=False)
class _Call:
    """A call: where it stands, its label, and where its link leads ("" where it has none)."""

    index: int
    visit: Visit
    label: str
    target: str
    is_reference: bool


@define(eq=False)
class _Note:
    """A note: where it stands, its label, its calls, and whether it stands right after the first.

    label_element: its Lbl, None where it has none.
    """

    index: int
    visit: Visit
    label: str
    label_element: StructElement | None
    calls: list[_Call]
    is_footnote: bool = False


def judge_notes(reading: Reading, annotations: tuple[Annotation, ...]) -> Iterator[Finding]:
    """Yield the faults of the notes."""
    targets = {
        annotation.key: annotation.target.name
        for annotation in annotations
        if annotation.target is not None
    }
    calls, notes = _read_calls(reading, targets), _read_notes(reading)
    if not calls and not notes:
        return
    lost = _pair(calls, notes)
    for call in lost:
        message = f"the call {call.label} leads to no note"
        yield findings.CallWithoutNote(message, call.visit.element.first_page, call.visit.path)
    ends: dict[StructElement, int] = {}
    for note in notes:
        yield from _judge_note(note, ends)
    yield from _judge_ids(notes)
    yield from _judge_numbers(notes)


def _read_calls(reading: Reading, targets: dict[int, str]) -> list[_Call]:
    calls: list[_Call] = []
    for index, visit in enumerate(reading.elements):
        role = visit.element.role
        if role not in ("Reference", "Link"):
            continue
        above = {element.role for element in visit.ancestors}
        if above & {"TOC", "TOCI", "Index"} or (role == "Link" and "Reference" in above):
            continue
        if _is_in_a_label(visit):
            continue  # a note's way back; a term with a call in it is more than a label
        label = _label(visit.element.text)
        if label:
            target = next(
                (
                    targets[item.key]
                    for item in visit.element.placed()
                    if isinstance(item, LinkedObject) and item.key in targets
                ),
                "",
            )
            calls.append(_Call(index, visit, label, target, role == "Reference"))
    return calls


def _is_in_a_label(visit: Visit) -> bool:
    """Return whether a link stands in the label of a note, an item or an entry.

    A label that is none of these's own is a call: some programs write calls so.
    """
    above = visit.ancestors
    return any(
        element.role == "Lbl"
        and _label(element.text) != ""
        and (
            above[index - 1].role in _LABELLED
            or any(outer.role in NOTE_ROLES for outer in above[:index])
        )
        for index, element in enumerate(above)
    )


def _read_notes(reading: Reading) -> list[_Note]:
    notes: list[_Note] = []
    for index, visit in enumerate(reading.elements):
        if visit.element.role in NOTE_ROLES:
            element = _label_element(visit.element)
            text = element.text if element is not None else (visit.element.text.split() or [""])[0]
            notes.append(_Note(index, visit, _label(text), element, []))
    return notes


def _label_element(note: StructElement) -> StructElement | None:
    """Return the note's own Lbl, not one of a list in it."""
    stack = [note]
    while stack:
        element = stack.pop()
        if element.role == "Lbl":
            return element
        if element.role != "L" and (element is note or element.role not in NOTE_ROLES):
            stack.extend(reversed(element.elements))
    return None


def _label(text: str) -> str:
    """Return a label bare of brackets, stops and raising; "" for what is none.

    >>> _label("[12]"), _label("³"), _label("see there")
    ('12', '3', '')
    """
    bare = unicodedata.normalize("NFKC", text).strip(" \t\n\r[](){}.,:;\u200b\u2060")
    return bare if _LABEL.fullmatch(bare) else ""


def _pair(calls: list[_Call], notes: list[_Note]) -> list[_Call]:
    """Give each note its calls; return the calls that are left without a note."""
    by_element = {call.visit.element: call for call in calls}
    by_reference = _calls_by_reference(calls)
    free = dict.fromkeys(calls)
    for note in notes:
        before = _element_before(note.visit)
        call = None if before is None else by_element.get(before)
        if call is not None and (not note.label or call.label == note.label):
            note.is_footnote = True
        else:
            call = by_reference(note)
        if call is not None:
            note.calls.append(call)
            note.label = note.label or call.label
            free.pop(call, None)
    labels: dict[str, list[_Call]] = {}
    for call in free:
        labels.setdefault(call.label, []).append(call)
    for note in notes:
        label = note.label or _running_label(note, labels)
        if not note.calls and labels.get(label):
            call = _likeliest(note, labels[label])
            note.calls.append(call)
            note.label = label
            labels[label].remove(call)
            free.pop(call)
    return _called_by_none(free, notes)


def _calls_by_reference(calls: list[_Call]) -> Callable[[_Note], _Call | None]:
    """Return what finds the call that a note names in its /Ref, or that names the note."""
    by_key = {call.visit.element.key: call for call in calls}
    naming: dict[ObjectKey, _Call] = {}
    for call in calls:
        for key in call.visit.element.refers_to:
            naming.setdefault(key, call)

    def find(note: _Note) -> _Call | None:
        named = (by_key[key] for key in note.visit.element.refers_to if key in by_key)
        return next(named, naming.get(note.visit.element.key))

    return find


def _running_label(note: _Note, labels: Mapping[str, list[_Call]]) -> str:
    """Return the label of a call that runs into a note's text, “1See the archive.”, or ""."""
    text = unicodedata.normalize("NFKC", note.visit.element.text).lstrip()
    lengths = range(min(len(text), _LONGEST_LABEL), 0, -1)
    return next((text[:length] for length in lengths if labels.get(text[:length])), "")


def _likeliest(note: _Note, same: list[_Call]) -> _Call:
    """Return the call of a note, of those with its label."""
    # References before links that only look so, such as the ways back of a note called nine times.
    same = [call for call in same if call.is_reference] or same
    return next((call for call in same if call.index < note.index), same[0])


def _called_by_none(free: dict[_Call, None], notes: list[_Note]) -> list[_Call]:
    """Return the calls without a note; give those that call one again to it."""
    called: dict[str, list[_Note]] = {}
    for note in notes:
        if note.calls:
            called.setdefault(note.label, []).append(note)
    lost: list[_Call] = []
    for call in free:
        again = next((note for note in called.get(call.label, ()) if _leads_to(call, note)), None)
        if again is not None:
            again.calls.append(call)
        elif _is_meant_as_call(call):
            lost.append(call)
    return lost


def _leads_to(call: _Call, note: _Note) -> bool:
    targets = {known.target for known in note.calls if known.target}
    return call.target in targets or not call.target or not targets


def _is_meant_as_call(call: _Call) -> bool:
    """Return whether a Reference sits on the word before it, as no cross-reference does."""
    if not call.is_reference:
        return False
    before = reversed(call.visit.parent.children[: call.visit.place])
    texts = (child.text for child in before if not isinstance(child, LinkedObject))
    return next((text for text in texts if text), "")[-1:].strip() != ""


def _element_before(visit: Visit) -> StructElement | None:
    """Return the element right before, notes and blank text passed over."""
    for child in reversed(visit.parent.children[: visit.place]):
        if isinstance(child, StructElement) and child.role not in NOTE_ROLES:
            while child.role in _WRAPPERS and isinstance(child.children[-1], StructElement):
                child = child.children[-1]
            return child
        if isinstance(child, MarkedText) and child.text.strip():
            return None
    return None


def _judge_note(note: _Note, ends: dict[StructElement, int]) -> Iterator[Finding]:
    """Yield what is wrong with one. ends: the last pages of tables that were looked at."""
    element, path = note.visit.element, note.visit.path
    page = element.first_page
    name = f"note {note.label}" if note.label else f"the note “{element.text.strip()[:30]}”"
    if not note.calls:
        yield findings.NoteWithoutCall(f"nothing calls {name}", page, path)
    elif note.is_footnote or element.attribute("FENote.NoteType") == "Footnote":
        called_from = note.calls[0].visit.element.first_page
        is_off = page is not None and called_from is not None and page != called_from
        if is_off and not _stands_under_its_table(note, ends):
            message = f"{name} starts here, but is called on page {called_from}"
            yield findings.NoteOffItsCallsPage(message, page, path)
    if note.label_element is None:
        yield findings.NoteWithoutLabel(f"{name} has no Lbl", page, path)


def _stands_under_its_table(note: _Note, ends: dict[StructElement, int]) -> bool:
    """Return whether a note a, b, c called in a table starts where that ends, or right after.

    Such notes belong to the table, which may begin on pages before.
    """
    tables = [element for element in note.visit.ancestors if element.role == "Table"]
    if not tables or not note.label.isalpha():
        return False
    table, page = tables[-1], note.visit.element.first_page
    if table not in ends:
        ends[table] = _last_page_of_rows(table)
    # the notes of a table may go on over pages themselves
    return (
        page is not None
        and page >= ends[table]
        and (set(range(ends[table], page + 1)) <= set(table.pages))
    )


def _last_page_of_rows(table: StructElement) -> int:
    """Return the last page that a table stands on, but for the notes called in it."""
    last = 1
    stack = [table]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, MarkedText):
                last = max(last, child.page)
            elif isinstance(child, StructElement) and child.role not in NOTE_ROLES:
                stack.append(child)
    return last


def _judge_ids(notes: list[_Note]) -> Iterator[Finding]:
    seen: set[str] = set()
    for note in notes:
        element, path = note.visit.element, note.visit.path
        if not element.id:
            yield findings.NoteWithoutId("the note has no ID", element.first_page, path)
        elif element.id in seen:
            message = f"the ID {element.id!r} is another note's too"
            yield findings.DuplicateNoteId(message, element.first_page, path)
        else:
            seen.add(element.id)


def _judge_numbers(notes: list[_Note]) -> Iterator[Finding]:
    """Yield holes; a stream may start again from one, at a page or a section."""
    streams: dict[tuple[str | int, str], list[_Note]] = {}
    footed = {_shape(note.label) for note in notes if note.is_footnote and note.label}
    for note in sorted(notes, key=lambda note: note.calls[0].index if note.calls else note.index):
        if note.label and note.label[0].isalnum():
            # Only letters are a table's own: its numbered notes count with those of the text.
            ancestors = () if note.label.isdigit() else note.visit.ancestors
            table = next((one for one in ancestors if one.role == "Table"), None)
            # A note without call may be either: it takes the place that leaves no hole.
            is_foot = note.is_footnote or (not note.calls and _shape(note.label) in footed)
            place = id(table) if table else "foot" if is_foot else "end"
            streams.setdefault((place, _shape(note.label)), []).append(note)
    for stream in streams.values():
        values = _values([note.label for note in stream])
        before, label_before = 0, ""
        for note, value in zip(stream, values, strict=True):
            if value not in (before + 1, 1):
                after = f"follows note {label_before}" if label_before else "is the first"
                message = f"note {note.label} {after}"
                page = note.visit.element.first_page
                yield findings.NoteNumberingHole(message, page, note.visit.path)
            elif value == 1 and before == 1:
                message = f"note {note.label} stands twice"
                if _share_a_page(stream, note):
                    page = note.visit.element.first_page
                    yield findings.NoteNumberingHole(message, page, note.visit.path)
            before, label_before = value, note.label


def _share_a_page(stream: list[_Note], note: _Note) -> bool:
    before = stream[stream.index(note) - 1]
    return before.visit.element.first_page == note.visit.element.first_page


def _shape(label: str) -> str:
    if label.isdigit():
        return "arabic"
    return "lower" if label.islower() else "upper"


def _values(labels: list[str]) -> list[int]:
    """Return the numbers that labels of one shape stand for.

    >>> _values(["i", "ii", "iv"]), _values(["a", "b", "c"])
    ([1, 2, 4], [1, 2, 3])
    """
    if labels[0].isdigit():
        return [int(label) for label in labels]
    romans = [roman_value(label.lower()) for label in labels]
    if all(romans) and labels[0].lower() in ("i", "ii", "iii"):
        return romans
    return [alpha_value(label.lower()) for label in labels]
