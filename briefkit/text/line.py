"""Spans → lines: break a paragraph and lay each line out as a Frame.

Glyph choice is in `shape`, legal breaks in `items`, the choice among them in `linebreak`, the
glyph runs of a line in `runs`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from briefkit.bounds import check_time
from briefkit.diagnostics import Diagnostic, Severity
from briefkit.frame import Anchor, Frame, LinkArea, LinkTarget, Placed
from briefkit.lang import parse_language
from briefkit.structure import NodeId
from briefkit.style.typography import Alignment
from briefkit.text.atoms import ForcedBreak, Seam, Space, Word
from briefkit.text.casts import caster
from briefkit.text.expansion import with_expansion
from briefkit.text.fit import BEGINNING, Fit, fit_lines, natural_fits, start_hang
from briefkit.text.fonts import FontLibrary
from briefkit.text.items import compose
from briefkit.text.linebreak import ChosenBreaks, LineWidths, balance_breaks, choose_breaks
from briefkit.text.rivers import with_fewer_rivers
from briefkit.text.runs import LaidLine, LaidRun, lay_runs, lay_word, looks_of
from briefkit.text.spans import Breaking, Span
from briefkit.text.stick import Items, Place
from briefkit.values import evolve, frozen

_RAGGED_FILL = 3.0  # ems that a ragged line's end stretches; plain TeX's \raggedright has 2
_RUNT = 2.0  # ems, where there is no first indent to be shorter than twice
_TOLERANCE = 0.01  # points
_MOST_REMEMBERED = 1 << 10  # paragraphs: some 20 MB at the most, as they come
_LONGEST_REMEMBERED = 2_000  # characters


@frozen
class ParagraphSetting:
    """How a paragraph's lines are made.

    measure: the width of the lines, in points.
    leading: the height of each line; baseline: from a line's top to its baseline; points.
    alignment: see there.
    first_indent: of the first line, may be negative to hang it; indent: of all lines.
    hyphenates, protrudes: whether words may be hyphenated; marks may hang into the margins.
    expansion: by how much of their width the letters of justified lines may be set wider or
        narrower; whole steps of `EXPANSION_STEP`.
    """

    measure: float
    leading: float
    baseline: float
    alignment: Alignment = Alignment.JUSTIFIED
    first_indent: float = 0.0
    indent: float = 0.0
    hyphenates: bool = True
    protrudes: bool = True
    expansion: float = 0.0


@frozen
class Line:
    """One line of a paragraph.

    frame: as wide as the measure, as high as the leading.
    calls: keys of the notes called on it, in order.
    ratio: of its glue: below 0 shrunk, above 0 stretched; 0 for a line that is not justified.
    width: of its matter without the indent, natural for lines that are not justified.
    ends_hyphenated: whether it ends in a hyphen within a word.
    diagnostics: what had to be broken where no rule allows, or does not fit.
    """

    frame: Frame
    calls: tuple[str, ...] = ()
    ratio: float = 0.0
    width: float = 0.0
    ends_hyphenated: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


def set_lines(
    spans: Sequence[Span], setting: ParagraphSetting, library: FontLibrary
) -> tuple[Line, ...]:
    """Return the lines of a paragraph; none for no spans.

    A word that fits no line is hyphenated even where the setting does not hyphenate, and broken
    anywhere when that does not help, which its line's diagnostics tell.

    Raises:
        FontError: a character that no font has.
    """
    if sum([len(span.text) for span in spans]) > _LONGEST_REMEMBERED:
        return _set(tuple(spans), setting, library)
    lines = _remembered(tuple(spans), setting, library)
    if any([line.diagnostics for line in lines]):  # noqa: C419 (a generator takes twice as long)
        return _set(tuple(spans), setting, library)  # they name places, which equal spans may not
    return lines


def _set(
    spans: tuple[Span, ...], setting: ParagraphSetting, library: FontLibrary
) -> tuple[Line, ...]:
    if not spans:
        return ()
    if len(spans) == 1 and (line := _number(spans[0], setting, library)) is not None:
        return (line,)
    items, chosen, fits = _break(spans, setting, library)
    points, looks = items.points, looks_of(spans)
    anchors, calls = _places_of_names(items, spans)
    anchored, called = sorted(anchors), sorted(calls)
    overfull, reported = set(chosen.overfull), set[int]()
    lines = []
    before, begin = -1, BEGINNING
    for number, (index, fit) in enumerate(zip(chosen.indices, fits, strict=True)):
        check_time()
        end = items.place(index)
        indent = setting.indent + (setting.first_indent if before < 0 else 0.0)
        ratio, width, scale = fit
        diagnostics: tuple[Diagnostic, ...] = ()
        span = spans[items.spans[begin[1]]] if begin[1] < len(items.spans) else spans[0]
        if number in overfull:
            diagnostics = (_overfull(width + indent - setting.measure, span.where),)
        elif _is_emergency(items, end) and (word := items.spans[end[0]]) not in reported:
            reported.add(word)
            diagnostics = (_broken_anywhere(spans[word].where),)
        spoken_until = _spoken_until(items, chosen.indices[number:]) if end[2] >= 0 else None
        line_end = _line_end(items, end)
        marked = _named_near(anchors, anchored, begin, end)
        laid = lay_runs(items, looks, begin, end, ratio, line_end, marked, spoken_until, scale)
        hang = start_hang(items, begin) * scale
        lines.append(
            Line(
                _frame(laid, setting, indent, width, hang, items.is_right_to_left, library),
                _calls_of(_named_near(calls, called, begin, end), begin, end, is_first=before < 0),
                ratio,
                width,
                points.hyphens[index],
                diagnostics,
            )
        )
        before, begin = index, end
    return tuple(lines)


def _number(span: Span, setting: ParagraphSetting, library: FontLibrary) -> Line | None:
    """Return the line of a number, or of a word of plain letters, alone; None if it is not so.

    It is what is made of any paragraph, in a third of the time: where a brief has many notes, two
    of five paragraphs are their numbers.
    """
    text = span.text
    if not text.isalnum() or not text.isascii() or span.calls or setting.protrudes:
        return None
    if span.breaking is not Breaking.TEXT or parse_language(span.language).is_right_to_left:
        return None
    hyphenates = setting.hyphenates and setting.alignment is not Alignment.BALANCED
    atoms = caster(span.style, span.language, library, hyphenates, False).atoms(
        text, where=span.where
    )
    word = atoms[0]
    if len(atoms) > 1 or type(word) is not Word or word.strip is None:
        return None
    width = word.cast.width - word.cast.end_hang  # no mark hangs, but space after a letter does
    if width > setting.measure - setting.indent - setting.first_indent:
        return None
    names = () if span.anchor is None else (span.anchor,)
    laid = lay_word(word.strip, looks_of((span,))[0], names)
    indent = setting.indent + setting.first_indent
    return Line(_frame(laid, setting, indent, width, 0.0, False, library), (), 0.0, width)


# A brief is set again when only its page numbers have changed, or a paragraph of it.
_remembered = lru_cache(maxsize=_MOST_REMEMBERED)(_set)


def set_line(
    spans: Sequence[Span],
    width: float,
    alignment: Alignment,
    baseline: float,
    leading: float,
    library: FontLibrary,
) -> Line:
    """Return all of the spans as one line, however wide; a line break in them becomes a space.

    For running heads, folios and labels: nothing is hyphenated, and nothing hangs out. A justified
    line is filled. A line that is wider than `width` says so in its diagnostics.

    Raises:
        FontError: a character that no font has.
    """
    spans = [evolve(span, text=span.text.replace("\n", " ")) for span in spans]
    items = compose(spans, library, hyphenates=False, protrudes=False)
    points, end = items.points, items.place(-1)
    natural = points.ends[-1] - points.start
    stretch, shrink = points.end_stretches[-1], points.end_shrinks[-1]
    ratio = 0.0
    if alignment is Alignment.JUSTIFIED:
        if natural > width and shrink:
            ratio = max(-1.0, (width - natural) / shrink)
        elif natural < width and stretch:
            ratio = (width - natural) / stretch
    taken = natural + ratio * (stretch if ratio > 0 else shrink)
    anchors, _ = _places_of_names(items, spans)
    laid = lay_runs(items, looks_of(spans), BEGINNING, end, ratio, marked=anchors)
    setting = ParagraphSetting(width, leading, baseline, alignment)
    is_wide = taken > width + _TOLERANCE
    return Line(
        _frame(laid, setting, 0.0, taken, 0.0, items.is_right_to_left, library),
        tuple([key for span in spans for key in span.calls]),
        ratio,
        taken,
        diagnostics=(_overfull(taken - width, spans[0].where),) if is_wide and spans else (),
    )


def natural_width(spans: Sequence[Span], library: FontLibrary) -> float:
    """Return the width of spans that are not broken but where they say so, in points.

    Raises:
        FontError: a character that no font has.
    """
    points = compose(spans, library, hyphenates=False, protrudes=False).points
    begins = [-1, *points.forced[:-1]]
    return max(
        points.ends[end] - points.line_start(begin)[0]
        for begin, end in zip(begins, points.forced, strict=True)
    )


def _break(
    spans: Sequence[Span], setting: ParagraphSetting, library: FontLibrary
) -> tuple[Items, ChosenBreaks, list[Fit]]:
    """Return a paragraph's items, its breaks and how its lines are filled.

    Broken as set; else hyphenated; else cut anywhere.
    """
    is_balanced = setting.alignment is Alignment.BALANCED
    is_justified = setting.alignment is Alignment.JUSTIFIED
    em = max([span.style.size for span in spans])
    rest = setting.measure - setting.indent
    widths = LineWidths(
        rest - setting.first_indent,
        rest,
        fill=0.0 if is_justified else _RAGGED_FILL * em,
        runt=2 * setting.first_indent if setting.first_indent > 0 else _RUNT * em,
    )
    choose = balance_breaks if is_balanced else choose_breaks
    hyphenates = setting.hyphenates and not is_balanced
    widest: float | None = None
    while True:
        items = compose(
            spans,
            library,
            hyphenates=hyphenates,
            protrudes=setting.protrudes,
            is_justified=is_justified,
            is_by_sense=is_balanced,
            hangs_first=setting.first_indent == 0,
            widest=widest,
        )
        if is_justified and setting.expansion:
            items = with_expansion(items, setting.expansion)
        chosen = choose(items.points, widths)
        if not chosen.overfull or widest is not None:
            break
        if hyphenates:
            widest = min(widths.first, widths.rest)
        hyphenates = True
    if not is_justified:
        return items, chosen, natural_fits(items, chosen)
    fits = fit_lines(items, chosen, widths.first, widths.rest, setting.expansion)
    return items, *with_fewer_rivers(items, chosen, fits, widths, setting.expansion)


def _places_of_names(
    items: Items, spans: Sequence[Span]
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return the names of anchors and the keys of calls, each by the atom that it goes with.

    A call goes with the word before it, an anchor with the word after it; -1 where there is none.
    """
    anchors: dict[int, list[str]] = {}
    calls: dict[int, list[str]] = {}
    for index, span in enumerate(spans):
        if span.anchor is not None:
            word = items.word_from(index)
            word = items.word_until(index) if word < 0 else word
            anchors.setdefault(word, []).append(span.anchor)
        if span.calls:
            calls.setdefault(items.word_until(index), []).extend(span.calls)
    return anchors, calls


