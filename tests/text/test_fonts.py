"""Families and files → faces, and their subsets."""

import hashlib
import math
import pickle
import re
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import uharfbuzz as hb

from briefkit.errors import FontError
from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.faces import open_face
from briefkit.text.fonts import FontLibrary, bundled_folder, subset
from briefkit.text.shape import shape

FONTS = Path(__file__).parents[1] / "fonts"
SQUARES = "briefkit squares"


def library_of(*files: FontFile, name: str = "House") -> FontLibrary:
    return FontLibrary([FontFamily(name, files)])


def with_licence(path: Path, fs_type: int) -> Path:
    """Copy the font of squares with other licence bits."""
    data = bytearray((FONTS / "squares.ttf").read_bytes())
    for place in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        if data[place : place + 4] == b"OS/2":
            (offset,) = struct.unpack_from(">I", data, place + 8)
            struct.pack_into(">H", data, offset + 8, fs_type)
    path.write_bytes(data)
    return path


def collection_of(path: Path, *files: Path) -> Path:
    """Write a TTC of some fonts."""
    start = 12 + 4 * len(files)
    fonts, places = bytearray(), []
    for file in files:
        data = bytearray(file.read_bytes())
        places.append(start + len(fonts))
        for place in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
            (offset,) = struct.unpack_from(">I", data, place + 8)
            struct.pack_into(">I", data, place + 8, offset + places[-1])
        fonts += data
    head = struct.pack(f">4sIII{len(files) - 1}I", b"ttcf", 0x10000, len(files), *places)
    path.write_bytes(head + fonts)
    return path


# The bundled families


@pytest.mark.parametrize("folder", ["source-serif-4", "source-sans-3", "source-code-pro"])
def test_bundled_files_are_those_that_their_source_file_lists(folder: str):
    """The licence reserves the name for unmodified files."""
    place = bundled_folder() / folder
    listed = dict(
        re.findall(r"\| `(\S+)` \| `([0-9a-f]{64})` \|", (place / "SOURCE.md").read_text())
    )

    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in place.iterdir()
        if file.name != "SOURCE.md"
    }

    assert found == listed
    assert "Reserved Font Name" in (place / "OFL.txt").read_text()


def test_every_bundled_file_is_in_the_table_and_the_other_way_round(library: FontLibrary):
    with pytest.raises(KeyError):
        library["no such face"]  # which opens them all

    opened = {face.path for face in library._faces.values()}

    assert opened == set(bundled_folder().glob("*/*.ttf"))


def test_the_table_says_of_each_bundled_file_what_the_file_says(library: FontLibrary):
    with pytest.raises(KeyError):
        library["no such face"]

    for face in library._faces.values():
        os2 = face.font.face.reference_table("OS/2").data
        assert face.weight == struct.unpack_from(">H", os2, 4)[0], face.key
        assert face.is_italic == bool(os2[63] & 1), face.key
        assert face.is_italic == (face.italic_angle_deg < 0), face.key
        assert face.key == face.postscript_name


@pytest.mark.parametrize(
    ("size", "key"),
    [
        (8.5, "SourceSerif4SmText-Regular"),
        (9.49, "SourceSerif4SmText-Regular"),
        (9.5, "SourceSerif4-Regular"),
        (19.9, "SourceSerif4-Regular"),
        (20, "SourceSerif4Display-Regular"),
        (200, "SourceSerif4Display-Regular"),
    ],
)
def test_the_serif_has_a_face_for_the_size(library: FontLibrary, size: float, key: str):
    assert library.face("Source Serif 4", size=size).key == key


