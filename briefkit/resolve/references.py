"""Ids and what refers to them: kept until all are known, then checked against each other."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from briefkit.diagnostics import Severity
from briefkit.resolve.addresses import is_email
from briefkit.resolve.facts import NoteFacts, Target
from briefkit.resolve.faults import Faults, Owner
from briefkit.values import define, field, frozen

if TYPE_CHECKING:
    from briefkit.spelling import Guesses

_MOST_REMARKS = 50  # of a book that was a website, whose links may all be dead


@frozen
class Asked:
    """An id that is asked for.

    kind: "call" of a note, "reference" to a number or title, "page" that an id is on, "words" that
    refer to an id, or "link" to an address; only the last may lead nowhere, and its target is the
    address as written.
    owner: the block that it stands in; notes: ids of the notes around, outermost first.
    table: the path of the table around that notes stand under, or "".
    """

    kind: str
    target: str
    where: str
    owner: Owner
    notes: tuple[str | None, ...] = ()
    table: str = ""


@define(eq=False)
class References:
    """The ids of one brief, and what asked for them; never leaves the function that made it.

    targets: by id; called: notes, by id; names: all ids, and names made since.
    """

    faults: Faults
    targets: dict[str, Target] = field(factory=dict)
    called: dict[str, NoteFacts] = field(factory=dict)
    names: set[str] = field(factory=set)
    _owners: dict[str, str] = field(factory=dict)  # id → the path of what has it
    _asked: list[tuple[int, Asked]] = field(factory=list)  # each with its turn
    _guesses: "Guesses | None" = None

    def id_of(
        self, element: Any, where: str, shown: str, owner: Owner, room: tuple[str, ...] = ()
    ) -> str:
        """Return an element's id and keep it; "" where it has none, or one that is a fault.

        shown: what a reference to it shows; room: what it might show on other pages.
        """
        name: str | None = element.id
        if name is None:
            return ""
        if name in self._owners:
            what = f"has the id {name!r}, which {self._owners[name]} has too"
            self.faults.add(what, where, "give each its own", owner)
            return ""
        self._owners[name] = where
        self.names.add(name)
        self.targets[name] = Target(name, shown, room)
        return name

    def ask(self, asked: Asked) -> None:
        """Keep what asks for an id, until all of them are known."""
        self._asked.append((self.faults.turn(), asked))

    def times_called(self) -> dict[str, int]:
        """Return how often each note is called beside its own call, by id."""
        times: dict[str, int] = {}
        for _, asked in self._asked:
            if asked.kind == "call":
                times[asked.target] = times.get(asked.target, 0) + 1
        return times

    def check(self) -> None:
        """Add a fault for each id that was asked for in vain, and remark on links to nothing."""
        nowhere: dict[str, list[Asked]] = {}
        for turn, asked in self._asked:
            if asked.kind == "link" and asked.target.removeprefix("#") not in self.targets:
                nowhere.setdefault(asked.target, []).append(asked)
                continue
            what, cure = self._fault_of(asked)
            if what:
                self.faults.add(what, asked.where, cure, asked.owner, turn)
        self._remark_on(nowhere)

    def _remark_on(self, nowhere: dict[str, list[Asked]]) -> None:
        """Add a warning for each address that leads nowhere, at the first link to it."""
        for url, links in list(nowhere.items())[:_MOST_REMARKS]:
            if url.startswith("#"):
                near = self._near(url[1:], self.targets)
                cure = f"write {'#' + near!r}" if near else "give what is meant this id"
                why = "nothing has this id"
            else:
                why, cure = "it is no whole address", "write it from https:// on"
                if is_email(url):
                    cure = f"write mailto:{url}"
            what = f"{len(links)} links" if len(links) > 1 else "the link"
            verb = "are" if len(links) > 1 else "is"
            message = f"{what} to {url[:80]!r} {verb} set as plain text, for {why}: {cure}"
            first = links[0]
            self.faults.notice(Severity.WARNING, message, first.where, first.owner)
        left_out = list(nowhere.values())[_MOST_REMARKS:]
        if left_out:
            message = f"and {sum(map(len, left_out))} more links to {len(left_out)} such addresses"
            self.faults.notice(Severity.WARNING, message, left_out[0][0].where)

    def _fault_of(self, asked: Asked) -> tuple[str, str]:
        name = asked.target.removeprefix("#") if asked.kind == "link" else asked.target
        known = self.called if asked.kind == "call" else self.targets
        if name not in known:
            if asked.kind != "call":
                what = f"refers to {name!r}, and nothing has this id"
            elif name in self._owners:
                what = f"calls {name!r}, which is no note ({self._owners[name]})"
            else:
                what = f"calls the note {name!r}, and there is none"
            near = self._near(name, known)
            return what, f"write {near!r}, or add it" if near else "add it, or take this out"
        if name in self.called and name in asked.notes:
            return f"the note {name!r} refers to itself", "take the reference out"
        if asked.kind == "call" and self.called[name].table not in {"", asked.table}:
            what = (
                f"calls the note {name!r}, which stands under a table ({self.called[name].table})"
            )
            return what, "call it in that table only, or refer to it by a cross-reference"
        if asked.kind == "reference" and not self.targets[name].shown:
            what = f"the cross-reference to {name!r} has nothing to show: it has no number"
            return what, "give it words: CrossReference(target, children)"
        return "", ""

    def _near(self, name: str, known: Collection[str]) -> str | None:
        if self._guesses is None:
            from briefkit.spelling import Guesses  # late: for mistakes alone

            self._guesses = Guesses()
        return self._guesses.likeliest(name, known)
