"""Notes called in floats → the room that they take: known before a table is cut into floats."""

from collections.abc import Sequence

from briefkit.galley.flow import Place, calls_of, height_of
from briefkit.galley.items import NoteGalley
from briefkit.galley.notes import set_notes
from briefkit.galley.paragraphs import Nest
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import ResolvedNote


class CalledNotes:
    """The notes of one brief, set to be measured; never leaves the setter."""

    def __init__(
        self, notes: Sequence[ResolvedNote], place: Place, compositor: Compositor, nest: Nest
    ) -> None:
        """Start with none set. notes: all that the brief has at the foot; place: where."""
        self._notes = {note.key: note for note in notes}
        self._place = place
        self._compositor = compositor
        self._nest = nest
        self._set: dict[str, NoteGalley] = {}

    def height(self, calls: Sequence[str]) -> float:
        """Return the height of a note area that holds all of these whole."""
        area = self._compositor.house.notes
        heights = [self._height(call) + area.gap for call in calls if call in self]
        return area.space + sum(heights) if heights else 0.0

    def calls(self, call: str) -> tuple[str, ...]:
        """Return the notes called in one."""
        return calls_of(self._galley(call).items)

    def __contains__(self, call: str) -> bool:
        """Return whether a note stands at the foot."""
        return call in self._notes

    def _height(self, call: str) -> float:
        items, area = self._galley(call).items, self._compositor.house.notes
        inner = [self._height(one) + area.gap for one in calls_of(items) if one in self]
        # Beside others a number may have more room and the text less: a line more, perhaps.
        return height_of(items) + self._compositor.house.scale.note.leading + sum(inner)

    def _galley(self, call: str) -> NoteGalley:
        if call not in self._set:
            noticed = self._compositor.diagnostics
            known = len(noticed)
            notes = (self._notes[call],)
            (self._set[call],) = set_notes(notes, self._place, self._compositor, self._nest)
            del noticed[known:]  # it is told when the note is set for good
        return self._set[call]
