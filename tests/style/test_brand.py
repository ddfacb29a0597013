"""`_brand.yml`, held against the brand-yml package where it has something to say."""

from pathlib import Path

import brand_yml
import pytest
import yaml

from briefkit.errors import SourceError
from briefkit.style.brand import read_brand
from briefkit.style.colour_names import COLOUR_NAMES
from briefkit.style.css import parse_colour
from briefkit.style.house import (
    CoverKind,
    HeadingMark,
    HeadMatter,
    HouseStyle,
    PanelLook,
    ParagraphMark,
    SectionStart,
)
from briefkit.style.inks import Cmyk, Spot
from briefkit.style.page import A5, A5_PAGE, US_LETTER_PAGE
from briefkit.style.palette import MINIMUM_CONTRAST, contrast
from briefkit.style.press import Press
from briefkit.style.typography import Alignment, FontFile, Slot
from briefkit.units import mm

SQUARES = Path(__file__).parent.parent / "fonts" / "squares.ttf"

WHOLE = """\
meta:
  name: {full: Institute for Northern Studies, short: INS}
  link: https://example.org
logo:
  images:
    mark: {path: logo.png, alt: The institute's mark}
  medium: mark
  small: logo.png
color:
  palette:
    pine: "#14532d"
    sand: rgb(212, 190, 152)
  foreground: "#101820"
  background: white
  primary: pine
  secondary: sand
  light: "#f2f7f3"
typography:
  fonts:
    - family: Squares
      source: file
      files:
        - path: fonts/squares.ttf
          weight: bold
          style: italic
    - family: Source Sans 3
      source: google
  base: {family: Source Sans 3, size: 14px, line-height: 1.5}
  headings: {family: Squares, weight: 700, line-height: 1.1, color: primary}
  monospace: {family: Source Code Pro, size: 0.8em}
  link: {color: "#1d4ed8"}
defaults:
  briefkit:
    page: letter
    facing: true
    cover: panel
    alignment: start
    paragraphs: space
    heading-mark: bar
    panels: rules
    sections: recto
    running-heads: [title, section]
    head-rule: true
    centred-folio: true
    repeat-title: false
    coloured-links: false
    expansion: 1.5%
    notes: {share: 0.5, rule: 0.3, continuation: false, at-foot: false, above-floats: true,
        run-in: true}
    logo-height: 36pt
  quarto:
    anything: goes
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "squares.ttf").write_bytes(SQUARES.read_bytes())
    (tmp_path / "logo.png").write_bytes(b"not looked into here")
    return tmp_path


def write(folder: Path, text: str) -> Path:
    path = folder / "_brand.yml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read_brand(write(folder, text))
    return [str(problem).replace(str(folder) + "/", "") for problem in caught.value.problems]


def test_a_whole_brand_changes_every_part_of_the_house_style(folder):
    house = read_brand(write(folder, WHOLE))

    assert house.name == "Institute for Northern Studies"
    assert house.logo is not None
    assert house.logo.path == folder / "logo.png"
    assert house.logo.alt == "The institute's mark"
    assert house.logo.height == 36.0
    palette = house.palette
    assert (palette.text, palette.accent, palette.rule) == ("#101820", "#14532d", "#d4be98")
    assert (palette.heading, palette.link, palette.tint) == ("#14532d", "#1d4ed8", "#f2f7f3")
    assert house.text_family.name == "Source Sans 3"
    assert house.heading_family.files == (
        FontFile(folder / "fonts" / "squares.ttf", weight=700, is_italic=True),
    )
    scale = house.scale
    assert scale.body.size == pytest.approx(10.5)  # 14 px
    assert scale.body.leading == pytest.approx(15.75)
    assert scale.title.slot is Slot.HEADING
    assert scale.title.weight == 700
    assert scale.title.leading == pytest.approx(scale.title.size * 1.1)
    assert scale.code.size == pytest.approx(8.4)
    assert scale.body.alignment is Alignment.START
    assert house.page.trim == US_LETTER_PAGE.trim
    assert house.page.is_facing
    assert house.page.depth % 15.75 == pytest.approx(0, abs=1e-6)
    assert house.cover is CoverKind.PANEL
    assert house.paragraphs is ParagraphMark.SPACE
    assert house.heading_mark is HeadingMark.BAR
    assert house.panels is PanelLook.RULES
    assert house.sections is SectionStart.RECTO
    assert house.furniture.verso_head is HeadMatter.TITLE
    assert house.furniture.recto_head is HeadMatter.SECTION
    assert house.furniture.has_rule
    assert house.furniture.is_folio_centred
    assert not house.furniture.is_title_repeated
    assert not house.has_coloured_links
    assert house.expansion == 0.015
    assert (house.notes.share, house.notes.rule_share) == (0.5, 0.3)
    assert not house.notes.has_continuation
    assert not house.notes.is_at_foot
    assert house.notes.is_above_floats
    assert house.notes.is_run_in


def test_a_page_of_a5_has_the_type_of_narrow_columns_unless_the_brand_says_its_own(folder):
    settings = "defaults: {briefkit: {page: a5}}"
    house = read_brand(write(folder, settings))
    own = read_brand(write(folder, "typography: {base: {size: 9pt}}\n" + settings))

    assert (house.page.trim, house.scale.body.size, house.scale.body.leading) == (A5, 9.5, 13.0)
    assert own.scale.body.size == 9.0


def test_an_empty_brand_changes_nothing(folder):
    assert read_brand(write(folder, "")) == HouseStyle()


def test_a_brand_stands_upon_the_style_that_it_is_given(folder):
    base = HouseStyle(heading_mark=HeadingMark.RULE)
    house = read_brand(write(folder, "color: {primary: '#003366'}"), base)
    assert house.heading_mark is HeadingMark.RULE
    assert house.palette.accent == "#003366"


def test_the_standards_own_package_takes_the_same_file(folder):
    """What is valid to us is valid to brand-yml, and means the same."""
    path = write(folder, WHOLE)
    theirs = brand_yml.Brand.from_yaml(path)
    ours = read_brand(path)

    assert theirs.color.primary == ours.palette.accent
    assert parse_colour(theirs.color.secondary) == ours.palette.rule
    assert theirs.typography.headings.color == ours.palette.heading
    assert theirs.meta.name.full == ours.name
    assert theirs.use_logo("medium").alt == ours.logo.alt


def test_every_example_of_the_standards_package_reads_or_says_why(tmp_path):
    """Its examples name fonts of the web and logos that are not there, and nothing else."""
    examples = Path(brand_yml.__file__).parent / "examples"
    read = 0
    for path in sorted(examples.rglob("*.yml")):
        try:
            read_brand(path)
        except SourceError as error:
            for problem in error.problems:
                assert any(
                    reason in str(problem)
                    for reason in (
                        "nothing is fetched",
                        "has no files",
                        "is not there",
                        "contrast",
                        "is no .",
                    )
                ), problem
        else:
            read += 1
    assert read


def test_all_faults_are_told_at_once_each_with_its_line(folder):
    text = """\
