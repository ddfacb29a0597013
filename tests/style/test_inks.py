import pytest

from briefkit.errors import ModelError
from briefkit.style.inks import Cmyk, Spot, black_alone
from briefkit.style.palette import Palette, contrast
from briefkit.style.press import Press

RED = Spot("PANTONE 7621 C", Cmyk(0, 0.95, 0.9, 0.3))
BLACK = Cmyk(0, 0, 0, 1)


def distance(one, other):
    return max(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))


@pytest.mark.parametrize(
    ("shares", "shown"),
    [
        ((0, 0, 0, 0), "#ffffff"),
        ((1, 0, 0, 0), "#009ee3"),  # as Adobe's and others' engines show FOGRA39's solids
        ((0, 1, 0, 0), "#e6007e"),
        ((0, 0, 1, 0), "#ffed00"),
        ((0, 1, 1, 0), "#e30613"),
        ((1, 0, 1, 0), "#009640"),
        ((0, 0, 0, 1), "#1d1d1b"),
        ((0, 0, 0, 0.5), "#9d9d9c"),
    ],
)
def test_a_mixture_looks_as_it_does_on_coated_paper(shares, shown):
    assert distance(Cmyk(*shares).screen(), shown) <= 26


def test_more_ink_is_never_lighter():
    seen = [contrast(Cmyk(0.2, 0.1, 0.3, k / 10).screen(), "#ffffff") for k in range(11)]

    assert seen == sorted(seen)


@pytest.mark.parametrize("share", [-0.01, 1.01, 100, "1", None, True])
def test_shares_are_from_nothing_to_all(share):
    with pytest.raises(ModelError, match=r"Cmyk\.black"):
        Cmyk(0, 0, 0, share)


@pytest.mark.parametrize("name", ["", "  ", "Black", "all", "None", "a\nb", 7])
def test_a_spot_ink_has_a_name_of_its_own(name):
    with pytest.raises(ModelError, match=r"Spot\.name"):
        Spot(name, BLACK)


def test_what_is_nearly_gray_is_black_alone():
    assert black_alone("#1f1b18") == BLACK
    assert black_alone("#5f5852").black == pytest.approx(0.8, abs=0.05)
    assert black_alone("#8a2b1d") is None
    assert black_alone("#f6f1ec") is None, "a light ground keeps its warmth"


# In a palette


def test_a_role_in_ink_is_shown_as_it_looks():
    palette = Palette.in_inks(accent=RED, text=BLACK)

    assert palette.accent == RED.screen()
    assert palette.inks == (("accent", RED), ("text", BLACK))
    assert palette.heading == Palette().heading


def test_a_brand_s_own_colour_of_the_screen_may_stand_beside_its_ink():
    palette = Palette(accent="#a01c20", inks={"accent": RED})

    assert (palette.accent, dict(palette.inks)["accent"]) == ("#a01c20", RED)


def test_inks_are_added_to_those_that_are_there():
    palette = Palette.in_inks(Palette.in_inks(text=BLACK), accent=RED)

    assert dict(palette.inks) == {"text": BLACK, "accent": RED}
    assert len({palette, Palette.in_inks(accent=RED, text=BLACK)}) == 1


def test_text_that_cannot_be_read_in_ink_is_refused():
    """Also where it could be read on the screen."""
    with pytest.raises(
        ModelError, match=r"#......[ ]in ink on .* has a contrast of [12]\."
    ) as told:
        Palette(text="#000000", inks={"text": Cmyk(0, 0, 0, 0.3)})
    problem = told.value.problems[0]
    assert problem.where == "Palette.text"
    assert problem.cure.startswith("give it ink until it looks like #")

    with pytest.raises(ModelError, match="contrast"):
        Palette.in_inks(accent=Cmyk(0.3, 0, 0, 0))


def test_one_colour_of_the_screen_is_one_ink():
    with pytest.raises(ModelError, match="link and accent are #8a2b1d on the screen, and two inks"):
        Palette(inks={"accent": RED, "link": Cmyk(0, 0.9, 0.9, 0.4)})

    assert Palette(inks={"accent": RED, "link": RED}).inks


def test_one_ink_is_one_mixture():
    with pytest.raises(ModelError, match="'PANTONE 7621 C' has two mixtures: keep one"):
        Palette(text="#000000", inks={"accent": RED, "text": Spot(RED.name, BLACK)})


@pytest.mark.parametrize(
    ("inks", "told"),
    [({"ground": RED}, "'ground' is no role"), ({"text": "#000000"}, "'#000000' is no ink")],
)
def test_what_is_no_role_and_what_is_no_ink_are_told(inks, told):
    with pytest.raises(ModelError, match=told):
        Palette(inks=inks)
    with pytest.raises(ModelError, match=told):
        Palette.in_inks(**inks)


@pytest.mark.parametrize("facts", [{"bleed": -1}, {"bleed": 60}, {"condition": " "}])
def test_a_press_that_cannot_be_is_refused(facts):
    with pytest.raises(ModelError, match=r"Press\.(bleed|condition)"):
        Press(**{"profile": "a.icc", "condition": "FOGRA39", **facts})