@pytest.mark.parametrize(
    ("family", "weight", "is_italic", "size", "key"),
    [
        ("Source Sans 3", 100, False, 10, "SourceSans3-Light"),
        ("Source Sans 3", 350, False, 10, "SourceSans3-Light"),
        ("Source Sans 3", 500, False, 10, "SourceSans3-Regular"),
        ("Source Sans 3", 550, False, 10, "SourceSans3-Semibold"),
        ("Source Sans 3", 900, False, 10, "SourceSans3-Bold"),
        ("Source Sans 3", 300, True, 10, "SourceSans3-It"),
        ("Source Serif 4", 300, False, 10, "SourceSerif4-Regular"),
        ("Source Serif 4", 300, False, 26, "SourceSerif4Display-Light"),
        ("Source Serif 4", 700, True, 8, "SourceSerif4SmText-BoldIt"),
        ("Source Code Pro", 700, True, 10, "SourceCodePro-It"),
        ("Source Code Pro", 650, False, 10, "SourceCodePro-Bold"),
    ],
)
def test_the_nearest_face_is_taken(
    library: FontLibrary, family: str, weight: int, is_italic: bool, size: float, key: str
):
    """Optical size before slope, slope before weight, weight as in CSS Fonts 4."""
    assert library.face(family, weight, is_italic, size).key == key


def test_facts_of_the_serif(library: FontLibrary):
    face = library.face("Source Serif 4")

    assert face.units_per_em == 1000
    assert face.cap_height == 0.67
    assert (face.ascent, face.descent) == (1.036, 0.335)
    assert face.bbox == (-0.24, -0.321, 2.236, 1.003)
    assert face.is_serif
    assert not face.is_fixed_pitch
    assert not face.is_cff
    assert face.may_be_subset
    assert face.glyph("a") != 0
    assert face.glyph("中") == 0
    assert face.advance(face.glyph(" ")) == 233


def test_kinds_of_faces(library: FontLibrary):
    sans, code = library.face("Source Sans 3"), library.face("Source Code Pro")

    assert (sans.is_serif, sans.is_fixed_pitch) == (False, False)
    assert (code.is_serif, code.is_fixed_pitch) == (False, True)
    assert library.face("Source Sans 3", 700).stem > sans.stem


def test_a_face_is_found_by_its_key(library: FontLibrary):
    face = library.face("Source Sans 3", 600)

    assert library[face.key] is face
    assert FontLibrary()["SourceSans3-Semibold"] is face


def test_a_lookup_opens_one_file_and_no_other():
    library = FontLibrary()

    library.face("Source Serif 4", 600)

    assert list(library._faces) == ["SourceSerif4-Semibold"]


# Families of the user's


def test_every_square_is_one_em_wide(square_library: FontLibrary):
    face = square_library.face(SQUARES)

    shaped = shape("fi, AV\u00a0Ж‐", face)

    assert shaped.advances == (1.0,) * 9
    assert (face.ascent, face.descent) == (0.8, 0.2)
    assert (FONTS / "squares.ttf").stat().st_size < 20 * 1024


def test_a_users_family_comes_before_the_bundled_ones(square_library: FontLibrary):
    assert square_library.families == (
        SQUARES,
        "Source Serif 4",
        "Source Sans 3",
        "Source Code Pro",
    )


def test_a_users_family_may_take_a_bundled_ones_place():
    library = library_of(FontFile(FONTS / "squares.ttf"), name="Source Sans 3")

    assert library.face("Source Sans 3").postscript_name == "BriefkitSquares"


def test_a_family_without_files_is_a_bundled_one():
    assert FontLibrary([FontFamily("Source Code Pro")]).face("Source Code Pro").is_fixed_pitch
    with pytest.raises(FontError, match="did you mean 'Source Code Pro'"):
        FontLibrary([FontFamily("Source Code")])


def test_an_unknown_family_is_named_with_the_nearest_right_spelling(library: FontLibrary):
    with pytest.raises(FontError, match="'source serif' is not known: did you mean 'Source Serif"):
        library.face("source serif")
    with pytest.raises(FontError, match="'Garamond' is not known: give its files, or name one of"):
        library.face("Garamond")


