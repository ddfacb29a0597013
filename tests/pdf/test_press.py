"""PDF/X-4, clause by clause, since no checker of it is at hand; what it is held to with others."""

import io
import re
from pathlib import Path

import pikepdf
import pypdf
import pytest
from pikepdf import Name

from briefkit import (
    Brief,
    Cover,
    Figure,
    KeyPoints,
    Link,
    OutputError,
    Paragraph,
    Section,
    Table,
    note,
    render,
)
from briefkit.frame import Fill, Frame, Page, Picture, Placed
from briefkit.geometry import Rect, Size
from briefkit.images.raster import read_raster
from briefkit.pdf.bleed import with_bleed
from briefkit.structure import BACKGROUND
from briefkit.style.house import CoverKind, HouseStyle
from briefkit.style.inks import Cmyk, Spot
from briefkit.style.palette import Palette
from briefkit.style.press import Press
from briefkit.units import mm

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "briefkit" / "starter" / "harbour.png"
PROFILE = ROOT / "tests" / "press" / "press.icc"
PALETTE = Palette.in_inks(
    accent=Spot("PANTONE 7621 C", Cmyk(0, 0.95, 0.9, 0.3)), text=Cmyk(0, 0, 0, 1)
)
COLOURS = re.compile(r"(?<![\w/.])(rg|RG|g|G|k|K|cs|CS|sc|SC|scn|SCN)(?![\w.])")


def house(**facts):
    press = Press(PROFILE, "FOGRA39", **facts)
    return HouseStyle(palette=PALETTE, cover=CoverKind.PANEL, press=press)


def brief():
    from PIL import Image

    soft = Image.new("RGBA", (40, 30), "#3366997f")
    gray = Image.new("L", (40, 30), 99)
    return Brief(
        title="For the press",
        series="Policy Briefs",
        cover=Cover(PICTURE, alt="A harbour", credit="Ann"),
        contents="yes",
        body=[
            Section(
                "One",
                [
                    Paragraph(Link("https://example.org", "a link"), note("A note.")),
                    KeyPoints(["a point"]),
                    Figure(soft, alt="Soft", width=0.2),
                    Figure(gray, alt="Gray", width=0.2),
                ],
            ),
            Section("Two", [Paragraph("Text."), Table([["a", "1"]] * 3, head=[["A", "B"]])]),
        ],
    )


@pytest.fixture(scope="module")
def printed():
    return render(brief(), house=house(has_crop_marks=True), standard="x-4")


@pytest.fixture
def pdf(printed):
    with pikepdf.open(io.BytesIO(printed)) as opened:
        yield opened


def content(page):
    return page.Contents.read_bytes().decode("latin-1")


# What it says of itself


def test_it_says_what_it_is_twice(printed, pdf):
    """In the metadata, and where older programs look."""
    xmp = pypdf.PdfReader(io.BytesIO(printed)).xmp_metadata

    def said(space, name):
        (element,) = xmp.get_element("", space, name)
        return element.firstChild.data

    media = "http://ns.adobe.com/xap/1.0/mm/"
    assert printed.startswith(b"%PDF-1.6")
    assert said("http://www.npes.org/pdfx/ns/id/", "GTS_PDFXVersion") == "PDF/X-4"
    assert said("http://ns.adobe.com/pdf/1.3/", "Trapped") == "False"
    assert re.fullmatch(r"uuid:[0-9a-f-]{36}", said(media, "DocumentID"))
    assert (said(media, "VersionID"), said(media, "RenditionClass")) == ("1", "default")
    assert xmp.dc_title["x-default"] == "For the press"
    assert pdf.docinfo.Trapped == Name("/False")
    assert pdf.docinfo.GTS_PDFXVersion == "PDF/X-4"
    assert {"/Title", "/CreationDate", "/ModDate", "/Producer"} <= set(pdf.docinfo)
    assert pdf.trailer.ID
    assert not pdf.is_encrypted


def test_its_colours_are_meant_for_one_press(pdf):
    """One intent, with the profile of a press."""
    (intent,) = pdf.Root.OutputIntents

    assert intent.S == Name.GTS_PDFX
    assert intent.OutputConditionIdentifier == "FOGRA39"
    assert intent.DestOutputProfile.N == 4
    assert intent.DestOutputProfile.read_bytes() == PROFILE.read_bytes()


