"""What stands on a page: marked sequences with their text, and what is unmarked.

Filled by `interpreter`, judged by `rules_*`. Source: ISO 32000-1, 14.6 to 14.9.
"""

from collections.abc import Sequence as Several

from briefkit.preflight.fonts import Font, Piece
from briefkit.preflight.logical import in_logical_order
from briefkit.preflight.source import Box, ObjectKey, PageSource
from briefkit.values import define, field


@define(eq=False)
class Sequence:
    """A marked sequence: content with an MCID, or an artifact.

    owner: key of the page or form whose MCIDs these are; page: its number; tag: as written.
    mcid: None for an artifact; artifact_type, artifact_subtype: as written, "" where not.
    pieces: its characters in painting order, those of a run to the left in the order of reading,
        ActualText in the place of what it stands for.
    run: what was shown last without a move, each the last of the pieces.
    box: of its text and pictures in the page's own space, y up; None while nothing is painted.
    painted: how many things; line_count: of lines of text, as far as baselines tell.
    language: BCP 47, where the mark says it.
    """

    owner: ObjectKey
    page: int
    tag: str
    mcid: int | None = None
    artifact_type: str = ""
    artifact_subtype: str = ""
    language: str | None = None
    pieces: list[str] = field(factory=list)
    run: list[Piece] = field(factory=list)
    box: Box | None = None
    painted: int = 0
    line_count: int = 0
    baseline: float | None = None

    @property
    def text(self) -> str:
        """Return the characters as they stand, soft hyphens dropped."""
        return "".join(self.pieces).replace("\u00ad", "")

    def say(self, shown: Several[Piece], goes_on: bool) -> None:
        """Take in what is shown; goes_on: right after what was shown last, without a move."""
        if not goes_on:
            self.run.clear()
        count = len(self.run)
        self.run += shown
        if not any([piece.glyphs for piece in self.run]):  # noqa: C419 (a generator is slower)
            self.pieces += [piece.text for piece in shown]
            return
        del self.pieces[len(self.pieces) - count :]
        glyphs = [glyph for piece in self.run for glyph in piece.glyphs or piece.text]
        # A place for each piece, as before, so that the next one finds them.
        self.pieces += [in_logical_order(glyphs), *[""] * (len(self.run) - 1)]

    def include(self, box: Box, baseline: float | None = None) -> None:
        """Count something painted in `box`; `baseline` where it is text."""
        own = self.box
        self.painted += 1
        self.box = (
            box
            if own is None
            else (
                min(own[0], box[0]),
                min(own[1], box[1]),
                max(own[2], box[2]),
                max(own[3], box[3]),
            )
        )
        if baseline is not None and (self.baseline is None or abs(self.baseline - baseline) > 3.0):
            self.baseline = baseline
            self.line_count += 1


@define(eq=False)
class Mark:
    """One open marked sequence, with all that holds inside it.

    is_muted: whether an ActualText stands for the characters in it.
    """

    sequence: Sequence | None
    is_muted: bool


@define(eq=False)
class FontUse:
    """How a font was used: the first page of each thing worth saying.

    named: in a page's resources; shown: with ink that can be seen.
    unmapped: (page, code) of a glyph without character; notdef, private: pages.
    """

    font: Font
    named: int
    shown: int | None = None
    unmapped: tuple[int, int] | None = None
    notdef: int | None = None
    private: int | None = None

    def note_odd_glyphs(self, piece: Piece, page: int, mark: Mark, *, is_seen: bool) -> None:
        """Note where glyphs are shown first that no reader can know; ActualText may tell them."""
        if mark.is_muted and not piece.has_notdef:
            return
        is_artifact = mark.sequence is not None and mark.sequence.mcid is None
        if piece.unmapped is not None and self.unmapped is None:
            self.unmapped = (page, piece.unmapped)
        if piece.has_notdef and self.notdef is None and is_seen:
            self.notdef = page
        if piece.has_private and self.private is None and not is_artifact:
            self.private = page


@define(eq=False)
class PageContent:
    """What stands on a page.

    sequences: (owner, mcid) → sequence; artifacts: in painting order.
    unmarked: kind of thing → how many are painted outside all marks; unmarked_text: their
        characters; outside: characters and place of text that leaves the page.
    repeated: MCIDs used twice; artifacts_inside, contents_inside: how many artifacts there are in
        content, and contents in artifacts; unbalanced: marks that do not match.
    broken: what could not be read; is_cut_short: whether there is more than is read.
    picture_share: of the page, of its largest picture; has_text: whether any is shown, or hidden
        below a picture for those who search it.
    """

    page: PageSource
    sequences: dict[tuple[ObjectKey, int], Sequence] = field(factory=dict)
    artifacts: list[Sequence] = field(factory=list)
    unmarked: dict[str, int] = field(factory=dict)
    unmarked_text: list[str] = field(factory=list)
    outside: list[tuple[str, float, float]] = field(factory=list)
    repeated: list[int] = field(factory=list)
    artifacts_inside: int = 0
    contents_inside: int = 0
    unbalanced: int = 0
    broken: list[str] = field(factory=list)
    is_cut_short: bool = False
    picture_share: float = 0.0
    has_text: bool = False