def test_keys_of_users_faces_are_the_same_in_every_process():
    code = (
        "from briefkit.text.fonts import FontLibrary\n"
        "from briefkit.style.typography import FontFamily, FontFile\n"
        f"files = [FontFile({str(FONTS / 'squares.ttf')!r})]\n"
        "print(FontLibrary([FontFamily('House', files)]).face('House').key)"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(keys) == 1
    assert keys.pop().startswith("BriefkitSquares-")


def test_a_users_face_is_found_by_its_key_before_it_was_asked_for():
    file = FontFile(FONTS / "squares.otf")
    key = library_of(file).face("House").key

    assert library_of(file)[key].key == key


def test_a_library_is_pickled_as_its_families(square_library: FontLibrary):
    again = pickle.loads(pickle.dumps(square_library))  # noqa: S301 - our own

    assert again.families == square_library.families
    assert again.face(SQUARES).key == square_library.face(SQUARES).key


def test_an_opentype_font_with_cubic_outlines():
    face = library_of(FontFile(FONTS / "squares.otf")).face("House")

    assert face.is_cff
    assert shape("ab", face).advances == (1.0, 1.0)


def test_a_font_in_a_collection(tmp_path: Path):
    path = collection_of(tmp_path / "two.ttc", FONTS / "squares.ttf", FONTS / "squares.otf")
    library = library_of(FontFile(path, 400, index=0), FontFile(path, 700, index=1))

    regular, bold = library.face("House", 400), library.face("House", 700)

    assert (regular.is_cff, bold.is_cff) == (False, True)
    assert regular.key != bold.key
    assert shape("ab", bold).advances == (1.0, 1.0)
    with pytest.raises(FontError, match="has 2 fonts, and none of index 2"):
        library_of(FontFile(path, index=2)).face("House")


def test_a_variable_font_is_pinned_at_the_weight_that_it_is_given_for():
    file = FONTS / "squares-variable.ttf"
    library = library_of(FontFile(file, 400), FontFile(file, 650), FontFile(file, 900))

    faces = [library.face("House", weight) for weight in (400, 650, 900)]

    assert [shape("a", face).width for face in faces] == [1.0, 1.25, 1.5]
    assert len({face.key for face in faces}) == 3
    for face in faces:
        glyph = face.glyph("a")
        made = hb.Face(hb.Blob(subset(face, [glyph])))
        assert "fvar" not in made.table_tags
        assert hb.Font(made).get_glyph_h_advance(glyph) == face.advance(glyph)


def test_a_file_that_was_replaced_is_read_anew(tmp_path: Path):
    path = tmp_path / "font.ttf"
    path.write_bytes((FONTS / "squares.ttf").read_bytes())
    before = library_of(FontFile(path)).face("House")
    path.write_bytes((FONTS / "squares.otf").read_bytes())

    after = library_of(FontFile(path)).face("House")

    assert (before.is_cff, after.is_cff) == (False, True)


# Files that cannot be used


def test_a_missing_file_is_named(tmp_path: Path):
    path = tmp_path / "gone.ttf"

    with pytest.raises(FontError, match=re.escape(f"{path}: the font file cannot be read")):
        library_of(FontFile(path)).face("House")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no font"),
        (b"garbage", "is no font"),
        (b"wOF2" + bytes(60), "packed for the web"),
        (b"\0\1\0\0\0\x0a" + bytes(6), "cut short"),
        (b"ttcf\0\1\0\0\0\0\0\1\0\0\xff\xff", "is no font"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, data: bytes, message: str):
    path = tmp_path / "broken.ttf"
    path.write_bytes(data)

    with pytest.raises(FontError, match=message):
        library_of(FontFile(path)).face("House")


@pytest.mark.parametrize("kept", [4, 11, 40, 200, 2000, 8000])
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, kept: int):
    path = tmp_path / "short.ttf"
    path.write_bytes((FONTS / "squares.ttf").read_bytes()[:kept])

    with pytest.raises(FontError, match="cut short"):
        library_of(FontFile(path)).face("House")


@pytest.mark.parametrize("fs_type", [0x0002, 0x0302, 0x0200])
def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path, fs_type: int):
    path = with_licence(tmp_path / "closed.ttf", fs_type)

    with pytest.raises(FontError, match="licence bits forbid"):
        library_of(FontFile(path)).face("House")


