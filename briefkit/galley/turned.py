"""Pages on their side: where their matter is set, and the notes called in it.

A note called there stands there whole, as wide as that page: what room is left for it is known
before the matter is cut into pages.
"""

from collections.abc import Iterable, Mapping, Sequence

from briefkit.galley.flow import Place, calls_of, height_of
from briefkit.galley.items import FloatGalley, NoteGalley
from briefkit.galley.notes import set_notes
from briefkit.galley.paragraphs import Nest
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import ResolvedNote
from briefkit.values import evolve


class Turned:
    """The pages on their side of one brief; never leaves the setter."""

    def __init__(self, notes: Sequence[ResolvedNote], compositor: Compositor, nest: Nest) -> None:
        """Start with no such page. notes: all that the brief has at the foot."""
        self._notes = {note.key: note for note in notes}
        self._compositor = compositor
        self._nest = nest
        self._set: dict[str, NoteGalley] = {}

    def place(self, place: Place) -> Place:
        """Return where matter on such a page is set."""
        page = self._compositor.house.page.turned()
        return evolve(place, measure=page.measure, full=page.measure, room=page.depth)

    def height(self, calls: Sequence[str]) -> float:
        """Return the height of the notes called on such a page."""
        area = self._compositor.house.notes
        heights = [self._height(call) + area.gap for call in calls if call in self._notes]
        return area.space + sum(heights) if heights else 0.0

    def calls(self, floats: Iterable[FloatGalley]) -> Mapping[str, Place]:
        """Return where the notes are set that are called in floats on such pages."""
        found: dict[str, Place] = {}
        waiting = [call for one in floats if one.is_turned for call in one.calls]
        while waiting:
            call = waiting.pop(0)
            if call in self._notes and call not in found:
                found[call] = self._note_place()
                waiting += calls_of(self._galley(call).items)
        return found

    def _height(self, call: str) -> float:
        items, area = self._galley(call).items, self._compositor.house.notes
        inner = [self._height(one) + area.gap for one in calls_of(items) if one in self._notes]
        # Beside others a number may have more room and the text less: a line more, perhaps.
        return height_of(items) + self._compositor.house.scale.note.leading + sum(inner)

    def _galley(self, call: str) -> NoteGalley:
        if call not in self._set:
            notes = (self._notes[call],)
            (self._set[call],) = set_notes(notes, self._note_place(), self._compositor, self._nest)
        return self._set[call]

    def _note_place(self) -> Place:
        house = self._compositor.house
        page = house.page.turned()
        return Place(page.measure, house.scale.note, room=page.depth)
