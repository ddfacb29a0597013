"""Ids and what refers to them: kept until all are known, then checked against each other."""

from collections.abc import Iterable
from typing import Any

from attrs import Factory, define, frozen

from briefkit.model.characters import is_blank_text, name_of, unprintable
from briefkit.resolve.facts import NoteFacts, Target
from briefkit.resolve.faults import Faults, Owner


@frozen
class Asked:
    """An id that is asked for.

    kind: "call" of a note, "reference" to a number or title, or "link" with words of its own.
    owner: the block that it stands in; notes: ids of the notes around, outermost first.
    """

    kind: str
    target: str
    where: str
    owner: Owner
    notes: tuple[str | None, ...] = ()


@define(eq=False)
class References:
    """The ids of one brief, and what asked for them; never leaves the function that made it.

    targets: by id; called: notes, by id; names: all ids, and names made since.
    """

    faults: Faults
    targets: dict[str, Target] = Factory(dict)
    called: dict[str, NoteFacts] = Factory(dict)
    names: set[str] = Factory(set)
    _owners: dict[str, str] = Factory(dict)  # id → the path of what has it
    _asked: list[tuple[int, Asked]] = Factory(list)  # each with its turn

    def id_of(self, element: Any, where: str, shown: str, owner: Owner) -> str:
        """Return an element's id and keep it; "" where it has none, or one that is a fault.

        shown: what a reference to it shows.
        """
        name = element.id
        if name is None:
            return ""
        if not isinstance(name, str) or is_blank_text(name):
            what, cure = f"has the id {name!r}", "give a name, or None"
        elif found := unprintable(name):
            what, cure = (
                f"has an id with {name_of(found[0])} at index {found.start()}",
                "take it out",
            )
        elif name in self._owners:
            what = f"has the id {name!r}, which {self._owners[name]} has too"
            cure = "give each its own"
        else:
            self._owners[name] = where
            self.names.add(name)
            self.targets[name] = Target(name, shown)
            return name
        self.faults.add(what, where, cure, owner)
        return ""

    def ask(self, asked: Asked) -> None:
        """Keep what asks for an id, until all of them are known."""
        self._asked.append((self.faults.turn(), asked))

    def check(self) -> None:
        """Add a fault for each id that was asked for in vain."""
        for turn, asked in self._asked:
            what, cure = self._fault_of(asked)
            if what:
                self.faults.add(what, asked.where, cure, asked.owner, turn)

    def _fault_of(self, asked: Asked) -> tuple[str, str]:
        name = asked.target
        known = self.called if asked.kind == "call" else self.targets
        if name not in known:
            if asked.kind != "call":
                what = f"refers to {name!r}, and nothing has this id"
            elif name in self._owners:
                what = f"calls {name!r}, which is no note ({self._owners[name]})"
            else:
                what = f"calls the note {name!r}, and there is none"
            return what, _nearest(name, known)
        if name in self.called and name in asked.notes:
            return f"the note {name!r} refers to itself", "take the reference out"
        if asked.kind == "reference" and not self.targets[name].shown:
            what = f"the cross-reference to {name!r} has nothing to show: it has no number"
            return what, "give it words: CrossReference(target, children)"
        return "", ""


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # slow to load, and wanted for messages only

    nearest = get_close_matches(name, known, 1)
    return f"write {nearest[0]!r}, or add it" if nearest else "add it, or take this out"
