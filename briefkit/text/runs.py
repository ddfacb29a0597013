"""The atoms of one line → its glyph runs, joined and in place: `lay_runs`.

Which atoms stand on the line, and how far its glue is set, is decided before; what else belongs to
a line is in `line`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefkit.frame import GlyphRun, LinkTarget
from briefkit.structure import Mark, NodeId
from briefkit.text.atoms import Atom, Cast, Seam, Space, Strip, Word, plain_clusters
from briefkit.text.bidi import visual_order
from briefkit.text.spans import CharacterStyle, Span
from briefkit.text.stick import Items, Place
from briefkit.values import frozen


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


LaidRun = tuple[float, GlyphRun, Look]
"""A run's place from the visual start of its line, in points, the run, and its look. A plain tuple,
as there are more than lines."""


class _Run:
    """A run while it grows.

    odd: its strips that are not one glyph a character, each with its place in the text; of no
        account once there are clusters, which only a run has that runs to the left or has offsets.
    """

    __slots__ = (
        "actual_text", "advances", "clusters", "face", "glyphs", "is_soft", "length", "level",
        "look", "odd", "offsets", "texts", "width", "x",
    )  # fmt: skip

    def __init__(self, look: Look, face: str, level: int) -> None:
        self.look = look
        self.face = face
        self.level = level
        self.texts: list[str] = []
        self.length = 0
        self.glyphs: list[int] = []
        self.advances: list[float] = []
        self.odd: list[tuple[int, Strip]] = []
        self.clusters: list[int] | None = [] if level % 2 else None
        self.offsets: list[tuple[float, float]] = []
        self.actual_text: str | None = None
        self.is_soft = False
        self.x = self.width = 0.0  # known once the line is finished

    def extend(self, strip: Strip) -> None:
        """Add glyphs at the run's end: its right, or its left where it runs to the left."""
        base, count = self.length, len(strip.glyphs)
        is_backwards = self.level % 2 == 1
        if self.clusters is None and strip.offsets:
            self.clusters = self._clusters_so_far()
        if strip.offsets or self.offsets:
            self.offsets = self.offsets or [(0.0, 0.0)] * len(self.glyphs)
            offsets = strip.offsets or [(0.0, 0.0)] * count
            place = 0 if is_backwards else len(self.offsets)
            self.offsets[place:place] = offsets
        if self.clusters is not None:
            clusters = [base + cluster for cluster in strip.clusters]
            place = 0 if is_backwards else len(self.clusters)
            self.clusters[place:place] = clusters
        elif not strip.is_plain:
            self.odd.append((base, strip))
        if is_backwards:
            self.glyphs[:0] = strip.glyphs
            self.advances[:0] = strip.advances
        else:
            self.glyphs += strip.glyphs
            self.advances += strip.advances
        self.texts.append(strip.text)
        self.length = base + len(strip.text)

    def _clusters_so_far(self) -> list[int]:
        clusters: list[int] = []
        position = 0  # in the text
        for base, strip in self.odd:
            clusters += range(position, base)
            clusters += [base + cluster for cluster in strip.clusters]
            position = base + len(strip.text)
        clusters += range(position, self.length)
        return clusters

    def finished(self, scale: float) -> GlyphRun:
        """Return the run for a frame; scale: how much wider its glyphs are than their own."""
        style = self.look.style
        if self.clusters is not None:
            clusters = tuple(self.clusters)
        elif self.odd:
            clusters = tuple(self._clusters_so_far())
        else:
            clusters = plain_clusters(self.length)
        return GlyphRun(
            self.face,
            style.size,
            style.colour,
            self.look.mark,
            "".join(self.texts),
            tuple(self.glyphs),
            tuple(self.advances),
            clusters,
            tuple(self.offsets),
            self.actual_text,
            self.is_soft,
            scale,
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
    scale: float = 1.0,
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
        scale: how wide glyphs are set, of their own width; the spaces keep theirs.
    """
    line = _Growing(scale)
    if marked and -1 in marked and begin[1] == 0 and begin[2] < 0:
        line.mark(marked[-1])
    first, begin_cut = begin[1], begin[2]
    stop, end_cut = end[0], end[2]
    if begin_cut >= 0:
        last_cut = end_cut if first == stop else -1
        line.add_part(items, looks, first, begin_cut, last_cut, spoken_until)
        first += 1
    spans = items.spans
    places = sorted([place for place in marked or () if first <= place < stop])
    for place in (*places, stop):
        while first < place:
            span = spans[first]
            upto = place if spans[place - 1] == span else bisect_right(spans, span, first, place)
            line.add_atoms(items.atoms[first:upto], looks[span], ratio)
            first = upto
        if marked and place < stop:
            line.mark(marked[place])
    if end_cut >= 0 and stop >= first:
        if marked and stop in marked:
            line.mark(marked[stop])
        line.add_part(items, looks, stop, -1, end_cut, spoken_until)
    if line_end and line.runs:
        space, span = line_end
        line.add_space(space, looks[span], 0.0)
    return line.finished(items.is_mixed)


def lay_word(strip: Strip, look: Look, names: Sequence[str]) -> LaidLine:
    """Return the line that has one word alone, which is one strip to the right, and its names."""
    run = _Run(look, strip.face, 0)
    run.extend(strip)
    marks = tuple([(0.0, name) for name in names])
    return LaidLine(((0.0, run.finished(1.0), look),), sum(strip.advances), marks)


def _simple_face(run: _Run | None, look: Look) -> str:
    """Return the face of which strips may be put at a run's end as they are, or ""."""
    is_simple = run is not None and run.look is look and not run.level and run.clusters is None
    return run.face if run is not None and is_simple else ""


class _Growing:
    """A line's runs while they grow, in reading order."""

    def __init__(self, scale: float) -> None:
        self.runs: list[_Run] = []
        self._scale = scale  # of what is put in; only spaces come with it undone
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
            run.extend(strip)

    def add_atoms(self, atoms: Sequence[Atom], look: Look, ratio: float) -> None:
        """Add what stands on the line of one look, its glue set."""
        rest = iter(atoms)
        while (atom := self._add_simple(rest, look, ratio)) is not None:
            if type(atom) is Word:
                self.add(atom.cast, look)
            elif type(atom) is Space:
                self.add_space(atom, look, self._advance(atom, ratio))
            elif type(atom) is Seam and ratio and self.runs:
                gives = atom.stretch if ratio > 0 else atom.shrink
                self.runs[-1].advances[-1] += ratio * gives / self._scale

    def _add_simple(self, atoms: Iterator[Atom], look: Look, ratio: float) -> Atom | None:
        """Add atoms that are one strip to the last run, and return the first that cannot be.

        What the run's `extend` does is here one loop: nearly all of any text comes here.
        """
        run = self._run
        face = _simple_face(run, look)
        if run is None or not face:
            return next(atoms, None)
        glyphs, advances, texts, length = run.glyphs, run.advances, run.texts, run.length
        space, gap = None, 0.0
        stopped: Atom | None = None
        for atom in atoms:
            if type(atom) is Word:
                strip = atom.strip
                if strip is None or strip.face != face:
                    stopped = atom
                    break
                if not strip.is_plain:
                    run.odd.append((length, strip))
                advances += strip.advances
            elif type(atom) is Space:
                strip = atom.strip
                if strip is None or strip.face != face or len(strip.glyphs) != 1:
                    stopped = atom
                    break
                if atom is not space:
                    space, gap = atom, self._advance(atom, ratio)
                advances.append(gap)
            else:
                stopped = atom
                break
            glyphs += strip.glyphs
            texts.append(strip.text)
            length += len(strip.text)
        run.length = length
        return stopped

    def _advance(self, space: Space, ratio: float) -> float:
        """Return how wide a space of a line is before the line is scaled."""
        advance = space.width + ratio * (space.stretch if ratio > 0 else space.shrink)
        return advance / self._scale

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
        is_rest = begin_cut >= 0 and word.joints[begin_cut].adds_hyphen
        is_soft = end_cut >= 0 and word.joints[end_cut].adds_hyphen
        if is_rest or is_soft:
            self._run = None
        count = len(self.runs)
        self.add(items.casters[span].part(word, begin_cut, end_cut), looks[span])
        if is_rest or is_soft:
            begin = word.joints[begin_cut].offset if begin_cut >= 0 else 0
            actual_text = "" if is_rest else word.cast.text[begin:spoken_until]
            for run in self.runs[count:]:  # none where a span ends at the hyphen
                run.actual_text, actual_text = actual_text, ""
                run.is_soft = is_soft and run is self.runs[-1]
            self._run = None

    def mark(self, names: Sequence[str]) -> None:
        """Name the place of what comes next."""
        run = self._run
        index = len(self.runs) - (run is not None)
        offset = sum(run.advances) if run is not None else 0.0
        self._marks += [(index, offset, name) for name in names]

    def finished(self, is_mixed: bool) -> LaidLine:
        """Return the runs in place."""
        scale = self._scale
        if scale != 1.0:
            for run in self.runs:
                run.advances = [advance * scale for advance in run.advances]
                run.offsets = [(dx * scale, dy) for dx, dy in run.offsets]
            self._marks = [(index, offset * scale, name) for index, offset, name in self._marks]
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
        laid = [(run.x, run.finished(scale), run.look) for run in self.runs]
        return LaidLine(tuple(laid), x, tuple(marks))