colour: {primary: red}
color:
  primry: "#003366"
  secondary: sandy
typography:
  base: {family: Comic Sans, size: 40px}
logo: ../logo.png
defaults:
  briefkit:
    page: a6
"""
    assert faults(folder, text) == [
        "_brand.yml:1: colour is not known: did you mean 'color'?",
        "_brand.yml:3: color.primry is not known: did you mean 'primary'?",
        "_brand.yml:4: color.secondary 'sandy' is no colour: did you mean 'sandybrown'?",
        (
            "_brand.yml:6: typography.base.family 'Comic Sans' has no files: put its TTF or OTF"
            " files beside the brand file and list them under typography.fonts (source: file,"
            " files: [...]), or take one of Source Serif 4, Source Sans 3, Source Code Pro"
        ),
        (
            "_brand.yml:6: typography.base.size '40px' is 30 points: give from 7 to 14 points"
            " (9.33 to 18.7 px)"
        ),
        (
            "_brand.yml:7: logo '../logo.png' is outside the brand file's folder: put the file"
            " beside the brand file"
        ),
        "_brand.yml:10: defaults.briefkit.page is 'a6': give one of a4, a5, letter",
    ]


def test_a_pale_colour_is_a_fault_that_names_one_that_can_be_read(folder):
    (fault,) = faults(folder, "color:\n  foreground: '#222222'\n  primary: '#f5a623'\n")
    assert fault.startswith("_brand.yml:3: color.primary: #f5a623 on paper #ffffff has a contrast")
    named = fault.partition("take ")[2].partition(",")[0]
    read_brand(write(folder, f"color: {{primary: '{named}'}}"))


def test_what_a_brand_does_not_say_goes_with_what_it_says(folder):
    """Tint, muted text and rules follow the accent and the paper, and can all be read."""
    for primary in ("#003366", "#b00020", "#5b2a86", "#000000", "#0b6e4f"):
        palette = read_brand(write(folder, f"color: {{primary: '{primary}'}}")).palette
        assert palette.accent == palette.link == primary
        assert palette.tint != HouseStyle().palette.tint
        assert contrast(palette.muted, palette.tint) >= MINIMUM_CONTRAST


def test_a_dark_page_is_a_brands_own_choice(folder):
    text = "color: {background: '#101418', foreground: '#f4f4f4', primary: '#7cc4ff'}"
    palette = read_brand(write(folder, text)).palette
    assert palette.paper == "#101418"
    assert contrast(palette.muted, palette.paper) >= MINIMUM_CONTRAST
    assert contrast(palette.on_accent, palette.accent) >= MINIMUM_CONTRAST


def test_a_font_of_the_web_is_never_fetched(folder):
    text = """\
