"""What holds for any matter, however it is nested."""

from collections.abc import Callable
from itertools import count, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefkit.diagnostics import Severity
from briefkit.frame import Fill, Frame, GlyphRun, LinkArea, Picture
from briefkit.galley.items import VBox, VDiscretionary, VGlue, VPenalty
from briefkit.galley.setter import set_galley
from briefkit.images.raster import Raster
from briefkit.resolve.resolved import (
    Form,
    ListKind,
    ResolvedBox,
    ResolvedCode,
    ResolvedDivider,
    ResolvedPullQuote,
    ResolvedQuotation,
)
from briefkit.structure import Artifact
from briefkit.style.house import HouseStyle

WORDS = st.integers(1, 40)
RASTERS = st.builds(
    lambda width, height: Raster(f"{width}x{height}", width, height, None, "PNG", 1, b""),
    st.integers(20, 2000),
    st.integers(20, 2000),
)

# A block is drawn as a function of the copy and of a counter that makes each of its words unique.
Draft = Callable


def _said(words: int, numbers) -> str:
    return " ".join(f"w{next(numbers)}" for _ in range(words))


LEAVES = st.one_of(
    st.builds(lambda words: lambda copy, numbers: copy.paragraph(_said(words, numbers)), WORDS),
    st.builds(
        lambda words, form: (
            lambda copy, numbers: copy.paragraph(
                _said(words, numbers), " ", (_said(1, numbers), form)
            )
        ),
        WORDS,
        st.sampled_from([Form.EMPHASIS, Form.STRONG, Form.CODE, Form.SMALL_CAPS]),
    ),
    st.builds(
        lambda words: lambda copy, numbers: copy.heading(_said(words % 9 + 1, numbers), 2), WORDS
    ),
    st.builds(
        lambda words: (
            lambda copy, numbers: ResolvedPullQuote(
                copy.rich(_said(words, numbers)), copy.rich(_said(1, numbers)), "en"
            )
        ),
        WORDS,
    ),
    st.builds(
        lambda words: (
            lambda copy, numbers: ResolvedCode(
                copy.rich(_said(words, numbers).replace(" ", "\n  "))
            )
        ),
        WORDS,
    ),
    st.builds(
        lambda raster, words: (
            lambda copy, numbers: copy.figure(raster, _said(words, numbers), _said(1, numbers))
        ),
        RASTERS,
        WORDS,
    ),
    st.just(lambda copy, numbers: ResolvedDivider()),
)


def _nested(inner):
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(
            lambda items, kind: (
                lambda copy, numbers: copy.list(
                    *[tuple(each(copy, numbers) for each in item) for item in items], kind=kind
                )
            ),
            st.lists(several, min_size=1, max_size=3),
            st.sampled_from([ListKind.BULLET, ListKind.NUMBER]),
        ),
        st.builds(
            lambda body: (
                lambda copy, numbers: ResolvedQuotation(
                    tuple(each(copy, numbers) for each in body), copy.rich(_said(1, numbers))
                )
            ),
            several,
        ),
        st.builds(
            lambda body: (
                lambda copy, numbers: ResolvedBox(
                    copy.rich(_said(2, numbers)), tuple(each(copy, numbers) for each in body)
                )
            ),
            several,
        ),
        st.builds(
            lambda rows, columns: (
                lambda copy, numbers: copy.table(
                    [[_said(1, numbers) for _ in range(columns)]],
                    [
                        [(row(copy, numbers),), *[_said(1, numbers) for _ in range(columns - 1)]]
                        for row in rows
                    ],
                )
            ),
            several,
            st.integers(1, 4),
        ),
    )


BLOCKS = st.lists(st.recursive(LEAVES, _nested, max_leaves=8), min_size=1, max_size=6)


def _runs(frame: Frame) -> list[GlyphRun]:
    return [placed.item for placed in frame.flat() if isinstance(placed.item, GlyphRun)]


def _words(galley) -> list[str]:
    floats = {each.key: each.frame for each in galley.floats}
    frames = [
        item.frame if isinstance(item, VBox) else floats[item.key]
        for item in galley.items
        if not isinstance(item, VGlue | VPenalty | VDiscretionary)
    ]
    text = " ".join(
        run.text
        for frame in frames
        for run in _runs(frame)
        if not isinstance(run.mark, Artifact) and run.actual_text != ""
    )
    return [word for word in text.split() if word.startswith("w")]


@settings(
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drafts=BLOCKS)
def test_every_word_is_set_once_in_order_and_nothing_leaves_its_box(library, copy, drafts):
    fresh, numbers = type(copy)(), count()
    blocks = [draft(fresh, numbers) for draft in drafts]
    galley = set_galley(fresh.brief(*blocks), HouseStyle(), library)

    is_too_narrow = any(
        each.severity is Severity.WARNING for each in galley.diagnostics
    )  # words broken anywhere, or wider than their line
    # A row that is split has its cells' lines side by side; their order is the structure tree's.
    has_table = "ResolvedTable(" in repr(blocks)
    wanted = [f"w{number}" for number in range(next(numbers))]
    if not is_too_narrow:
        found = _words(galley)
        if galley.floats or has_table:  # a float's place may be further down
            found.sort()
            wanted.sort()
        assert found == wanted
    for item in galley.items:
        if isinstance(item, VBox):
            assert item.frame.width == galley.measure
            if not is_too_narrow:
                _is_within(item.frame)
    for before, item in pairwise(galley.items):
        assert not (isinstance(item, VGlue) and isinstance(before, VBox | VGlue))


def _is_within(frame: Frame) -> None:
    for placed in frame.flat():
        item = placed.item
        if isinstance(item, GlyphRun | Fill | Picture | LinkArea):
            hang = 4.0 if isinstance(item, GlyphRun) else 0.5  # protrusion into the margin
            assert placed.x >= -hang
            assert placed.x + item.width <= frame.width + hang
        if isinstance(item, Fill | Picture):
            assert placed.y >= -0.5
            assert placed.y + item.height <= frame.height + 0.5
