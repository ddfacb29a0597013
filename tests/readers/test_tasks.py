"""Tasks, as GitHub has them: lists with a box beside each item."""

import pytest

from briefkit.api import typeset
from briefkit.errors import ModelError, SourceError
from briefkit.model.blocks import BulletList, NumberedList, Paragraph
from briefkit.model.brief import Brief
from briefkit.model.inline import Strong
from briefkit.readers.json import from_json, to_json
from briefkit.readers.markdown import parse_markdown


def body_of(text):
    return parse_markdown(f"# T\n\nBefore.\n\n{text}", name="a.md").body[1:]


def test_a_list_of_tasks_says_which_are_done():
    (tasks,) = body_of("- [ ] a\n- [x] **b**\n- [X] c\n  - d")
    assert tasks == BulletList(
        ["a", [Strong("b")], [Paragraph("c"), BulletList(["d"])]], done=[False, True, True]
    )


def test_tasks_may_hold_paragraphs_and_tasks():
    (tasks,) = body_of("* [ ] a\n\n  b\n\n  * [x] c")
    ((a, b, inner),) = tasks.items
    assert (a, b, inner) == (Paragraph("a"), Paragraph("b"), BulletList(["c"], done=[True]))


def test_among_other_items_a_box_stands_before_the_words_of_a_task():
    (items,) = body_of("- [x] a\n- b")
    assert items == BulletList(["☑\u00a0a", "b"])


def test_tasks_that_are_numbered_keep_their_numbers():
    (items,) = body_of("1. [ ] a\n2. [x] b")
    assert items == NumberedList(["☐\u00a0a", "☑\u00a0b"])


@pytest.mark.parametrize("text", ["- [ ]", "- [x]", "- [y] a", "- [x]a", "- `[x]` a", "[x] a"])
def test_what_is_no_task_is_text(text):
    (block,) = body_of(text)
    assert not (isinstance(block, BulletList) and block.done)


def test_a_name_of_a_link_in_brackets_is_no_task_where_more_follows():
    (items,) = body_of("- [x][] a\n\n[x]: https://b.org")
    assert items.done == ()


@pytest.mark.parametrize("kind", ["key-points", "recommendations"])
def test_tasks_where_none_can_be_are_told(kind):
    with pytest.raises(SourceError, match=r"a\.md:3: .* are tasks: take \[ \] and \[x\] out"):
        parse_markdown(f"# T\n\n::: {{.{kind}}}\n- [ ] a\n:::", name="a.md")


def test_a_box_for_each_item_or_for_none():
    with pytest.raises(ModelError, match="has 2 items, and 1 in done: give one for each"):
        BulletList(["a", "b"], done=[True])
    with pytest.raises(ModelError, match=r"BulletList\.done\[0\] is a int"):
        BulletList(["a"], done=[1])


def test_tasks_are_the_same_from_json():
    brief = Brief(title="T", body=[BulletList(["a", "b"], done=[True, False])])
    assert from_json(to_json(brief)).body == brief.body


def test_boxes_stand_where_bullets_do_and_their_words_beyond_them():
    pages = typeset(Brief(title="T", body=[BulletList(["a", "b"], done=[False, True])])).pages
    runs = {
        placed.item.text: placed.x
        for page in pages
        for placed in page.frame.flat()
        if hasattr(placed.item, "text")
    }
    assert runs["☐"] == runs["☑"] < runs["a"] == runs["b"]