def test_two_intents_of_one_file_have_one_profile():
    data = render(brief(), house=house(), standard=["x-4", "ua-1", "a-2a"])

    with pikepdf.open(io.BytesIO(data)) as pdf:
        kinds = [intent.S for intent in pdf.Root.OutputIntents]
        profiles = {intent.DestOutputProfile.objgen for intent in pdf.Root.OutputIntents}
    assert kinds == [Name.GTS_PDFX, Name.GTS_PDFA1]
    assert len(profiles) == 1


# Boxes


@pytest.mark.parametrize(("marks", "around"), [(False, mm(3)), (True, mm(8))])
def test_each_page_has_its_trim_its_bleed_and_its_sheet(marks, around):
    """The trim lies in the bleed, the bleed in the sheet; there is no ArtBox."""
    data = render(brief(), house=house(has_crop_marks=marks), standard="x-4")

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            trim, bleed, sheet = ([float(v) for v in page[f"/{box}"]] for box in BOXES)
            assert trim[:2] == [0, 0]
            assert bleed == pytest.approx(grown(trim, mm(3)), abs=0.001)
            assert sheet == pytest.approx(grown(trim, around), abs=0.001)
            assert not {"/ArtBox", "/CropBox"} & set(page.keys())


BOXES = ("TrimBox", "BleedBox", "MediaBox")


def grown(box, by):
    return [box[0] - by, box[1] - by, box[2] + by, box[3] + by]


def test_crop_marks_are_on_every_plate_and_outside_the_bleed(pdf):
    page = pdf.pages[0]
    _, _, width, height = map(float, page.TrimBox)
    (marks,) = re.findall(r"/Artifact <</Type /Page>> BDC\n(.*?)\nEMC", content(page), re.DOTALL)
    label = re.match(r"q /(\w+) CS 1 SCN", marks)[1]
    points = [tuple(map(float, pair)) for pair in re.findall(r"(\S+) (\S+) [ml]\b", marks)]

    space = page.Resources.ColorSpace[f"/{label}"]
    assert (space[0], space[1], space[2]) == (Name.Separation, Name.All, Name.DeviceCMYK)
    assert len(points) == 16
    for x, y in points:
        beside = min(x - 0, width - x, y - 0, height - y)
        assert beside <= -mm(3) + 0.001


def test_without_marks_there_are_none():
    data = render(brief(), house=house(), standard="x-4")

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/Type /Page>>" not in content(pdf.pages[0])


# Colours


def test_no_colour_is_of_the_screen(pdf):
    """Inks, and what has a profile."""
    for page in pdf.pages:
        stream = content(page)
        used = set(COLOURS.findall(re.sub(r"\((?:\\.|[^\\)])*\)", "()", stream)))
        assert used <= {"k", "cs", "scn", "CS", "SCN"}
        for picture in page.Resources.get("/XObject", {}).values():
            spaces = [picture.ColorSpace]
            if "/SMask" in picture:
                assert picture.SMask.ColorSpace == Name.DeviceGray
            for space in spaces:
                if space == Name.DeviceGray:
                    continue
                base = space[1] if space[0] == Name.Indexed else space
                assert base[0] == Name.ICCBased
                assert base[1].N == 3
        if "/Group" in page:
            assert Name.DeviceCMYK == page.Group.CS
    assert any("/Group" in page for page in pdf.pages)


def inked(kind, profile=None):
    """Return a picture in inks, in four steps of each across."""
    from PIL import Image

    bands = [Image.linear_gradient("L").rotate(90 * turns).resize((48, 32)) for turns in range(4)]
    data = io.BytesIO()
    Image.merge("CMYK", bands).save(data, kind, icc_profile=profile)
    return data.getvalue()


def shown_in_ink(data, **facts):
    body = [Figure(data, alt="In inks"), Paragraph("Text.")]
    made = render(Brief(title="Inks", language="en", body=body), **facts)
    with pikepdf.open(io.BytesIO(made)) as opened:
        (picture,) = opened.pages[0].Resources.XObject.values()
        space = picture.ColorSpace
        profile = b"" if space in CMYK_OR_RGB else space[1].read_bytes()
        decode = [int(value) for value in picture.get("/Decode", [])]
        return str(space if space in CMYK_OR_RGB else space[0]), profile, decode


