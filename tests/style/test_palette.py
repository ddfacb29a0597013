import pytest

from briefkit.errors import ModelError
from briefkit.style.house import HouseStyle
from briefkit.style.palette import MINIMUM_CONTRAST, Palette, contrast, legible, luminance, mixed


def test_contrast_is_that_of_the_guidelines():
    """Values worked out with the W3C's own formula and examples."""
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")
    assert luminance("#ffffff") == pytest.approx(1.0)


def test_every_text_colour_of_the_default_house_can_be_read():
    palette = HouseStyle().palette
    for role in ("text", "muted", "heading", "accent", "link"):
        assert contrast(palette[role], palette.paper) >= MINIMUM_CONTRAST
    for role in ("text", "muted", "accent", "link"):
        assert contrast(palette[role], palette.tint) >= MINIMUM_CONTRAST
    assert contrast(palette.on_accent, palette.accent) >= MINIMUM_CONTRAST


def test_a_colour_too_pale_is_refused_with_one_that_is_not():
    with pytest.raises(ModelError) as caught:
        Palette(accent="#ffcc00")

    problems = {problem.where: problem for problem in caught.value.problems}
    assert set(problems) == {"Palette.accent", "Palette.on_accent"}
    assert "1.35 : 1" in problems["Palette.accent"].what
    darker = problems["Palette.accent"].cure.removeprefix("take ").partition(",")[0]
    Palette(accent=darker, on_accent="#ffffff")  # and it is taken


def test_the_nearest_legible_colour_is_the_colour_itself_where_it_can_be_read():
    assert legible("#123456", "#ffffff") == "#123456"
    assert legible("#ffff00", "#000000") == "#ffff00"
    assert legible("#777777", "#000000", "#808080") is None
    assert contrast(legible("#ffcc00", "#ffffff") or "", "#ffffff") >= MINIMUM_CONTRAST


def test_mixing_goes_from_one_end_to_the_other():
    assert mixed("#102030", "#ffffff", 0) == "#102030"
    assert mixed("#102030", "#ffffff", 1) == "#ffffff"


@pytest.mark.parametrize("colour", ["red", "#12345", "#GGGGGG", 7])
def test_what_is_no_colour_is_refused_by_its_role(colour):
    with pytest.raises(ModelError, match=r"Palette\.tint"):
        Palette(tint=colour)


def test_colours_are_taken_in_any_case():
    assert Palette(tint="#FFFFFF").tint == "#ffffff"
