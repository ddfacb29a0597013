"""The atoms of one line → its glyph runs, joined and in place: `lay_runs`.

Which atoms stand on the line, and how far its glue is set, is decided before; what else belongs to
a line is in `line`.
"""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from briefkit.frame import GlyphRun, LinkTarget
from briefkit.structure import Mark, NodeId
from briefkit.text.bidi import visual_order
from briefkit.text.casts import Cast, Seam, Space, Strip, Word
from briefkit.text.items import Items, Place
from briefkit.text.spans import CharacterStyle, Span


@frozen
class Look:
    """What all characters of a run have in common, beside their face and direction."""

    style: CharacterStyle
    mark: Mark
    language: str
    target: LinkTarget | None
    link_node: NodeId | None
    contents: str


def looks_of(spans: Sequence[Span]) -> tuple[Look, ...]:
    """Return the look of each span; equal ones are one object."""
    known: dict[Look, Look] = {}
    looks = []
    for span in spans:
        look = Look(
            span.style, span.mark, span.language, span.target, span.link_node, span.contents
        )
        looks.append(known.setdefault(look, look))
    return tuple(looks)


@frozen
class LaidRun:
    """A glyph run, and its place from the visual start of the line, in points."""

    x: float
    run: GlyphRun
    look: Look


class _Run:
    """A run while it grows. clusters: made only when some are not one glyph a character."""

    __slots__ = (
        "actual_text", "advances", "clusters", "face", "glyphs", "is_soft", "length", "level",
        "look", "offsets", "texts", "width", "x",
    )  # fmt: skip

    def __init__(self, look: Look, face: str, level: int) -> None:
        self.look = look
        self.face = face
        self.level = level
        self.texts: list[str] = []
        self.length = 0
        self.glyphs: list[int] = []
        self.advances: list[float] = []
        self.clusters: list[int] | None = None
        self.offsets: list[tuple[float, float]] = []
        self.actual_text: str | None = None
        self.is_soft = False
        self.x = self.width = 0.0

    def extend(self, strip: Strip) -> None:
        """Add glyphs at the run's end: its right, or its left where it runs to the left."""
        base, count = self.length, len(strip.glyphs)
        is_backwards = self.level % 2 == 1
        if self.clusters is None and (is_backwards or not strip.is_plain):
            self.clusters = list(range(base))
        if strip.offsets or self.offsets:
            self.offsets = self.offsets or [(0.0, 0.0)] * len(self.glyphs)
            offsets = strip.offsets or [(0.0, 0.0)] * count
            place = 0 if is_backwards else len(self.offsets)
            self.offsets[place:place] = offsets
        if self.clusters is not None:
            clusters = [base + cluster for cluster in strip.clusters]
            place = 0 if is_backwards else len(self.clusters)
            self.clusters[place:place] = clusters
        if is_backwards:
            self.glyphs[:0] = strip.glyphs
            self.advances[:0] = strip.advances
        else:
            self.glyphs += strip.glyphs
            self.advances += strip.advances
        self.texts.append(strip.text)
        self.length = base + len(strip.text)

    def finished(self) -> GlyphRun:
        """Return the run for a frame."""
        style = self.look.style
        clusters = range(self.length) if self.clusters is None else self.clusters
        return GlyphRun(
            self.face,
            style.size,
            style.colour,
            self.look.mark,
            "".join(self.texts),
            tuple(self.glyphs),
            tuple(self.advances),
            tuple(clusters),
            tuple(self.offsets),
            self.actual_text,
            self.is_soft,
        )


@frozen
class LaidLine:
    """What stands on a line.

    runs: in reading order. width: of all of it. marks: the x and the name of what was marked.
    """

    runs: tuple[LaidRun, ...]
    width: float
    marks: tuple[tuple[float, str], ...] = ()