CMYK_OR_RGB = (Name.DeviceCMYK, Name.DeviceRGB)
OTHER_PROFILE = PROFILE.read_bytes()[:-1] + b"\x01"


def test_a_jpeg_in_inks_goes_to_the_press_as_it_is():
    """Its samples say what is missing of each ink: so Adobe has it, and all others."""
    data = inked("JPEG")
    press = {"house": house(), "standard": "x-4"}
    space, _, decode = shown_in_ink(data, **press)

    assert (space, decode) == ("/DeviceCMYK", [1, 0] * 4)
    body = [Figure(data, alt="In inks"), Paragraph("Text.")]
    assert data in render(Brief(title="Inks", language="en", body=body), **press)


def test_other_pictures_in_inks_keep_every_sample():
    from PIL import Image

    data = inked("TIFF")
    made = render(
        Brief(title="Inks", language="en", body=[Figure(data, alt="In inks"), Paragraph("T.")]),
        house=house(),
        standard="x-4",
    )
    with pikepdf.open(io.BytesIO(made)) as opened:
        (picture,) = opened.pages[0].Resources.XObject.values()
        assert picture.ColorSpace == Name.DeviceCMYK
        assert "/Decode" not in picture
        assert picture.read_bytes() == Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
@pytest.mark.parametrize(
    ("profile", "space"),
    [
        (None, "/DeviceCMYK"),
        (PROFILE.read_bytes(), "/DeviceCMYK"),  # the press's own says nothing more
        (OTHER_PROFILE, "/ICCBased"),
        (b"no profile at all" * 20, "/DeviceCMYK"),
    ],
)
def test_inks_of_another_press_say_which(kind, profile, space):
    standard = ("x-4", "a-2a", "ua-1")
    found, carried, _ = shown_in_ink(inked(kind, profile), house=house(), standard=standard)

    assert found == space
    assert carried == (OTHER_PROFILE if space == "/ICCBased" else b"")


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_on_a_screen_inks_are_light_as_ever(kind):
    assert shown_in_ink(inked(kind), house=house())[0] == "/DeviceRGB"


def test_each_role_is_printed_in_its_ink(pdf):
    cover, text = (content(page) for page in pdf.pages)
    (label, space), *_ = (
        (label, space)
        for label, space in pdf.pages[0].Resources.ColorSpace.items()
        if space[1] != Name.All
    )

    assert space[1] == Name("/PANTONE 7621 C")
    assert [float(v) for v in space[3].C1] == [0, 0.95, 0.9, 0.3]
    assert f"{label} cs 1 scn" in cover
    assert "0 0 0 1 k" in text
    assert "0 0 0 0 k" in cover, "what is read on the accent is left free"


def test_a_colour_without_an_ink_is_mixed_by_the_press_s_profile(pdf):
    mixtures = set(re.findall(r"(\S+ \S+ \S+ \S+) k", content(pdf.pages[1])))
    tint = [m for m in mixtures if 0 < sum(map(float, m.split())) < 0.3]

    assert tint, "the ground of the key points, light and warm"
    muted = [m for m in mixtures if m.startswith("0 0 0 0.")]
    assert muted, "grays in black alone"


def test_a_spot_ink_has_a_plate_of_its_own(printed, run_tool, tmp_path):
    run_tool(
        "gs", printed, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r20",
        f"-sOutputFile={tmp_path}/p%d.tif",
    )  # fmt: skip
    from PIL import Image

    def inked(plate):
        plate = Image.open(tmp_path / f"p1({plate}).tif").convert("L")
        return plate.crop((20, 20, 140, 50)).getextrema()

    assert inked("PANTONE 7621 C") == (0, 0)
    assert inked("Cyan") == inked("Black") == (255, 255)


# What a sheet does without


def test_nothing_on_it_is_followed(pdf):
    """No annotations on the page, no actions; the outline stays."""
    assert all("/Annots" not in page for page in pdf.pages)
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary):
            assert "/A" not in each or each.get("/Type") == Name.StructElem
            assert "/AA" not in each
    assert pdf.Root.Outlines.First.Title == "One"
    assert "/OpenAction" not in pdf.Root


def test_it_stays_tagged_and_a_link_is_a_span():
    from briefkit.preflight import read_structure

    root = read_structure(render(brief(), house=house(), standard=["x-4", "ua-1", "a-2a"]))

    assert not root.find_all("Link")
    assert any(span.text.strip() == "a link" for span in root.find_all("Span"))
    assert root.find_all("Note")


