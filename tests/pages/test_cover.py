"""The cover page: its designs, its photograph, and that its words are always whole."""

from datetime import date

import pytest
from PIL import Image

from briefkit import Brief, Cover, HouseStyle, LayoutError, Logo, Organisation, Person, typeset
from briefkit.frame import Fill, GlyphRun, Page, Picture, Placed
from briefkit.images.raster import Raster
from briefkit.pages.cover import crop_to
from briefkit.structure import BACKGROUND, Artifact, Role
from briefkit.style.house import CoverKind, Furniture
from briefkit.style.palette import contrast
from briefkit.units import mm

TITLE = "The summit at the cosmodrome: what was said, and what was not"
KINDS = (CoverKind.PHOTOGRAPH, CoverKind.PANEL, CoverKind.TYPOGRAPHIC)
TRIM = HouseStyle().page.trim


def photograph(width: int = 2400, height: int = 1600) -> Image.Image:
    return Image.new("RGB", (width, height), "#336699")


def brief(image: Image.Image | None = None, **more: object) -> Brief:
    picture = {"alt": "A summit", "caption": "Two leaders", "credit": "Photo: Someone / Agency"}
    given = {
        "title": TITLE,
        "subtitle": "A first reading",
        "date": date(2023, 9, 19),
        "authors": [Person("Ann Author", role="Analyst")],
        "organisations": [
            Organisation("Institute of Tides", unit="Programme", url="https://example.org"),
            Organisation("The Partners", url="https://partners.example"),
        ],
        "cover": Cover(image, **picture) if image else Cover(),
        "body": ["Text."],
    }
    return Brief(**{**given, **more})


def cover_of(brief: Brief, kind: CoverKind = CoverKind.PHOTOGRAPH, **house: object) -> Page:
    return typeset(brief, HouseStyle(cover=kind, **house)).pages[0]


def placed(page: Page, kind: type) -> list[Placed]:
    return [one for one in page.frame.flat() if isinstance(one.item, kind)]


def words(page: Page) -> str:
    return " ".join(one.item.text.strip() for one in placed(page, GlyphRun))


