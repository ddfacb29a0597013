"""The whole file, and its fonts."""

import io
from types import SimpleNamespace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from briefkit.preflight import check


def test_nothing_is_found_in_a_good_file(good, faults_of):
    assert faults_of(good) == []


@pytest.mark.parametrize("kind", ["path", "str", "bytes", "file"])
def test_a_file_may_be_given_in_any_shape(good, tmp_path, kind):
    path = tmp_path / "a.pdf"
    path.write_bytes(good.bytes())
    source = {
        "path": path,
        "str": str(path),
        "bytes": path.read_bytes(),
        "file": io.BytesIO(path.read_bytes()),
    }[kind]

    assert check(source) == ()


def test_a_file_without_structure_is_untagged(good, faults_of):
    del good.pdf.Root.StructTreeRoot

    assert faults_of(good) == ["UntaggedDocument"]


@pytest.mark.parametrize(
    ("entry", "value", "code"),
    [
        ("MarkInfo", None, "MissingMarkInfo"),
        ("MarkInfo", Dictionary(Marked=False), "MissingMarkInfo"),
        ("MarkInfo", Dictionary(Marked=True, Suspects=True), "SuspectTags"),
        ("Lang", None, "MissingLanguage"),
        ("Lang", String(""), "MissingLanguage"),
        ("Lang", String("English (US)"), "MalformedLanguage"),
        ("ViewerPreferences", None, "TitleNotDisplayed"),
        ("ViewerPreferences", Dictionary(DisplayDocTitle=False), "TitleNotDisplayed"),
        ("Metadata", None, "MissingMetadata"),
    ],
)
def test_a_fault_of_the_catalogue_is_found(good, faults_of, entry, value, code):
    if value is None:
        del good.pdf.Root[f"/{entry}"]
    else:
        good.pdf.Root[f"/{entry}"] = value

    assert faults_of(good) == [code]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("A Title", "", ["MissingTitle", "MetadataMismatch"]),
        ("A Title", "Another Title", ["MetadataMismatch"]),
        ("A. Writer", "B. Writer", ["MetadataMismatch"]),
        ("<pdfuaid:part>1</pdfuaid:part>", "", ["NoConformanceClaim"]),
        ("<x:xmpmeta", "<x:broken", ["MissingMetadata"]),
        ("<x:xmpmeta", '<!DOCTYPE a [<!ENTITY b "c">]><x:xmpmeta', ["MissingMetadata"]),
    ],
)
def test_a_fault_of_the_metadata_is_found(good, faults_of, old, new, codes):
    stream = good.pdf.Root.Metadata
    stream.write(stream.read_bytes().replace(old.encode(), new.encode()))

    assert faults_of(good) == codes


def test_a_file_without_any_title_has_none(good, faults_of):
    del good.pdf.Root.Metadata
    del good.pdf.trailer.Info

    assert faults_of(good) == ["MissingTitle", "MissingMetadata"]


@pytest.mark.parametrize("key", ["/Type", "/Subtype"])
def test_a_metadata_stream_says_that_it_is_one(good, faults_of, key):
    del good.pdf.Root.Metadata[key]

    assert faults_of(good) == ["MissingMetadata"]


def test_a_language_within_the_tree_must_be_a_tag_too(good, faults_of):
    good.all("H2")[0].Lang = String("Turkish, I think")

    assert faults_of(good) == ["MalformedLanguage"]


def test_a_file_closed_to_assistive_technology_is_found(good):
    out = io.BytesIO()
    permissions = pikepdf.Permissions(accessibility=False, extract=False)
    encryption = pikepdf.Encryption(
        owner="x", user="", R=3, aes=False, metadata=False, allow=permissions
    )
    good.pdf.save(out, encryption=encryption)

    assert [finding.code for finding in check(out.getvalue())] == ["AccessForbidden"]


# Fonts.


def descriptor(draft):
    return draft.font.DescendantFonts[0].FontDescriptor


def test_a_font_that_is_shown_must_be_embedded(good, faults_of):
    del descriptor(good).FontFile2

    assert faults_of(good) == ["FontNotEmbedded"]


def test_a_font_that_is_only_named_is_a_note(good, faults_of):
    good.pdf.pages[1].Resources.Font.F9 = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica
    )

    assert faults_of(good) == ["UnusedFontNotEmbedded"]


