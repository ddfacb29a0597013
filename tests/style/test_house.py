import pytest
from attrs import evolve, fields

from briefkit.errors import ModelError
from briefkit.style.house import Furniture, HouseStyle, Logo, NoteArea
from briefkit.style.page import A4_PAGE, A5_PAGE, US_LETTER_PAGE, PageMaster
from briefkit.style.palette import Palette
from briefkit.style.press import Press
from briefkit.style.typography import BUNDLED_FAMILIES, FontFamily, FontFile, TypeScale
from briefkit.text.fonts import FontLibrary


def test_text_is_not_read_in_the_colour_of_a_ground():
    scale = evolve(TypeScale(), caption=evolve(TypeScale().caption, colour="tint"))
    with pytest.raises(ModelError, match=r"TypeScale\.caption\.colour"):
        HouseStyle(scale=scale)


def test_a_house_style_can_key_a_cache():
    assert hash(HouseStyle()) == hash(HouseStyle())
    assert HouseStyle() != HouseStyle(name="other")


def test_the_default_families_are_bundled():
    house = HouseStyle()
    assert FontLibrary().families == BUNDLED_FAMILIES
    assert {house.text_family.name, house.heading_family.name, house.code_family.name} <= set(
        BUNDLED_FAMILIES
    )


@pytest.mark.parametrize("page", [A4_PAGE, A5_PAGE, US_LETTER_PAGE])
def test_a_type_area_holds_a_whole_number_of_lines(page):
    scale = TypeScale().for_columns() if page is A5_PAGE else TypeScale()
    lines = page.depth / scale.body.leading
    assert lines == pytest.approx(round(lines))


def test_both_papers_have_one_measure():
    """So that a brief has the same lines on either."""
    assert pytest.approx(US_LETTER_PAGE.measure) == A4_PAGE.measure


def test_a_page_put_on_another_grid_keeps_its_head():
    page = A4_PAGE.on_grid(13.0)
    assert page.head == A4_PAGE.head
    assert page.foot >= A4_PAGE.foot - 13.0
    assert page.depth / 13.0 == pytest.approx(round(page.depth / 13.0))


def test_versos_mirror_rectos_where_pages_face():
    page = PageMaster(is_facing=True)
    assert page.type_area(0).x == page.inner
    assert page.type_area(1).x == page.outer
    assert PageMaster().type_area(1).x == page.inner


def test_margins_that_leave_no_text_are_refused():
    with pytest.raises(ModelError, match="make head, foot, inner and outer smaller"):
        PageMaster(inner=300, outer=280)


def test_sizes_are_few_and_of_one_scale():
    """PAGE.md: four or five sizes in all, the cover's apart."""
    styles = TypeScale().styles()
    assert {s.size for name, s in styles.items() if not name.startswith("cover")} <= {
        *(8.5, 10.5, 13.0, 17.0, 26.0),
    }


def test_headings_below_the_third_level_can_be_told_from_it():
    scale = HouseStyle().scale
    third, fourth = scale.heading(3), scale.heading(4)

    assert third == scale.heading_3
    assert fourth == evolve(third, colour="muted")
    assert scale.heading(5) is fourth is scale.heading(4)


def test_headings_have_more_above_than_below_and_keep_the_grid():
    """PAGE.md: 2 : 1; together with its line a whole number of leadings."""
    scale = TypeScale()
    for level in (1, 2, 3, 6):
        style = scale.heading(level)
        assert style.space_above == pytest.approx(2 * style.space_below)
        total = (style.space_above + style.leading + style.space_below) / scale.body.leading
        assert total == pytest.approx(round(total))


def test_a_scale_grows_by_size_and_by_leading():
    scale = TypeScale().scaled(2, 3)
    assert scale.body.size == 21.0
    assert scale.body.leading == 43.5
    assert scale.heading_1.space_above == pytest.approx(3 * TypeScale().heading_1.space_above)
    assert scale.quotation.indent == 29.0


def test_a_line_has_its_text_amid_its_leading():
    body = TypeScale().body
    below_x_height = body.leading - body.baseline
    above_x_height = body.baseline - 0.475 * body.size  # Source Serif's x-height
    assert above_x_height > below_x_height * 0.9
    assert below_x_height > 0.335 * body.size  # its descent


@pytest.mark.parametrize("expansion", [-0.01, 0.035, 0.007, float("nan"), True, "2%"])
def test_letters_give_in_half_hundredths_and_no_more_than_three(expansion):
    with pytest.raises(ModelError, match=r"HouseStyle\.expansion"):
        HouseStyle(expansion=expansion)


def test_letters_give_in_every_step_up_to_three_hundredths():
    for step in range(7):
        assert HouseStyle(expansion=step * 0.005).expansion == step * 0.005
    assert HouseStyle().expansion == 0


@pytest.mark.parametrize(
    "make", [FontFile, lambda path: Logo(path, "A"), lambda path: Press(path, "A")]
)
@pytest.mark.parametrize("path", ["", " "])
def test_a_file_without_a_name_is_refused_and_not_taken_for_a_folder(make, path):
    with pytest.raises(ModelError, match=r"' ?' is no path: give the name of a file"):
        make(path)


@pytest.mark.parametrize(
    "made",
    [
        TypeScale().body,
        TypeScale(),
        FontFile("a.ttf"),
        FontFamily("A"),
        NoteArea(),
        Furniture(),
        PageMaster(),
        Logo("a.png", "A"),
        HouseStyle(),
        Palette(),
    ],
    ids=lambda one: type(one).__name__,
)
@pytest.mark.parametrize("given", ["x", 1j, [1], b"x"], ids=repr)
def test_no_field_of_a_house_takes_what_is_of_another_kind(made, given):
    for one in fields(type(made)):
        if isinstance(given, str) and isinstance(getattr(made, one.name), str):
            continue
        if one.name == "path" and given == "x":
            continue
        with pytest.raises(ModelError) as raised:
            evolve(made, **{one.name: given})
        assert f"{type(made).__name__}.{one.name}" in str(raised.value) or one.name == "path"


def test_what_is_no_member_is_told_the_members():
    with pytest.raises(ModelError) as raised:
        evolve(TypeScale().body, slot="text")
    assert str(raised.value) == (
        "TextStyle.slot is 'text': give one of Slot.TEXT, Slot.HEADING, Slot.CODE"
    )


def test_lines_that_would_run_into_each_other_are_refused():
    with pytest.raises(ModelError) as raised:
        evolve(TypeScale().body, size=30)
    assert str(raised.value) == (
        "TextStyle.leading: is 14.5 points for letters of 30: give about 39, so that lines do not"
        " run into each other"
    )
    assert evolve(TypeScale().cover_title, leading=30).leading == 30