@pytest.mark.parametrize("image", [None, photograph()], ids=["words alone", "with a photograph"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_design_says_everything_within_the_trim(kind: CoverKind, image):
    """And none of it over anything else that is said."""
    page = cover_of(brief(image), kind)

    for said in (
        *(TITLE, "A first reading", "Ann Author", "Analyst", "September 19, 2023"),
        *("Institute of Tides", "Programme", "example.org", "The Partners"),
        *(("Two leaders", "Photo: Someone / Agency") if image else ()),
    ):
        assert words(page).count(said) == 1, said
    runs = placed(page, GlyphRun)
    for run in runs:
        assert run.x >= HouseStyle().page.inner - 2
        assert run.x + run.item.width <= TRIM.width
        assert 0 < run.y < TRIM.height
    boxes = [(r.x, r.x + r.item.width, r.y - r.item.size * 0.6, r.y) for r in runs]
    for number, (left, right, top, bottom) in enumerate(boxes):
        for start, end, head, foot in boxes[number + 1 :]:
            assert right <= start + 0.5 or end <= left + 0.5 or bottom <= head or foot <= top


def test_a_photograph_runs_to_the_trim_on_three_sides():
    (picture,) = placed(cover_of(brief(photograph())), Picture)

    assert (picture.x, picture.y) == (0, 0)
    assert picture.item.width == TRIM.width
    assert picture.item.height == TRIM.height / 2


def test_a_photograph_of_few_pixels_is_narrower_and_the_words_stand_on_the_margin(lines_of):
    """900 pixels make 432 points at 150 to the inch: not the whole trim, and to its right edge."""
    page = cover_of(brief(photograph(900, 700)))

    (picture,) = placed(page, Picture)
    assert picture.item.width == pytest.approx(432)
    assert picture.x + 432 == pytest.approx(TRIM.width)
    (title,) = [x for x, _, text in lines_of(page) if text.startswith("The summit")]
    assert title == pytest.approx(HouseStyle().page.inner, abs=2)


def test_the_words_take_the_left_edge_of_a_wide_photograph(lines_of):
    """1050 pixels make 504 points, more than three quarters of the trim."""
    page = cover_of(brief(photograph(1050, 700)))

    (title,) = [x for x, _, text in lines_of(page) if text.startswith("The summit")]
    assert title == pytest.approx(max(TRIM.width - 504, HouseStyle().page.inner), abs=2)


def test_the_credit_stands_on_a_line_of_its_own_beneath_the_caption(lines_of):
    page = cover_of(brief(photograph()))

    texts = [text.strip() for *_, text in lines_of(page)]
    assert texts.index("Photo: Someone / Agency") == texts.index("Two leaders") + 1


def test_a_longer_title_takes_room_from_the_photograph_and_then_is_smaller():
    heights, sizes = [], []
    for count in (1, 2, 5):
        page = cover_of(brief(photograph(), title=" ".join([TITLE] * count)))
        heights.append(placed(page, Picture)[0].item.height)
        sizes.append(max(run.item.size for run in placed(page, GlyphRun)))

    assert heights[0] > heights[1] > heights[2]
    assert sizes[0] > sizes[2]


def test_a_title_of_many_lines_is_smaller_though_there_is_room():
    def size(words: int) -> float:
        page = cover_of(brief(title="Governance " * words), CoverKind.TYPOGRAPHIC)
        runs = [one.item for one in placed(page, GlyphRun)]
        return max(run.size for run in runs if "Governance" in run.text)

    full = HouseStyle().scale.cover_title.size
    assert size(4) == full
    assert 0.69 * full < size(20) < full


@pytest.mark.parametrize("kind", KINDS)
def test_many_authors_run_on_with_their_roles(kind: CoverKind):
    authors = [Person(f"Author {n}", affiliation=f"College {n}") for n in range(40)]

    page = cover_of(brief(authors=authors), kind)

    shown = words(page)
    assert "Author 6 , College 6 ; Author 7 , College 7 ;" in shown
    assert "Author 39 , College 39" in shown
    assert page.frame.height == TRIM.height


def test_a_few_authors_run_on_where_their_cover_has_no_room_for_more():
    authors = [Person(f"Author {n}", role="Analyst of tides") for n in range(6)]
    long = " ".join(["Governance of seas"] * 20)

    usual, crowded = (words(cover_of(brief(authors=authors, title=t))) for t in ("T", long))

    assert ";" not in usual
    assert "Author 4 , Analyst of tides ; Author 5" in crowded


def test_four_publishers_stand_two_beside_two():
    names = [f"Publisher {n}" for n in range(4)]

    page = cover_of(brief(organisations=[Organisation(name) for name in names]))

    runs = {r.item.text.strip(): r for r in placed(page, GlyphRun)}
    a, b, c, d = (runs[name] for name in names)
    assert (a.x, a.y, b.x) == (c.x, b.y, d.x)
    assert c.y == d.y > a.y


def test_publishers_stand_in_the_order_of_reading_where_that_is_from_right_to_left(tmp_path):
    path = tmp_path / "mark.png"
    Image.new("RGB", (400, 100), "#8a2b1d").save(path)
    organisations = [Organisation("One", logo=path), Organisation("Two")]

    page = cover_of(brief(organisations=organisations, language="he", date=None))

    runs = {r.item.text.strip(): r for r in placed(page, GlyphRun)}
    assert runs["One"].x > runs["Two"].x
    (logo,) = placed(page, Picture)
    end = runs["One"].x + runs["One"].item.width
    assert logo.x + logo.item.width == pytest.approx(end, abs=1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_cover_that_is_read_from_right_to_left_is_a_mirror_of_one_that_is_not(kind: CoverKind):
    """Its narrow picture runs to the left edge, and its words start at the inner margin."""
    given = {"subtitle": "", "date": None}
    plain, mirrored = (
        cover_of(brief(photograph(900, 900), language=language, **given), kind)
        for language in ("en", "he")
    )

    for each in (Picture, Fill):
        edges = [one.x + one.item.width for one in placed(plain, each)]
        assert [TRIM.width - one.x for one in placed(mirrored, each)] == pytest.approx(edges)
    starts = {round(one.x, 1) for one in placed(plain, GlyphRun)}
    ends = {round(TRIM.width - one.x - one.item.width, 1) for one in placed(mirrored, GlyphRun)}
    assert min(starts) == pytest.approx(HouseStyle().page.inner, abs=2.0)
    assert min(ends) == pytest.approx(min(starts), abs=2.0)


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_fit_no_page_are_refused_and_not_cut(kind: CoverKind):
    authors = [Person(f"Author {number}", role="Analyst") for number in range(400)]

    with pytest.raises(LayoutError, match=r"^cover: .* do not fit on one page: shorten the title"):
        cover_of(brief(authors=authors), kind)


@pytest.mark.parametrize("image", [None, photograph()], ids=["words alone", "with a photograph"])
def test_words_on_a_field_of_colour_are_of_the_colour_for_it(image):
    """And stand on it as a whole."""
    page = cover_of(brief(image), CoverKind.PANEL)
    palette = HouseStyle().palette

    (field,) = [one for one in placed(page, Fill) if one.item.mark == BACKGROUND]
    assert (field.x, field.y, field.item.width) == (0, 0, TRIM.width)
    for run in placed(page, GlyphRun):
        ground = field.item.colour if run.y < field.item.height else palette.paper
        assert contrast(run.item.colour, ground) >= 4.5, run.item.text
    (title,) = [r.item for r in placed(page, GlyphRun) if r.item.text.startswith("The summit")]
    assert title.colour == palette.on_accent


def test_the_photograph_below_a_field_of_colour_touches_it():
    page = cover_of(brief(photograph()), CoverKind.PANEL)

    (field,) = [one for one in placed(page, Fill) if one.item.mark == BACKGROUND]
    (picture,) = placed(page, Picture)
    assert picture.y == pytest.approx(field.item.height)


def test_the_house_s_logo_stands_for_a_publisher_without_one_and_says_nothing(tmp_path):
    path = tmp_path / "mark.png"
    Image.new("RGB", (400, 100), "#8a2b1d").save(path)
    page = cover_of(brief(), logo=Logo(path, "The Institute's mark", height=20))

    (logo,) = placed(page, Picture)
    assert (logo.item.width, logo.item.height) == pytest.approx((80, 20))
    assert isinstance(logo.item.mark, Artifact)


def test_the_house_s_logo_stands_alone_where_no_organisation_is_named(tmp_path):
    path = tmp_path / "mark.png"
    Image.new("RGB", (400, 100), "#8a2b1d").save(path)
    house = HouseStyle(logo=Logo(path, "The Institute's mark", height=20))

    shown = placed(typeset(brief(organisations=[]), house).pages[0], Picture)
    bare = typeset(brief(organisations=[])).pages[0]

    assert [(one.item.width, one.item.height) for one in shown] == [(80, 20)]
    assert shown[0].y + 20 == pytest.approx(house.page.trim.height - mm(20))
    assert not placed(bare, Picture)


def test_logos_of_unlike_shapes_stand_on_one_line_and_the_names_below_them_too(lines_of):
    logos = [Image.new("RGB", size, "#336699") for size in ((100, 100), (2000, 100))]
    names = [Organisation(f"Organisation {n}", logo=logo) for n, logo in enumerate(logos)]
    page = cover_of(brief(organisations=names))

    one, other = placed(page, Picture)
    assert one.item.height > other.item.height
    assert one.y + one.item.height == pytest.approx(other.y + other.item.height)
    assert "Organisation 0Organisation 1" in [text for *_, text in lines_of(page)]


def test_a_logo_of_the_publisher_s_own_is_content_and_comes_before_the_house_s(tmp_path):
    path = tmp_path / "mark.png"
    Image.new("RGB", (400, 100), "#8a2b1d").save(path)
    own = Organisation("Institute of Tides", logo=Image.new("RGB", (100, 100), "#336699"))
    house = HouseStyle(logo=Logo(path, "The Institute's mark"))
    laid_out = typeset(brief(organisations=[own]), house)

    (logo,) = placed(laid_out.pages[0], Picture)
    assert logo.item.width == logo.item.height
    assert laid_out.resolved.tree[logo.item.mark].role is Role.TEXT


def test_many_organisations_stand_in_rows_of_three(lines_of):
    names = [f"Organisation {number}" for number in range(1, 6)]
    page = cover_of(brief(organisations=[Organisation(name) for name in names]))

    found = [text for *_, text in lines_of(page) if text.startswith("Organisation")]
    assert found == ["Organisation 1Organisation 2Organisation 3", "Organisation 4Organisation 5"]


def test_a_house_without_covers_opens_with_the_title_as_content(lines_of):
    """And says what it left out."""
    laid_out = typeset(brief(photograph()), HouseStyle(cover=CoverKind.NONE))

    (page,) = laid_out.pages
    said = " ".join(text.strip() for *_, text in lines_of(page, int))
    for words in ("The summit", "A first reading", "Ann Author", "Institute of Tides"):
        assert words in said
    assert placed(page, Picture) == []
    painted = {getattr(one.item, "mark", None) for one in page.frame.flat()}
    texts = {node.id for node in laid_out.resolved.tree.nodes if node.role is Role.TEXT}
    assert texts <= painted
    assert [str(one) for one in laid_out.diagnostics] == [
        "note: cover: the house has no cover pages: picture, caption and credit are left out"
    ]


def test_the_title_is_repeated_behind_a_cover_where_the_house_wants_it(lines_of):
    """As no content, for the cover has said it."""
    for is_repeated in (True, False):
        furniture = Furniture(is_title_repeated=is_repeated)
        page = typeset(brief(photograph()), HouseStyle(furniture=furniture)).pages[1]

        assert any("The summit" in text for *_, text in lines_of(page)) == is_repeated
        assert lines_of(page, int)[0][2] == "Text."


@pytest.mark.parametrize(
    ("focus", "expected"),
    [((0.0, 0.5), 0.0), ((0.5, 0.5), 0.25), ((0.6, 0.5), 0.35), ((1.0, 0.5), 0.5)],
)
def test_a_crop_keeps_its_focus_and_stays_within_the_picture(focus, expected):
    """Half of a picture twice as wide as high."""
    crop = crop_to(Raster("", 200, 100, None, "PNG", 1, b""), 1.0, focus)

    assert (crop.x, crop.y, crop.width, crop.height) == pytest.approx((expected, 0, 0.5, 1))


def test_a_portrait_without_a_focus_keeps_its_head():
    """A little above its middle, where heads stand: of a picture cut by a quarter, a tenth."""
    crop = crop_to(Raster("", 100, 120, None, "PNG", 1, b""), 1 / 0.9, Cover("a.png").focus)

    assert crop.height == pytest.approx(0.75)
    assert crop.y == pytest.approx(0.025)


def test_a_crop_of_a_tall_picture_is_of_its_height():
    crop = crop_to(Raster("", 100, 400, None, "PNG", 1, b""), 1.0, (0.5, 0.1))

    assert (crop.x, crop.y, crop.width, crop.height) == pytest.approx((0, 0, 1, 0.25))