def _named_near(
    names: Mapping[int, Sequence[str]], order: Sequence[int], begin: Place, end: Place
) -> Mapping[int, Sequence[str]]:
    """Return the names of a line's atoms, and of those right beside it; order: of all of them."""
    if not names:
        return names
    low = 0 if begin == BEGINNING else bisect_left(order, begin[1])
    return {atom: names[atom] for atom in order[low : bisect_right(order, end[0])]}


def _calls_of(
    calls: Mapping[int, Sequence[str]], begin: Place, end: Place, *, is_first: bool
) -> tuple[str, ...]:
    keys = [*calls.get(-1, ())] if is_first else []
    for atom in calls:
        if begin[1] <= atom < end[0]:
            keys += calls[atom]
    return tuple(keys)


def _line_end(items: Items, end: Place) -> tuple[Space, int] | None:
    """Return the space that keeps a line's last word apart from the next line, and its span."""
    if end[0] < len(items.atoms) and end[2] < 0:
        atom, span = items.atoms[end[0]], items.spans[end[0]]
        if type(atom) is Space:
            return atom, span
        if type(atom) is ForcedBreak:
            return items.casters[span].space(" "), span
    return None


def _spoken_until(items: Items, indices: Sequence[int]) -> int | None:
    """Return where the text ends that a hyphenated word's first part stands for.

    At the next break in the same word that adds no hyphen, among those that were chosen.
    """
    index, _, _ = items.place(indices[0])
    word = items.atoms[index]
    for end, _, cut in map(items.place, indices):
        if end != index or cut < 0 or type(word) is not Word:
            break
        if not word.joints[cut].adds_hyphen:
            return word.joints[cut].offset
    return None


