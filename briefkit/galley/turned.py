"""Pages on their side: where their matter is set, and the notes called in it.

A note called there stands there whole, as wide as that page: what room is left for it is known
before the matter is cut into pages.
"""

from collections.abc import Iterable, Mapping, Sequence

from briefkit.galley.called import CalledNotes
from briefkit.galley.flow import Place
from briefkit.galley.items import FloatGalley
from briefkit.galley.paragraphs import Nest
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import ResolvedNote
from briefkit.values import evolve


class Turned:
    """The pages on their side of one brief; never leaves the setter."""

    def __init__(self, notes: Sequence[ResolvedNote], compositor: Compositor, nest: Nest) -> None:
        """Start with no such page. notes: all that the brief has at the foot."""
        house = compositor.house
        self._page = house.page.turned()
        self._note_place = Place(self._page.measure, house.scale.note, room=self._page.depth)
        self._notes = CalledNotes(notes, self._note_place, compositor, nest)

    def place(self, place: Place) -> Place:
        """Return where matter on such a page is set."""
        page = self._page
        return evolve(place, measure=page.measure, full=page.measure, room=page.depth)

    def height(self, calls: Sequence[str]) -> float:
        """Return the height of the notes called on such a page."""
        return self._notes.height(calls)

    def calls(self, floats: Iterable[FloatGalley]) -> Mapping[str, Place]:
        """Return where the notes are set that are called in floats on such pages."""
        found: dict[str, Place] = {}
        waiting = [call for one in floats if one.is_turned for call in one.calls]
        while waiting:
            call = waiting.pop(0)
            if call in self._notes and call not in found:
                found[call] = self._note_place
                waiting += self._notes.calls(call)
        return found
