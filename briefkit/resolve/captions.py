"""What figures and tables say of themselves → captions, sources, entries of the lists of them."""

from briefkit.model.inline import Inline, is_blank
from briefkit.resolve.desk import Desk
from briefkit.resolve.facts import HeadingFacts
from briefkit.resolve.lines import set_line
from briefkit.resolve.plain import calls_notes, plain_text
from briefkit.resolve.resolved import RichText
from briefkit.structure import NodeId, Role


class Captions:
    """Sets captions and sources; never leaves `resolve`.

    entries: what the brief's lists of figures and of tables hold so far, by their names.
    """

    def __init__(self, desk: Desk, lists: tuple[str, ...]) -> None:
        """Begin with nothing captioned. lists: as the brief's."""
        self._desk = desk
        self.entries: dict[str, list[HeadingFacts]] = {name: [] for name in lists}

    def listed(
        self,
        name: str,
        id_: str | None,
        inlines: tuple[Inline, ...],
        says: str,
        path: str,
        language: str,
    ) -> str | None:
        """Return the anchor of a figure or table, noted for the list of these if there is one."""
        if not says or name not in self.entries:
            return id_
        anchor = id_ or self._desk.survey.fresh_name(path)
        number = says if is_blank(inlines) else f"{says}{self._desk.says.stop.rstrip()}"
        title = f"{number} {plain_text(inlines, language, self._desk.survey.shown)}".rstrip()
        self.entries[name].append(
            HeadingFacts(1, anchor, title, inlines, number, language, path, is_listed=True)
        )
        return anchor

    def caption(
        self,
        inlines: tuple[Inline, ...],
        says: str,
        parent: NodeId,
        language: str,
        where: str,
        role: Role = Role.CAPTION,
    ) -> RichText:
        """Return a caption after its label; nothing where it has none."""
        if not says:
            return ()
        label = says if is_blank(inlines) else f"{says}{self._desk.says.stop}"
        return set_line(self._desk, inlines, parent, language, where, role=role, label=label)

    def source(
        self, inlines: tuple[Inline, ...], parent: NodeId, language: str, where: str
    ) -> RichText:
        """Return a source after its label, which an author may have written already."""
        if is_blank(inlines) and not calls_notes(inlines):
            return ()
        has_label = plain_text(inlines).lower().startswith(self._desk.says.source.lower())
        label = "" if has_label else f"{self._desk.says.source}{self._desk.says.colon}"
        return set_line(self._desk, inlines, parent, language, where, label=label)
