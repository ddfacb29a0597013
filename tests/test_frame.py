"""Laid-out values, and the trees that they point at: what they refuse, and how they print."""

import pytest

from briefkit.frame import Anchor, Destination, Fill, Frame, GlyphRun, LinkArea, Placed
from briefkit.structure import LAYOUT, NodeId, Role, StructureNode, StructureTree


def run(text, colour="#000000"):
    codes = tuple(range(len(text)))
    return GlyphRun("face", 10.0, colour, LAYOUT, text, codes, (5.0,) * len(text), codes)


def test_a_frame_prints_its_flat_contents_a_line_an_item():
    inner = Frame(50.0, 20.0, items=(Placed(1.0, 2.0, run("ab")),))
    items = (
        Placed(10.0, 10.0, inner),
        Placed(0.0, 40.0, Fill(100.0, 2.0, "#ff0000", LAYOUT)),
        Placed(5.0, 5.0, LinkArea(9.0, 8.0, Destination("note"), NodeId(1), "Note 1")),
        Placed(0.0, 0.0, Anchor("top")),
    )

    lines = Frame(100.0, 80.0, items=items).describe().split("\n")

    assert lines[0] == "frame 100 × 80"
    assert [" ".join(line.split()) for line in lines[1:4]] == [
        "11.00 12.00 GlyphRun 'ab'",
        "0.00 40.00 Fill 100 × 2",
        "5.00 5.00 LinkArea 9 × 8 → Destination(name='note')",
    ]
    assert lines[4].endswith("Anchor top")


@pytest.mark.parametrize("colour", ["red", "#FF0000", "#ff000", "", "#ff0000 "])
def test_a_colour_is_six_digits_in_lower_case(colour):
    with pytest.raises(ValueError, match="a colour is #rrggbb in lower case"):
        run("a", colour)


def node(index, role=Role.PARAGRAPH, *children):
    return StructureNode(NodeId(index), role, children=tuple(map(NodeId, children)))


@pytest.mark.parametrize(
    ("nodes", "told"),
    [
        ((), "node 0 of a structure tree is its DOCUMENT"),
        ((node(0),), "node 0 of a structure tree is its DOCUMENT"),
        ((node(0, Role.DOCUMENT, 1), node(2)), "node 2 stands at index 1"),
        ((node(0, Role.DOCUMENT, 1, 1), node(1)), "node 1 is not the child of exactly one"),
        ((node(0, Role.DOCUMENT, 5),), "node 5 is not the child of exactly one"),
        ((node(0, Role.DOCUMENT, 0),), "node 0 is not the child of exactly one"),
        ((node(0, Role.DOCUMENT), node(1)), r"nodes \[1\] have no parent"),
    ],
)
def test_what_is_no_tree_is_refused(nodes, told):
    with pytest.raises(ValueError, match=told):
        StructureTree(nodes)