def lay_runs(
    items: Items,
    looks: Sequence[Look],
    begin: Place,
    end: Place,
    ratio: float = 0.0,
    line_end: tuple[Space, int] | None = None,
    marked: Mapping[int, Sequence[str]] | None = None,
    spoken_until: int | None = None,
) -> LaidLine:
    """Return the line from one legal break to another, with its glue set.

    Args:
        items: the paragraph.
        looks: of its spans.
        begin: the place of the break before the line.
        end: of the break that ends it.
        ratio: of the glue.
        line_end: a space, and its span, that keeps the last word apart from the next line's first.
        marked: names for some atoms; of -1, for the line that begins the paragraph.
        spoken_until: where in the word that the line ends with its hyphenated part ends; None at
            the word's own end.
    """
    line = _Growing()
    if marked and -1 in marked and begin[1] == 0 and begin[2] < 0:
        line.mark(marked[-1])
    first, begin_cut = begin[1], begin[2]
    stop, end_cut = end[0], end[2]
    if begin_cut >= 0:
        last_cut = end_cut if first == stop else -1
        line.add_part(items, looks, first, begin_cut, last_cut, spoken_until)
        first += 1
    for index, atom in enumerate(items.atoms[first:stop], first):
        if marked and index in marked:
            line.mark(marked[index])
        if type(atom) is Word:
            line.add(atom.cast, looks[items.spans[index]])
        elif type(atom) is Space:
            advance = atom.width + ratio * (atom.stretch if ratio > 0 else atom.shrink)
            line.add_space(atom, looks[items.spans[index]], advance)
        elif type(atom) is Seam and ratio > 0:
            line.widen(ratio * atom.stretch)
    if end_cut >= 0 and stop >= first:
        if marked and stop in marked:
            line.mark(marked[stop])
        line.add_part(items, looks, stop, -1, end_cut, spoken_until)
    if line_end and line.runs:
        space, span = line_end
        line.add_space(space, looks[span], 0.0)
    return line.finished(items.is_mixed)


class _Growing:
    """A line's runs while they grow, in reading order."""

    def __init__(self) -> None:
        self.runs: list[_Run] = []
        self._run: _Run | None = None  # the last one, if it may still grow
        self._marks: list[tuple[int, float, str]] = []

    def add(self, cast: Cast, look: Look) -> None:
        """Add a cast to the last run where it looks the same, or begin another."""
        run = self._run
        for strip in cast.strips:
            if (
                run is None
                or run.look is not look
                or run.face != strip.face
                or run.level != strip.level
            ):
                run = self._run = _Run(look, strip.face, strip.level)
                self.runs.append(run)
            if strip.is_plain and run.clusters is None and not run.offsets and not strip.offsets:
                run.glyphs += strip.glyphs  # this is `extend` for nearly every word
                run.advances += strip.advances
                run.texts.append(strip.text)
                run.length += len(strip.text)
            else:
                run.extend(strip)

    def add_space(self, space: Space, look: Look, advance: float) -> None:
        """Add a space that is `advance` wide here."""
        self.add(space.cast, look)
        if self._run is not None:
            self._run.advances[0 if self._run.level % 2 else -1] = advance

    def add_part(
        self,
        items: Items,
        looks: Sequence[Look],
        index: int,
        begin_cut: int,
        end_cut: int,
        spoken_until: int | None,
    ) -> None:
        """Add a part of a word that is broken; of a hyphenated one, in runs of its own.

        The first of these stands for the text of them all, the others for none.
        """
        word, span = items.atoms[index], items.spans[index]
        assert type(word) is Word  # noqa: S101
        is_rest = begin_cut >= 0 and word.breaks[begin_cut].joint.adds_hyphen
        is_soft = end_cut >= 0 and word.breaks[end_cut].joint.adds_hyphen
        if is_rest or is_soft:
            self._run = None
        count = len(self.runs)
        self.add(items.casters[span].part(word, begin_cut, end_cut), looks[span])
        if is_rest or is_soft:
            begin = word.breaks[begin_cut].joint.offset if begin_cut >= 0 else 0
            actual_text = "" if is_rest else word.cast.text[begin:spoken_until]
            for run in self.runs[count:]:  # none where a span ends at the hyphen
                run.actual_text, actual_text = actual_text, ""
                run.is_soft = is_soft and run is self.runs[-1]
            self._run = None

    def widen(self, amount: float) -> None:
        """Set apart what comes next from what is there."""
        if self.runs:
            self.runs[-1].advances[-1] += amount

    def mark(self, names: Sequence[str]) -> None:
        """Name the place of what comes next."""
        run = self._run
        index = len(self.runs) - (run is not None)
        offset = sum(run.advances) if run is not None else 0.0
        self._marks += [(index, offset, name) for name in names]

    def finished(self, is_mixed: bool) -> LaidLine:
        """Return the runs in place."""
        order: Iterable[int] = range(len(self.runs))
        if is_mixed:
            order = visual_order([run.level for run in self.runs])
        x = 0.0
        for index in order:
            run = self.runs[index]
            run.x, run.width = x, sum(run.advances)
            x += run.width
        marks = []
        for index, offset, name in self._marks:
            place = 0.0
            if index < len(self.runs):
                run = self.runs[index]
                place = run.x + (run.width - offset if run.level % 2 else offset)
            marks.append((place, name))
        laid = [LaidRun(run.x, run.finished(), run.look) for run in self.runs]
        return LaidLine(tuple(laid), x, tuple(marks))
