import io

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from briefkit.frame import Picture
from briefkit.geometry import Rect
from briefkit.images.raster import read_raster
from briefkit.pdf.pictures import matrix
from briefkit.structure import BACKGROUND, Role


def quarters(size=(40, 20)):
    """Return a picture of four colours, so that no turn or mirror image looks like another."""
    width, height = size
    picture = Image.new("RGB", size, "#ff0000")
    picture.paste("#00ff00", (width // 2, 0, width, height // 2))
    picture.paste("#0000ff", (0, height // 2, width // 2, height))
    picture.paste("#ffffff", (width // 2, height // 2, width, height))
    return picture


def packed(image, kind="PNG", **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def shown(data, box):
    """Return a rectangle of the first page, in points from the top left, as pdfium shows it."""
    page = pypdfium2.PdfDocument(data)[0].render(scale=4).to_pil().convert("RGB")
    return page.crop([round(edge * 4) for edge in box])


def put(sheet, data, x=50.0, y=100.0, width=80.0, height=40.0, **facts):
    figure = sheet.node(Role.FIGURE, alt="colours")
    picture = Picture(read_raster(data), width, height, figure, **facts)
    sheet.put(x, y, picture)
    return picture


def at(image, across, down):
    """Return a colour, as the nearest of the web's corners."""
    pixel = image.getpixel((round(across * image.width), round(down * image.height)))
    return "".join("f" if part > 127 else "0" for part in pixel)


CORNERS = [(0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)]
UPRIGHT = ["f00", "0f0", "00f", "fff"]


def test_a_picture_fills_its_rectangle_upright(sheet):
    put(sheet, packed(quarters()))

    image = shown(sheet.bytes(), (50, 100, 130, 140))

    assert [at(image, *corner) for corner in CORNERS] == UPRIGHT


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("turns", range(1, 9))
def test_every_orientation_is_shown_upright(sheet, kind, turns):
    """By the matrix alone: what a JPEG holds is never touched."""
    undo = {6: 8, 8: 6}.get(turns, turns)  # the turn that takes the upright picture there
    exif = Image.Exif()
    exif[0x0112] = undo
    source = quarters()
    source.info["exif"] = exif.tobytes()
    stored = ImageOps.exif_transpose(source)
    exif[0x0112] = turns
    options = {"exif": exif.tobytes()} if kind != "TIFF" else {"tiffinfo": {0x0112: turns}}
    if kind == "WEBP":
        options["lossless"] = True
    picture = put(sheet, packed(stored, kind, **options))

    image = shown(sheet.bytes(), (50, 100, 130, 140))

    assert (picture.raster.width_px, picture.raster.height_px) == (40, 20)
    assert [at(image, *corner) for corner in CORNERS] == UPRIGHT


def test_a_crop_shows_its_part_and_nothing_around(sheet):
    """The lower right quarter and a half: white, with a strip of each neighbour."""
    put(sheet, packed(quarters()), crop=Rect(0.25, 0.25, 0.75, 0.75))

    data = sheet.bytes()

    image = shown(data, (50, 100, 130, 140))
    assert [at(image, *corner) for corner in CORNERS] == UPRIGHT
    assert at(image, 0.4, 0.4) == "fff"
    assert at(image, 0.3, 0.3) == "f00"
    around = shown(data, (10, 60, 200, 200)).crop((0, 0, 158, 560))
    assert around.getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("turns", range(1, 9))
def test_a_crop_is_of_the_upright_picture(sheet, turns):
    exif = Image.Exif()
    exif[0x0112] = {6: 8, 8: 6}.get(turns, turns)
    source = quarters()
    source.info["exif"] = exif.tobytes()
    stored = ImageOps.exif_transpose(source)
    exif[0x0112] = turns
    put(sheet, packed(stored, exif=exif.tobytes()), crop=Rect(0.5, 0.0, 0.5, 0.5))

    image = shown(sheet.bytes(), (52, 102, 128, 138))

    assert {at(image, *corner) for corner in CORNERS} == {"0f0"}


def test_half_the_width_as_radius_makes_a_disc(sheet):
    put(sheet, packed(Image.new("RGB", (8, 8), "#000000")), width=40, height=40, radius=20)

    image = shown(sheet.bytes(), (50, 100, 90, 140))

    assert [at(image, across, down) for across, down in [(0.05, 0.05), (0.95, 0.95)]] == ["fff"] * 2
    assert [at(image, *edge) for edge in [(0.5, 0.03), (0.03, 0.5), (0.5, 0.5)]] == ["000"] * 3


def test_a_picture_shown_twice_is_embedded_once(sheet):
    data = packed(quarters())
    put(sheet, data)
    put(sheet, bytes(data), y=200.0, crop=Rect(0, 0, 0.5, 0.5))
    sheet.turn()
    put(sheet, data)
    put(sheet, packed(quarters((8, 8))), y=200.0)

    written = sheet.paint()

    first, second = (dict(page.Resources.XObject) for page in written.pages)
    assert sorted(first) == ["/Im1"]
    assert sorted(second) == ["/Im1", "/Im2"]
    assert first["/Im1"].objgen == second["/Im1"].objgen
    assert written.faults() == []


def test_a_jpeg_passes_through_untouched(sheet):
    data = packed(quarters(), "JPEG", quality=80)
    put(sheet, data)

    written = sheet.paint()

    image = written.pages[0].Resources.XObject["/Im1"]
    assert image.read_raw_bytes() == data
    assert image.Filter == "/DCTDecode"
    assert "/Interpolate" not in image


def test_a_see_through_picture_has_a_soft_mask_and_its_page_a_group(sheet):
    see_through = quarters()
    see_through.putalpha(Image.linear_gradient("L").resize((40, 20)))
    put(sheet, packed(see_through))
    sheet.turn()
    put(sheet, packed(quarters()))

    written = sheet.paint()

    image = written.pages[0].Resources.XObject["/Im1"]
    assert image.SMask.ColorSpace == "/DeviceGray"
    assert written.pages[0].Group.CS == "/DeviceRGB"
    assert "/Group" not in written.pages[1]
    top, foot = (shown(written.data, (50, y, 60, y + 1)).getpixel((4, 1))[1] for y in (101, 118))
    assert (top > 240, foot < 150) == (True, True)
    assert written.faults() == []


def test_the_colour_that_a_png_calls_clear_is_not_painted(sheet):
    put(sheet, packed(quarters(), transparency=(255, 0, 0)))
    put(sheet, packed(quarters().convert("L"), transparency=76), y=200)

    written = sheet.paint()

    pictures = written.pages[0].Resources.XObject
    masks = [pictures[label].Mask for label in ("/Im1", "/Im2")]
    assert [[int(part) for part in mask] for mask in masks] == [[255, 255, 0, 0, 0, 0], [76, 76]]
    for y in (100, 200):
        assert at(shown(written.data, (50, y, 130, y + 40)), 0.1, 0.1) == "fff"
    assert written.faults() == []


@pytest.mark.parametrize(
    ("mode", "space"),
    [("1", "/DeviceGray"), ("L", "/DeviceGray"), ("P", "/Indexed"), ("I;16", "/DeviceGray")],
)
def test_every_plain_png_passes_through(sheet, mode, space):
    source = quarters().convert("L") if mode == "I;16" else quarters()
    image = (
        source.convert("I").point(lambda value: value * 257).convert(mode)
        if (mode == "I;16")
        else source.convert(mode)
    )
    put(sheet, packed(image))

    written = sheet.paint()

    stored = written.pages[0].Resources.XObject["/Im1"]
    found = stored.ColorSpace if mode != "P" else stored.ColorSpace[0]
    assert (found, int(stored.DecodeParms.Predictor)) == (space, 15)
    seen = shown(written.data, (52, 102, 128, 138)).convert("L")
    wanted = quarters().convert(mode if mode == "1" else "L").convert("L").resize(seen.size)
    if mode != "1":  # pdfium smooths what is dithered
        close = ImageChops.difference(seen, wanted).point(lambda value: value > 24 and 255)
        assert close.histogram()[0] > 0.9 * seen.width * seen.height
    assert written.faults() == []


def test_profiles_other_than_srgb_stay_with_the_picture(sheet):
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    other = bytes(profile).replace("sRGB".encode("utf-16-be"), "aRGB".encode("utf-16-be"))
    assert other != bytes(profile)
    put(sheet, packed(quarters(), icc_profile=bytes(profile)))
    put(sheet, packed(quarters(), icc_profile=other), y=200)
    put(sheet, packed(quarters((8, 8)), "JPEG", icc_profile=other), y=300)

    written = sheet.paint()

    pictures = written.pages[0].Resources.XObject
    plain, one, two = (pictures[f"/Im{at}"].ColorSpace for at in (1, 2, 3))
    assert plain == "/DeviceRGB"
    assert (one[0], int(one[1].N)) == ("/ICCBased", 3)
    assert one[1].objgen == two[1].objgen
    assert one[1].read_bytes() == other
    assert written.faults() == []


def test_a_background_picture_is_an_artifact(sheet):
    sheet.put(0, 0, Picture(read_raster(packed(quarters())), 100, 50, BACKGROUND))

    assert sheet.paint().marked() == [("/Artifact", {"/Type": "/Background"}, "")]


def test_a_picture_without_extent_is_not_painted(sheet):
    sheet.put(0, 0, Picture(read_raster(packed(quarters())), 0, 50, BACKGROUND))

    assert sheet.paint().content() == ""


def test_the_matrix_maps_the_unit_square(sheet):
    picture = put(sheet, packed(quarters()))

    assert matrix(picture, 50, 60) == (80, 0, 0, 40, 50, 60)