def _is_emergency(items: Items, end: Place) -> bool:
    atom = items.atoms[end[0]] if end[0] < len(items.atoms) and end[2] < 0 else None
    if type(atom) is Space:
        return not atom.is_breakable
    return type(atom) is Seam and atom.is_emergency


def _overfull(amount: float, where: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        f"a line is {amount:.1f} points wider than its room: shorten it, or widen the room",
        where,
    )


def _broken_anywhere(where: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        "a word is wider than its line and was broken where no rule allows: shorten it, or mark "
        "where it may be hyphenated with soft hyphens (U+00AD)",
        where,
    )


def _frame(
    laid: LaidLine,
    setting: ParagraphSetting,
    indent: float,
    width: float,
    hang: float,
    is_right_to_left: bool,
    library: FontLibrary,
) -> Frame:
    """Return a line as a frame: its anchors, its runs in reading order, its links."""
    spare = setting.measure - indent - width
    lead = indent - hang  # from the start of the measure, whichever side that is
    if setting.alignment is Alignment.END:
        lead += spare
    elif setting.alignment is Alignment.CENTRE:
        lead += spare / 2
    left = setting.measure - lead - laid.width if is_right_to_left else lead
    baseline = setting.baseline
    items = [Placed(left + x, 0.0, Anchor(name)) for x, name in laid.marks]
    items += [Placed(left + x, baseline - look.style.rise, run) for x, run, look in laid.runs]
    if any(look.target is not None for _, _, look in laid.runs):
        items += _link_areas(laid, left, baseline, library)
    return Frame(setting.measure, setting.leading, baseline, tuple(items))


def _link_areas(
    laid: LaidLine, left: float, baseline: float, library: FontLibrary
) -> Iterator[Placed]:
    """Yield an area for each stretch of a line that leads to one place."""
    for (target, node, contents), group in groupby(sorted(laid.runs, key=_x_of), _link_of):
        if target is None or node is None:
            continue
        runs = list(group)
        top, bottom = baseline, baseline
        for _, run, look in runs:
            face, style = library[run.face], look.style
            top = min(top, baseline - style.rise - face.ascent * style.size)
            bottom = max(bottom, baseline - style.rise + face.descent * style.size)
        start, end = runs[0][0], runs[-1][0] + runs[-1][1].width
        area = LinkArea(end - start, bottom - top, target, node, contents)
        yield Placed(left + start, top, area)


def _x_of(laid: LaidRun) -> float:
    return laid[0]


def _link_of(laid: LaidRun) -> tuple[LinkTarget | None, NodeId | None, str]:
    look = laid[2]
    return look.target, look.link_node, look.contents