typography:
  fonts:
    - {family: Inter, source: google}
    - {family: Unused, source: bunny}
  base: Inter
"""
    (fault,) = faults(folder, text)
    assert "_brand.yml:3: typography.fonts[0].family 'Inter' is to come from google" in fault


def test_a_font_of_the_web_that_is_bundled_is_taken(folder):
    text = """\
typography:
  fonts: [{family: Source Sans 3, source: google, weight: [400, 600]}]
  base: Source Sans 3
"""
    assert read_brand(write(folder, text)).text_family.name == "Source Sans 3"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("https://example.org/a.ttf", "is an address, and nothing is fetched"),
        ("/etc/passwd", "is outside the brand file's folder"),
        ("fonts/../../a.ttf", "is outside the brand file's folder"),
        ("fonts/none.ttf", "is not there"),
        ("fonts/squares.woff2", "is no .ttf .otf .ttc .otc file"),
    ],
)
def test_a_font_file_stays_in_the_brands_folder(folder, file, said):
    text = f"typography:\n  fonts:\n    - {{family: A, files: [{file}]}}\n  base: A\n"
    (fault,) = faults(folder, text)
    assert said in fault
    assert fault.startswith("_brand.yml:3: typography.fonts[0].files[0]")


def test_a_link_out_of_the_folder_is_no_way_out(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    outside.write_bytes(b"")
    (folder / "inside.png").symlink_to(outside)
    (fault,) = faults(folder, "logo: inside.png")
    assert "outside the brand file's folder" in fault


def test_a_variable_font_serves_its_range_of_weights(folder):
    text = """\
typography:
  fonts:
    - family: A
      files: [{path: fonts/squares.ttf, weight: 300..600}]
  base: A
"""
    files = read_brand(write(folder, text)).text_family.files
    assert [file.weight for file in files] == [300, 400, 500, 600]


def test_families_that_nothing_is_set_in_are_there_to_fall_back_on(folder):
    text = """\
typography:
  fonts:
    - {family: A, files: [fonts/squares.ttf]}
    - {family: B, files: [fonts/squares.ttf]}
    - {family: Source Sans 3, source: google}
    - {family: C, source: google}
  base: A
