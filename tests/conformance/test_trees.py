"""The structure of every example and reference brief is the one that was read and found good."""

import re
from pathlib import Path

from briefkit.preflight import describe_structure

REFERENCES = Path(__file__).parents[1] / "references"


def portable(tree: str) -> str:
    """Return a tree without what says nothing of the structure: pages, boxes, names of IDs.

    What is on which page is the layout's to say, and a tree is the same whatever the layout. IDs
    are counted anew, so that a node more at the head does not change every line after it.
    """
    names: dict[str, str] = {}

    def renamed(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"n{len(names) + 1}")

    tree = re.sub(r"(?<=Layout.BBox=)'[^']*'", "…", tree)
    tree = re.sub(r" p\. \d+(, \d+)*(?=( \+\w+)*( “|$))", "", tree, flags=re.MULTILINE)
    return re.sub(r"\bn\d{7}\b", renamed, tree)


def test_the_structure_is_as_it_was(name, rendered, hold_to_reference):
    hold_to_reference(f"{name}.tree.txt", portable(describe_structure(rendered(name))))


def test_no_reference_is_left_of_a_brief_that_is_gone(sources):
    assert {path.name.removesuffix(".tree.txt") for path in REFERENCES.glob("*.tree.txt")} == set(
        sources
    )