def test_a_font_of_invisible_text_need_not_be_embedded(good, faults_of):
    """Text behind a scan."""
    good.pdf.pages[1].Resources.Font.F9 = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    good.replace(1, "/H2 <</MCID 1>> BDC", "/H2 <</MCID 1>> BDC BT 3 Tr /F9 9 Tf (a) Tj 0 Tr ET")

    assert faults_of(good) == ["UnusedFontNotEmbedded"]


def test_a_glyph_without_a_character_is_found(good, faults_of):
    good.replace(1, good.shown("Year", 50, 450), good.shown("Yea\u4e00", 50, 450))

    assert faults_of(good) == ["MissingToUnicode"]


def test_a_font_without_a_map_is_found_once(good, faults_of):
    del good.font.ToUnicode

    assert faults_of(good).count("MissingToUnicode") == 1


def test_a_code_mapped_to_nothing_is_found(good, faults_of):
    stream = good.font.ToUnicode
    stream.write(stream.read_bytes().replace(b"<0059> <0059>", b"<0059> <0000>"))

    assert faults_of(good) == ["MissingToUnicode"]


def test_a_glyph_that_actual_text_explains_needs_no_character(good, faults_of):
    ornament = good.shown("\u4e00", 50, 450)
    good.replace(1, good.shown("Year", 50, 450), good.span("Year", ornament))

    assert faults_of(good) == []


def test_characters_of_private_use_are_found(good, faults_of):
    """ReportLab's own ligatures."""
    stream = good.font.ToUnicode
    stream.write(stream.read_bytes().replace(b"<0059> <0059>", b"<0059> <E000>"))

    assert faults_of(good) == ["PrivateUseText"]


def test_a_drawn_notdef_is_found(good, faults_of):
    stream = good.font.ToUnicode
    stream.write(stream.read_bytes().replace(b"<0059> <0059>", b"<0059> <0059> <0000> <0058>"))
    good.replace(1, good.shown("Year", 50, 450), good.shown("Y\0ear", 50, 450))

    assert faults_of(good) == ["NotdefDrawn"]


def test_a_glyph_that_the_font_lacks_is_found(good):
    descendant = good.font.DescendantFonts[0]
    glyphs = descendant.CIDToGIDMap
    data = glyphs.read_bytes()
    glyphs.write(data[: 2 * ord("Y")] + b"\xff\xff" + data[2 * ord("Y") + 2 :])

    (finding,) = check(good.bytes())

    assert (finding.code, finding.page, finding.place) == ("MissingGlyph", 2, "font Squares")
    assert finding.message == "Squares has no glyph for the code 0x59"


def test_a_width_that_is_not_the_font_s_is_found(good):
    good.font.DescendantFonts[0].W = Array([ord("Y"), Array([498]), ord("e"), Array([499])])

    (finding,) = check(good.bytes())

    assert (finding.code, finding.page, finding.place) == ("WidthMismatch", 2, "font Squares")
    assert (
        finding.message
        == "the glyph of code 0x59 is 498 wide by the file and 500 in the font itself"
    )


SYMBOLIC, NONSYMBOLIC = 4, 32
WIN = Name.WinAnsiEncoding


def named(base, *glyphs):
    return Dictionary(BaseEncoding=base, Differences=Array([65, *map(Name, glyphs)]))