def test_the_same_brief_gives_the_same_bytes(printed):
    assert printed == render(brief(), house=house(has_crop_marks=True), standard="x-4")


def test_qpdf_finds_no_fault(printed, run_tool):
    assert "No syntax or stream encoding errors found" in run_tool("qpdf", printed, "--check")


def test_poppler_takes_it_for_what_it_is(printed, run_tool):
    assert re.search(r"PDF subtype: +PDF/X-4", run_tool("pdfinfo", printed))


# Bleed


def bled(item, x, y):
    inner = Frame(50, 50, items=(Placed(x - 10, y - 20, item),))
    page = Page(0, Size(200, 300), Frame(200, 300, items=(Placed(10, 20, inner),)))
    (placed,) = with_bleed(page, 9).frame.flat()
    return placed


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((0, 0, 200, 100), (-9, -9, 218, 109)),
        ((0, 250, 200, 50), (-9, 250, 218, 59)),
        ((150, 50, 50, 50), (150, 50, 59, 50)),
        ((1, 1, 198, 298), (1, 1, 198, 298)),
        ((-3, -3, 206, 306), (-9, -9, 218, 318)),
    ],
)
def test_a_ground_at_the_trim_goes_on_beyond_it_and_no_other(box, expected):
    x, y, width, height = box
    placed = bled(Fill(width, height, "#000000", BACKGROUND), x, y)

    assert (placed.x, placed.y, placed.item.width, placed.item.height) == pytest.approx(expected)


def scale(picture):
    return picture.width / picture.crop.width, picture.height / picture.crop.height


def test_a_picture_shows_more_of_itself_where_there_is_more():
    raster = read_raster(PICTURE)
    before = Picture(raster, 200, 100, BACKGROUND, crop=Rect(0.25, 0.25, 0.5, 0.5))
    placed = bled(before, 0, 0)

    assert (placed.item.width, placed.item.height) == (218, 109)
    assert scale(placed.item) == pytest.approx(scale(before))
    assert placed.item.crop.x == pytest.approx(0.25 - 9 / 400)


def test_a_picture_that_ends_at_the_trim_grows_and_is_not_stretched():
    raster = read_raster(PICTURE)
    before = Picture(raster, 200, 100, BACKGROUND)
    placed = bled(before, 0, 0)

    across, down = scale(placed.item)
    whole = placed.item.crop
    assert across / down == pytest.approx(scale(before)[0] / scale(before)[1])
    assert across <= 1.1 * scale(before)[0]
    assert min(whole.x, whole.y) >= 0
    assert max(whole.right, whole.bottom) <= 1.000001


# What cannot be


def refused(standard, house):
    with pytest.raises(OutputError) as caught:
        render(brief(), house=house, standard=standard)
    return caught.value.problems[0]


def test_without_a_press_it_is_refused():
    problem = refused("x-4", HouseStyle())

    assert problem.what == "x-4 is for a press, and there is none"
    assert "press=Press(" in problem.cure


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is no ICC profile"),
        (b"x" * 500, "is no ICC profile"),
        (PROFILE.read_bytes()[:-4], "is cut off, or more than a profile"),
        (PROFILE.read_bytes().replace(b"prtrCMYK", b"mntrRGB "), "is no profile of a press"),
        (PROFILE.read_bytes().replace(b"\x02\x40\0\0", b"\x05\x00\0\0", 1), "is of version 5"),
    ],
)
def test_what_is_no_press_s_profile_is_refused(tmp_path, data, what):
    (tmp_path / "a.icc").write_bytes(data)

    assert what in refused("x-4", HouseStyle(press=Press(tmp_path / "a.icc", "x"))).what


def test_a_profile_that_is_not_there_is_named(tmp_path):
    problem = refused("x-4", HouseStyle(press=Press(tmp_path / "gone.icc", "x")))

    assert "gone.icc cannot be read" in problem.what


def test_a_press_changes_no_file_for_the_screen():
    """But for the colours that are given in ink alone."""
    plain = HouseStyle(palette=PALETTE)

    assert render(brief(), house=plain) == render(
        brief(), house=HouseStyle(palette=PALETTE, press=Press(PROFILE, "FOGRA39"))
    )
