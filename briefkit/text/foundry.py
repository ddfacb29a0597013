"""Plain words of one style → words cast and measured, many of them at once: `Foundry`.

Plain: of one face and script, each character a glyph of its own. All other words are cast one by
one, in `casts`; what is made here is what would be made there.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from briefkit.bounds import check_time
from briefkit.remembered import Remembered
from briefkit.text.atoms import Cast, Row, Strip, Word, plain_clusters
from briefkit.text.faces import Face
from briefkit.text.hanging import hangs_of
from briefkit.text.joints import Joint, may_begin_line, may_end_line, text_joints
from briefkit.text.shape import advances_in_units, write_together

_LONE_LETTER_PENALTY = 500.0
_TITLED = frozenset(["A", "An", "And", "At", "By", "For", "In", "Of", "On", "Or", "The", "To"])
_KEEPS_LONE_LETTERS = frozenset({"pl", "cs", "sk"})  # no line ends in a one-letter word
MOST_PARTS = 1 << 12  # of words that are remembered, by each who makes or measures them
_MOST_WRITTEN = 1 << 12
_MOVED = 2  # more than whether a text may be parted before a glyph


class InPoints(dict[int, float]):
    """Advances in font units → in points, at one size.

    Each is made once: a line of advances that are few objects is copied in half the time.
    """

    def __init__(self, units_per_em: int, size: float) -> None:
        self._units_per_em = units_per_em
        self._size = size

    def __missing__(self, units: int) -> float:
        points = self[units] = units / self._units_per_em * self._size
        return points


Extent = tuple[float, float, float]
"""The width, the start's hang and the end's of a `Cast`."""

Sorts = tuple[tuple[int, ...], tuple[float, ...], bytes]
"""The glyphs and advances of a text, one for each character and none of them moved; and for each
whether what stands before it and what comes after it have other glyphs by themselves, as 0 or 1."""


class _Written(Remembered[str, tuple[int, float, int]]):
    """Glyphs as HarfBuzz writes them → glyph, advance in points, and what is odd about it.

    Each is read once, as a text has few different ones.
    """

    def __init__(self, points: InPoints) -> None:
        super().__init__(_MOST_WRITTEN)
        self._points = points

    def __missing__(self, written: str) -> tuple[int, float, int]:
        rest, _, flags = written.partition("#")
        rest, _, advance = rest.partition("+")
        glyph, _, moved = rest.partition("@")
        read = self[written] = (
            int(glyph),
            self._points[int(advance.partition(",")[0])],
            (int(flags or 0) & 1) | (_MOVED if moved else 0),
        )
        return read


class Foundry:
    """Casts plain words of one style and language, many at once, and measures parts of them.

    lone_letter_penalty: of a line that ends in a word of one letter.
    titled: words that lean on the next one although they begin with a capital.
    points: advances in the face's units in points.
    """

    def __init__(
        self,
        face: Face,
        size: float,
        features: Mapping[str, bool],
        language: str,
        *,
        hyphenates: bool,
        hangs: bool,
    ) -> None:
        """Make a foundry. hangs: whether marks hang out at a line's ends."""
        self._face = face
        self._features = features
        self._language = language
        self._hyphenates = hyphenates
        self._hangs = hangs
        keeps_lone_letters = language.split("-")[0].lower() in _KEEPS_LONE_LETTERS
        # English titles may write them so, as other languages' do not
        self.titled = _TITLED if language.split("-")[0].lower() == "en" else frozenset()
        self.lone_letter_penalty = _LONE_LETTER_PENALTY if keeps_lone_letters else 0.0
        self._extents = Remembered[str, Extent](MOST_PARTS)
        self.points = InPoints(face.units_per_em, size)
        self._written = _Written(self.points)

    def words(self, texts: Sequence[str], script: str) -> Iterator[tuple[str, Word]]:
        """Yield words with their texts: those that cling to no neighbour, and are plain.

        texts: simple ones of one script, none twice; see `is_simple`.
        """
        jointed: list[tuple[str, Sorts, tuple[Joint, ...]]] = []
        parts: list[str] = []
        extents = self._extents
        for text, sorts in zip(texts, self.together(texts, script), strict=True):
            check_time()
            if sorts is None or not (
                text.isalpha() or (may_begin_line(text) and may_end_line(text))
            ):
                continue
            joints = text_joints(text, self._language, self._hyphenates)
            jointed.append((text, sorts, joints))
            for joint in joints:
                offset = joint.offset
                before = text[:offset] + "-"
                if before not in extents:
                    parts.append(before)
                if sorts[2][offset] and text[offset:] not in extents:
                    parts.append(text[offset:])
        if parts:
            self._measure(parts, script)
        for text, sorts, joints in jointed:
            check_time()
            yield text, self._word(text, sorts, joints, script)

    def _word(self, text: str, sorts: Sorts, joints: tuple[Joint, ...], script: str) -> Word:
        glyphs, advances, parting = sorts
        count = len(text)
        strip = Strip(self._face.key, 0, text, glyphs, advances, (), plain_clusters(count), True)
        whole = Cast(text, (strip,), *self.extent_of(text, advances))
        rows: tuple[Row, ...] = ()
        if joints:
            width, known, made = whole.width, self._extents, []
            for joint in joints:
                offset = joint.offset
                before = text[:offset] + "-"
                end, _, end_hang = known.get(before) or self.extent(before, script)
                after = text[offset:]
                if parting[offset]:
                    rest, hang, _ = known.get(after) or self.extent(after, script)
                else:
                    rest, hang, _ = self.extent_of(after, advances[offset:])
                made.append((end - end_hang, width - rest + hang, joint.penalty, joint.is_hyphen))
            rows = tuple(made)
        is_lone = count == 1 and text.isalpha()
        return Word(
            whole,
            strip,
            joints,
            rows,
            None,
            0.0,
            self.lone_letter_penalty if is_lone else 0.0,
            count <= 3 and text.isalpha() and (is_lone or text.islower() or text in self.titled),
        )

    def extent(self, text: str, script: str) -> Extent:
        """Return how wide a plain text is, and how far it hangs out; each is measured once."""
        extent = self._extents.get(text)
        if extent is None:
            units = advances_in_units(text, self._face, self._features, self._language, script)
            points = self.points
            extent = self.extent_of(text, [points[each] for each in units])
            self._extents[text] = extent
        return extent

    def extent_of(self, text: str, advances: Sequence[float]) -> Extent:
        """Return the extent of a text of which the advances are known."""
        width = sum(advances)
        if not self._hangs:
            return width, 0.0, 0.0
        start_hang, end_hang = hangs_of(text, advances[0], advances[-1])
        return width, start_hang, min(end_hang, width)

    def _measure(self, parts: Sequence[str], script: str) -> None:
        """Measure parts of words; what is not plain is left to `extent`."""
        for part, sorts in zip(parts, self.together(parts, script), strict=True):
            if sorts is not None:
                self._extents[part] = self.extent_of(part, sorts[1])

    def together(self, texts: Sequence[str], script: str) -> list[Sorts | None]:
        """Return the sorts of texts that run to the right; None where a text is not so plain.

        All are shaped in one call, and each comes out as if it had been shaped by itself: where
        HarfBuzz does not say that it does, there is None too.
        """
        written, clusters = write_together(
            texts, self._face, self._features, self._language, script
        )
        glyphs, advances, oddities = zip(*map(self._written.__getitem__, written), strict=True)
        odd, count = bytes(oddities), len(clusters)
        characters = sum(map(len, texts)) + len(texts) - 1
        is_plain = clusters == [*range(characters)] and max(odd) < _MOVED
        found: list[Sorts | None] = []
        start = 0
        for text in texts:
            end = start + len(text)
            first, last = start, end
            if not is_plain:
                first, last = bisect_left(clusters, start), bisect_left(clusters, end)
            own = odd[first:last]
            if (
                (is_plain or (clusters[first:last] == [*range(start, end)] and max(own) < _MOVED))
                and (not first or not own[0])
                and (last == count or (clusters[last] == end and not odd[last]))
            ):
                found.append((glyphs[first:last], advances[first:last], own))
            else:
                found.append(None)
            start = end + 1
        return found