@pytest.mark.parametrize(
    ("flags", "encoding", "maps", "told"),
    [
        (NONSYMBOLIC, WIN, {(3, 1)}, None),
        (NONSYMBOLIC, WIN, {(1, 0)}, None),
        (NONSYMBOLIC, WIN, {(3, 0)}, "is not symbolic, and has no map of characters"),
        (NONSYMBOLIC, named(WIN, "/A", "/.notdef"), {(3, 1)}, None),
        (NONSYMBOLIC, named(WIN, "/A"), {(1, 0)}, "names glyphs, and has no map of characters"),
        (NONSYMBOLIC, named(WIN, "/g7"), {(3, 1)}, "names the glyph 'g7', which no list"),
        (NONSYMBOLIC, None, {(3, 1)}, "is not symbolic, and its encoding is of no name"),
        (NONSYMBOLIC, Name.StandardEncoding, {(3, 1)}, "its encoding is StandardEncoding"),
        (SYMBOLIC, None, {(1, 0)}, None),
        (SYMBOLIC, None, {(3, 0), (1, 0)}, None),
        (SYMBOLIC, None, {(3, 1), (1, 0)}, "is symbolic, and has 2 maps of which none is for"),
        (SYMBOLIC, WIN, {(3, 0)}, "is symbolic, and has an Encoding all the same"),
    ],
)
def test_a_truetype_font_s_codes_lead_to_glyphs_in_one_way(
    good, monkeypatch, flags, encoding, maps, told
):
    monkeypatch.setattr(
        "briefkit.preflight.rules_fonts.read_maps",
        lambda program: SimpleNamespace(starts=dict.fromkeys(maps, 0)),
    )
    descriptor(good).Flags = flags
    simple = Dictionary(Type=Name.Font, Subtype=Name.TrueType, FontDescriptor=descriptor(good))
    if encoding is not None:
        simple.Encoding = encoding
    good.pdf.pages[1].Resources.Font.F9 = good.pdf.make_indirect(simple)
    good.replace(1, "/H2 <</MCID 1>> BDC", "/H2 <</MCID 1>> BDC BT /F9 9 Tf (A) Tj ET")

    found = [one.message for one in check(good.bytes()) if one.code == "UnclearEncoding"]

    assert (told or "") in " ".join(found)
    assert len(found) == (told is not None)


def test_text_that_cannot_be_seen_may_have_any_width(good, faults_of):
    good.font.DescendantFonts[0].W = Array([ord("Y"), Array([100])])
    shown = good.shown("Year", 50, 450)
    good.replace(1, shown, shown.replace("BT", "BT 3 Tr").replace("ET", "0 Tr ET"))

    assert faults_of(good) == []


@pytest.mark.parametrize(
    ("version", "bits", "told"),
    [
        ("1.7", b"\xff" * 8192, None),
        ("1.7", b"\x7f" + b"\xff" * 8191, None),
        ("1.7", b"\xff" * 8191, "the CIDSet of the font leaves out 8 of its glyphs"),
        ("2.0", b"\xff" * 8191, None),
    ],
)
def test_a_list_of_glyphs_names_all_before_pdf_2(good, version, bits, told):
    descriptor(good).CIDSet = good.pdf.make_stream(bits)
    good.font.DescendantFonts[0].BaseFont = Name("/AAAAAA+Squares")
    good.pdf.Root.Version = Name(f"/{version}")

    assert [finding.message for finding in check(good.bytes())] == ([told] if told else [])


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@pytest.mark.parametrize(
    ("entries", "where"),
    [
        ({"OpenAction": SCRIPT}, "the catalogue"),
        ({"OpenAction": Dictionary(S=Name.Launch, F=String("a.exe"))}, "the catalogue"),
        ({"OpenAction": Dictionary(S=Name.GoTo, Next=Array([SCRIPT]))}, "the catalogue"),
        ({"AA": Dictionary(WC=SCRIPT)}, "the catalogue"),
        (
            {"Names": Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))},
            "/Names",
        ),
    ],
)
def test_what_runs_as_the_file_is_opened_is_found(good, entries, where):
    names = good.pdf.Root.Names
    for key, value in entries.items():
        good.pdf.Root[f"/{key}"] = value
    if "Names" in entries:
        good.pdf.Root.Names.Dests = names.Dests

    (finding,) = check(good.bytes())

    assert (finding.code, finding.place, finding.page) == ("ActiveContent", where, None)


def test_what_runs_on_a_page_and_in_a_link_is_found_there(good):
    good.pdf.pages[0].obj.AA = Dictionary(O=SCRIPT)
    link = good.pdf.pages[1].obj.Annots[0]
    link.AA = Dictionary(U=SCRIPT)

    first, second = check(good.bytes())

    assert (first.page, first.place) == (1, "the page")
    assert (second.page, second.place) == (2, "annotation (Link)")


def test_actions_in_a_circle_come_to_an_end(good, faults_of):
    action = good.pdf.make_indirect(Dictionary(S=Name.GoTo))
    action.Next = Array([action, SCRIPT])
    good.pdf.Root.OpenAction = action

    assert faults_of(good) == ["ActiveContent"]


def test_a_form_that_is_laid_out_as_it_is_opened_is_found(good, faults_of):
    good.pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=good.pdf.make_stream(b"<xdp/>"))
    assert faults_of(good) == []

    good.pdf.Root.NeedsRendering = True
    assert faults_of(good) == ["DynamicXfaForm"]