"""
    house = read_brand(write(folder, text))
    assert house.text_family.name == "A"
    assert [family.name for family in house.fallback_families] == ["B"]
    again = read_brand(write(folder, text.replace("family: B", "family: D")), base=house)
    assert [family.name for family in again.fallback_families] == ["D", "B"]


def test_files_that_do_not_say_which_they_are_are_told(folder):
    text = """\
typography:
  fonts:
    - family: A
      files: [fonts/squares.ttf, {path: fonts/squares.ttf, style: italic}, fonts/squares.ttf]
"""
    (fault,) = faults(folder, text)
    assert fault == (
        "_brand.yml:4: typography.fonts[0].files[2] 'squares.ttf' is one more regular file of 'A':"
        " say which it is: {path: …/squares.ttf, weight: bold, style: italic}"
    )


def test_words_are_taken_however_their_letters_are(folder):
    house = read_brand(
        write(folder, "defaults: {briefkit: {page: A5, cover: Panel}}\ncolor: {primary: DarkRed}")
    )
    assert (house.page, house.cover, house.palette.accent) == (A5_PAGE, CoverKind.PANEL, "#8b0000")


def test_faults_are_told_in_the_order_of_their_lines(folder):
    text = "defaults: {briefkit: {page: {a: b}}}\ncolor: {primary: x}\nmeta: {name: [a]}"
    assert faults(folder, text) == [
        "_brand.yml:1: defaults.briefkit.page is a mapping: give one of a4, a5, letter",
        "_brand.yml:2: color.primary 'x' is no colour: write #rrggbb, rgb(…) or hsl(…)",
        "_brand.yml:3: meta.name is no text: write a word or a sentence",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n- b\n", "_brand.yml:1: the file is no mapping"),
        ("color: [\n", "_brand.yml:1: a bracket is not closed: close it"),
        (
            "color: {primary: '#003366', primary: '#000000'}",
            "the key 'primary' is given again; the first is in line 1",
        ),
        ("color: &a {palette: *a}", "*a stands for nothing"),
        ("logo: {small: {alt: x}}", "logo has no path"),
        ("logo: mark.svg", "is no .png"),
        ("color: {palette: {a: b, b: a}, primary: a}", "refers to itself"),
        ("color: {primary: primary}", "refers to itself"),
        ("typography: {base: {weight: heavy}}", "typography.base.weight is 'heavy'"),
        ("typography: {base: {line-height: 9}}", "give a number from 1 to 2"),
        ("typography: {fonts: Inter}", "typography.fonts is no list"),
        ("typography: {fonts: [{files: [a.ttf]}]}", "typography.fonts[0] has no family"),
        ("defaults: {briefkit: {running-heads: title}}", "is no pair"),
        (
            "defaults: {briefkit: {expansion: 0.7%}}",
            "defaults.briefkit.expansion is '0.7%': give one of 0%, 0.5%, 1%, 1.5%, 2%, 2.5%, 3%",
        ),
        (
            "color:\n  primary: #003366\n",
            "_brand.yml:2: #003366 is a comment to YAML, and primary is",
        ),
        (
            "color: {primary: #003366}",
            "_brand.yml:1: what stands after # is a comment to YAML:",
        ),
        ("logo: LOGO.PNG", "'LOGO.PNG' is not there: there is 'logo.png'"),
        ("defaults: {briefkit: {expansion: 2}}", "defaults.briefkit.expansion is 2"),
        ("defaults: {briefkit: {facing: maybe}}", "write true or false"),
        ("defaults: {briefkit: {notes: {share: 7}}}", "give a number from 0.2 to 1"),
        ("defaults: {briefkit: {covers: panel}}", "did you mean 'cover'?"),
    ],
)
def test_a_fault_says_what_is_wrong_and_where(folder, text, said):
    assert any(said in fault for fault in faults(folder, text))


def test_faults_of_yaml_itself_are_told_all_at_once(folder):
    told = faults(folder, "meta: {name: A, name: B}\ncolor: {primary: red, primary: blue}")
    assert [fault.partition(": ")[0] for fault in told] == ["_brand.yml:1", "_brand.yml:2"]


@pytest.mark.parametrize(("written", "read"), [("!!str 2020", "2020"), ("'2020'", "2020")])
def test_a_number_may_be_said_to_be_text(folder, written, read):
    assert read_brand(write(folder, f"meta: {{name: {written}}}")).name == read


def test_a_value_may_be_named_once_and_used_again(folder):
    house = read_brand(write(folder, "color: {primary: &a '#003366', secondary: *a}"))
    assert house.palette.accent == "#003366"


def test_a_bomb_of_aliases_is_refused(folder):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for n in range(1, 12):
        lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]"]
    assert "repeats itself" in faults(folder, "\n".join(lines))[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_lines_that_end_as_other_systems_end_them_are_counted(folder, end):
    path = folder / "_brand.yml"
    path.write_bytes(end.join(["meta:", "  name: A", "  short: b: c", ""]).encode())

    with pytest.raises(SourceError) as caught:
        read_brand(path)

    assert str(caught.value).endswith(
        "_brand.yml:3: a colon and a space stand in a value: put quotation marks around the value"
    )


def test_a_file_that_is_not_utf8_says_so_with_its_line(folder):
    path = folder / "_brand.yml"
    path.write_bytes(b"meta:\n  name: caf\xe9\n")
    with pytest.raises(SourceError, match=r"_brand\.yml:2: is not UTF-8"):
        read_brand(path)


def test_a_brand_that_is_not_there_says_so(folder):
    with pytest.raises(SourceError, match="cannot be read"):
        read_brand(folder / "none.yml")


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#abc", "#aabbcc"),
        ("#AABBCCFF", "#aabbcc"),
        ("rgb(255 128 0)", "#ff8000"),
        ("rgba(10%, 20%, 30%, 100%)", "#1a334c"),
        ("hsl(120deg, 100%, 25%)", "#008000"),
        ("hsl(0, 0, 100)", "#ffffff"),
        ("Navy", "#000080"),
        ("rgb(1, 2)", None),
        ("rgba(1, 2, 3, 0.5)", None),
        ("#12", None),
        ("heliotrope", None),
    ],
)
def test_colours_are_read_as_css_writes_them(text, colour):
    assert parse_colour(text) == colour


def test_colour_names_are_css_ones():
    assert len(COLOUR_NAMES) == 148


# For the press


PRINTED = """\
color: {primary: "#a01c20"}
defaults:
  briefkit:
    inks:
      accent: {spot: PANTONE 7621 C, cmyk: [0, 95, 90, 30]}
      text: {cmyk: [0, 0, 0, 100]}
    press: {profile: press.icc, condition: FOGRA39, bleed: 5mm, crop-marks: true}
