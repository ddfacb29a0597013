"""Small galleys and the room for them, for brute force to try."""

from hypothesis import strategies as st

from briefkit.galley.items import VBox
from briefkit.testing import (
    floating,
    forced_break,
    galley_of,
    kept,
    lines,
    note,
    page_of,
    space,
    table,
)

penalties = st.sampled_from([0.0, 0.0, 50.0, 150.0, 1000.0])


@st.composite
def paragraphs(draw):
    number = draw(st.integers(1, 5))
    return lines(
        number,
        widow=draw(penalties),
        orphan=draw(penalties),
        hyphenated=draw(st.sets(st.integers(1, number), max_size=1)),
    )


parts = st.one_of(
    paragraphs(),
    paragraphs(),
    paragraphs(),
    st.builds(kept, st.integers(2, 3)),
    st.builds(lines, st.just(1), height=st.sampled_from([2.5, 4.0]), kind=st.just("figure")),
    st.builds(
        space,
        st.sampled_from([0.5, 1.0]),
        stretch=st.sampled_from([0.0, 0.5, 2.0]),
        shrink=st.sampled_from([0.0, 0.25]),
    ),
    st.builds(
        table, st.integers(2, 4), head=st.sampled_from([0.5, 1.0]), foot=st.sampled_from([0.0, 0.5])
    ),
    st.builds(forced_break),
)


@st.composite
def galleys(draw, floats: int = 0, notes: int = 4, *, may_be_wide: bool = False):
    body = [draw(paragraphs()), *draw(st.lists(parts, max_size=5))]
    count = sum(isinstance(item, VBox) for part in body if isinstance(part, tuple) for item in part)
    for number in range(draw(st.integers(0, floats))):
        is_wide = may_be_wide and draw(st.booleans())
        wide = st.sampled_from([("top", "bottom"), ("top",), ("top", "bottom", "page")])
        one = floating(
            draw(st.sampled_from([1.0, 2.5, 4.0, 5.5])),
            key=f"f{number}",
            is_wide=is_wide,
            placements=draw(
                wide
                if is_wide
                else st.sampled_from(
                    [
                        ("here", "top", "bottom"),
                        ("here",),
                        ("top",),
                        ("top", "bottom", "page"),
                        ("page",),
                    ]
                )
            ),
            space_above=space(draw(st.sampled_from([0.0, 0.5])), stretch=0.5),
            space_below=space(draw(st.sampled_from([0.0, 1.0]))),
        )
        body.insert(draw(st.integers(0, len(body))), one)
    if draw(st.booleans()):
        body += [space(0.5), lines(1, height=draw(st.sampled_from([1.0, 2.5])), kind="person")]
        body += draw(st.lists(st.just(lines(1, kind="imprint")), max_size=1))
    keys = [part.galley.key for part in body if hasattr(part, "galley")]
    small = st.builds(
        lines, st.integers(1, 9), widow=st.sampled_from([0.0, 100.0]), orphan=st.just(0.0)
    )
    for _ in range(draw(st.integers(0, notes))):
        place = st.integers(1, count)
        if keys:
            place = st.one_of(place, place, st.sampled_from(keys))
        body.append(note(draw(small), called_from=draw(place)))
    return galley_of(*body)


rooms = st.builds(
    page_of,
    st.sampled_from([6.0, 8.0, 10.5]),
    note_space=st.sampled_from([0.0, 1.0]),
    note_continuation=st.sampled_from([0.0, 0.5]),
    note_gap=st.sampled_from([0.0, 0.25]),
    note_share=st.sampled_from([1.0, 1.0, 0.75]),
    float_gap=st.sampled_from([0.0, 0.5]),
    first_is_recto=st.booleans(),
)