@pytest.mark.parametrize("fs_type", [0x0000, 0x0004, 0x0008, 0x000A])
def test_a_font_that_may_be_embedded_is_taken(tmp_path: Path, fs_type: int):
    path = with_licence(tmp_path / "open.ttf", fs_type)

    assert library_of(FontFile(path)).face("House").may_be_subset


# What is shown in place of what is missing


def test_the_family_falls_back_to_another_that_has_the_character(library: FontLibrary):
    serif = library.face("Source Serif 4", 600, True, 8)

    other = library.fallback("ἀ", serif)

    assert other is not None
    assert other.key == "SourceSans3-SemiboldIt"
    assert library.fallback("中", serif) is None


def test_the_other_slope_of_the_family_comes_before_other_families(library: FontLibrary):
    """The italic of Source Code Pro has neither Greek nor Cyrillic."""
    code = library.face("Source Code Pro", 400, True)

    other = library.fallback("λ", code)

    assert other is not None
    assert other.key == "SourceCodePro-Regular"


@pytest.mark.parametrize(("size", "cut"), [(8, "SmText"), (10, ""), (30, "Display")])
def test_a_fallback_has_the_optical_size_of_the_face_that_it_stands_in_for(
    library: FontLibrary, size: float, cut: str
):
    italic = library.face("Source Serif 4", 400, True, size)

    other = library.fallback("\U0001f16c", italic)  # raised MR, which only the uprights have

    assert other is not None
    assert other.key == f"SourceSerif4{cut}-Regular"


# Subsets


def test_a_subset_keeps_glyph_numbers_and_leaves_out_what_a_pdf_does_not_ask_for(
    library: FontLibrary,
):
    face = library.face("Source Serif 4")
    glyphs = shape("first", face).glyphs

    program = subset(face, glyphs)

    made = hb.Face(hb.Blob(program))
    font = hb.Font(made)
    assert set(made.table_tags) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    assert [font.get_glyph_h_advance(glyph) for glyph in glyphs] == [
        face.advance(glyph) for glyph in glyphs
    ]
    unused = face.glyph("Z")
    assert unused not in glyphs
    assert unused < max(glyphs)
    assert font.get_glyph_extents(unused).width == 0
    assert len(program) < 6_000


def test_hints_stay_in_a_subset(library: FontLibrary):
    face = library.face("Source Sans 3")

    made = hb.Face(hb.Blob(subset(face, [face.glyph("a")])))

    assert {"cvt ", "fpgm", "prep"} <= set(made.table_tags)


def test_a_subset_has_the_same_bytes_whatever_the_order_of_the_glyphs(library: FontLibrary):
    face = library.face("Source Sans 3")

    assert subset(face, [5, 9, 7, 5]) == subset(face, {7, 9, 5}) == subset(face, iter([9, 5, 7]))


def test_a_subset_of_cubic_outlines_is_the_bare_table():
    face = library_of(FontFile(FONTS / "squares.otf")).face("House")

    program = subset(face, [face.glyph("b")])

    assert program[:3] == b"\1\0\4"  # major and minor version, size of the head
    assert len(program) < face.path.stat().st_size


def test_a_font_whose_licence_forbids_subsetting_is_embedded_whole(tmp_path: Path):
    path = with_licence(tmp_path / "whole.ttf", 0x0108)
    face = library_of(FontFile(path)).face("House")

    made = hb.Font(hb.Face(hb.Blob(subset(face, [face.glyph("b")]))))

    assert not face.may_be_subset
    assert made.get_glyph_extents(face.glyph("z")).width == 1000


# Threads


def test_threads_may_share_a_face():
    face = open_face(
        bundled_folder() / "source-serif-4" / "SourceSerif4-Regular.ttf",
        0,
        "Source Serif 4",
        400,
        False,
        (0.0, math.inf),
        is_bundled=True,
    )
    # Words too long to be remembered, so that each is shaped anew.
    words = [f"{number:x} office fjord Ждать ἀρχή " * 3 for number in range(200)]

    def shape_all(_: int) -> list[object]:
        return [shape(word, face) for word in words]

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(shape_all, range(8)))

    assert all(result == results[0] for result in results)