"""


def test_a_brand_says_what_its_roles_are_printed_in_and_where(folder):
    (folder / "press.icc").write_bytes(b"")
    house = read_brand(write(folder, PRINTED))

    assert dict(house.palette.inks) == {
        "accent": Spot("PANTONE 7621 C", Cmyk(0, 0.95, 0.9, 0.3)),
        "text": Cmyk(0, 0, 0, 1),
    }
    assert house.palette.accent == "#a01c20", "the screen keeps its own"
    profile = (folder / "press.icc").resolve()
    assert house.press == Press(profile, "FOGRA39", bleed=mm(5), has_crop_marks=True)


@pytest.mark.parametrize(
    ("inks", "told"),
    [
        ("{accnt: {cmyk: [0, 0, 0, 1]}}", "did you mean 'accent'?"),
        ("{accent: {spot: PANTONE 186 C}}", "has no cmyk: write cmyk: [0, 100, 81, 4]"),
        ("{accent: {cmyk: [0, 100]}}", "is no mixture: write percents"),
        ("{accent: {cmyk: [0, 100, 101, 0]}}", "give a number from 0 to 100"),
        (
            "{accent: {spot: Black, cmyk: [0, 0, 0, 100]}}",
            "'Black' is no spot ink: give a Cmyk for it",
        ),
        ("{muted: {cmyk: [0, 0, 0, 20]}}", "in ink on tint #f6f1ec has a contrast of"),
        ("red", "inks is no mapping"),
    ],
)
def test_inks_that_are_none_are_told(folder, inks, told):
    (fault,) = faults(folder, f"defaults:\n  briefkit:\n    inks: {inks}\n")

    assert fault.startswith("_brand.yml:3: defaults.briefkit.inks")
    assert told in fault


@pytest.mark.parametrize(
    ("press", "told"),
    [
        ("{profile: press.icc}", "has no condition"),
        ("{profile: gone.icc, condition: x}", "'gone.icc' is not there"),
        ("{profile: ../press.icc, condition: x}", "outside the brand file's folder"),
        ("{profile: press.icc, condition: x, bleed: 90mm}", "give from 0 to 56.6929 points"),
        ("{profile: press.icc, condition: x, crop-marks: 3}", "write true or false"),
        ("{profile: _brand.yml, condition: x}", "is no .icc .icm file"),
    ],
)
def test_a_press_that_is_none_is_told(folder, press, told):
    (folder / "press.icc").write_bytes(b"")
    (fault,) = faults(folder, f"defaults:\n  briefkit:\n    press: {press}\n")

    assert fault.startswith("_brand.yml:3: defaults.briefkit.press")
    assert told in fault


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (f"typography: {{base: {{size: {'9' * 10_000}}}}}", "does not read"),
        (f"typography: {{base: {{weight: 0x{'f' * 5_000}}}}}", "a number without sense"),
        ("meta: {name: 2020-99-99}", "holds '2020-99-99', which does not read"),
        ("meta: {name: !!int abc}", "holds 'abc', which does not read"),
        ("meta: {name: !!float abc}", "holds 'abc', which does not read"),
        ("meta: {name: !!bool abc}", "holds 'abc', which does not read"),
        ("meta: {name: !!timestamp abc}", "the tag tag:yaml.org,2002:timestamp is not read"),
        ("meta: {name: !!python/name:os.system x}", "the tag .* is not read"),
        ('logo: {small: "a\\0.png"}', "is no file's name: mend the path"),
        (f"logo: {{small: {'a' * 5_000}.png}}", "is no file's name: mend the path"),
        (
            'typography: {fonts: [{family: X, source: file, files: ["a\\0.ttf"]}], base: X}',
            "is no file's name: mend the path",
        ),
        ("logo: {small: ring.png}", "is no file's name|is not there"),
        ("typography: {fonts: [{family: X, source: file}], base: X}", "has no files: list them"),
        (
            "typography: {fonts: [{source: file, files: [a.ttf]}], base: X}",
            "has no family: give family",
        ),
        ("typography: {fonts: [{family: X, source: web}], base: X}", "source is 'web'"),
        (
            "typography: {fonts: [{family: X, source: file, files: [{weight: 400}]}], base: X}",
            "has no path: give path",
        ),
    ],
)
def test_what_does_not_read_in_a_brand_file_is_told_by_its_line(tmp_path, said, told):
    (tmp_path / "ring.png").symlink_to("ring.png")
    path = tmp_path / "_brand.yml"
    path.write_text(said, encoding="utf-8")

    with pytest.raises(SourceError, match=rf"_brand\.yml:1: .*({told})"):
        read_brand(path)


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("character", "called"), [("\0", "U+0000"), ("\a", "U+0007"), ("\ufffe", "U+FFFE")]
)
def test_a_character_that_yaml_cannot_hold_is_named_in_one_line_by_its_own(
    folder, monkeypatch, parser, character, called
):
    monkeypatch.setattr("briefkit.lined_yaml._LOADER", getattr(yaml, parser))
    (folder / "_brand.yml").write_text(f"meta:\n  name: a{character}b\n", encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        read_brand(folder / "_brand.yml")
    said = f"_brand.yml:2: the character {called} cannot stand in YAML: take it out"
    assert str(raised.value).endswith(said)
