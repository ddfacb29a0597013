"""Files that are broken, foreign or out to do harm."""

import io
import random
import threading
import time
import zlib

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import IndirectObject

from briefkit.errors import SourceError
from briefkit.preflight import (
    check,
    describe_structure,
    programs,
    read_structure,
    structure_text,
)
from briefkit.preflight.cmaps import parse_to_unicode


@pytest.mark.parametrize("look", [check, read_structure, structure_text, describe_structure])
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"<html>404</html>", "is not a PDF"),
        (b"%PDF-1.7\n1 0 obj\n<</Type /Catalog", "is cut off"),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF", "cannot be read"),
        (b"%PDF-1.7\n" + b"\0" * 5000 + b"startxref\n99999\n%%EOF", "cannot be read"),
    ],
)
def test_what_is_no_pdf_is_refused(look, data, told):
    with pytest.raises(SourceError, match=told):
        look(data)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"gone\.pdf: cannot be opened"):
        check(tmp_path / "gone.pdf")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(SourceError, match="cannot be opened"):
        check(tmp_path)


def test_a_text_file_object_is_refused():
    with pytest.raises(SourceError, match="binary"):
        check(io.StringIO("%PDF-1.7"))


def test_a_file_locked_with_a_password_is_refused(good):
    out = io.BytesIO()
    encryption = pikepdf.Encryption(owner="x", user="y", R=3, aes=False, metadata=False)
    good.pdf.save(out, encryption=encryption)

    with pytest.raises(SourceError, match="encrypted"):
        check(out.getvalue())


@pytest.mark.parametrize("where", ["decrypt", "get_object"])
def test_a_file_encrypted_beyond_what_is_read_says_what_to_do(good, monkeypatch, where):
    """As AES is where the package cryptography is not installed."""

    def fail(self, *arguments):
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    out = io.BytesIO()
    encryption = pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False)
    good.pdf.save(out, encryption=encryption)
    monkeypatch.setattr(PdfReader if where == "decrypt" else IndirectObject, where, fail)

    with pytest.raises(SourceError, match="is encrypted with AES: give it without encryption, or"):
        check(out.getvalue())


def test_a_file_that_only_restricts_is_read(good):
    out = io.BytesIO()
    encryption = pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False)
    good.pdf.save(out, encryption=encryption)

    assert check(out.getvalue()) == ()


def test_a_file_without_pages_is_refused(good):
    good.pdf.Root.Pages = Dictionary(Type=Name.Pages, Kids=Array([]), Count=0)

    with pytest.raises(SourceError, match="no page"):
        check(good.bytes())


def test_a_file_cut_in_two_is_refused_or_reported(good):
    data = good.bytes()

    with pytest.raises(SourceError):
        check(data[: len(data) // 2])


def test_a_file_with_a_wrong_index_is_read_and_reported(good):
    data = good.bytes()
    at = data.rindex(b"startxref") + 10
    data = data[:at] + b"17" + data[at + 2 :]

    assert "DamagedFile" in [finding.code for finding in check(data)]


def test_what_pypdf_complains_of_stays_off_the_screen(good, capfd):
    data = good.bytes()
    at = data.rindex(b"startxref") + 10
    check(data[:at] + b"17" + data[at + 2 :])

    assert capfd.readouterr() == ("", "")


def test_a_page_tree_in_a_circle_comes_to_an_end(good):
    pages = good.pdf.Root.Pages
    data = good.bytes()
    number = pages.objgen[0]
    kids = data.replace(b"/Kids [ ", b"/Kids [ %d 0 R " % number, 1)

    assert "DamagedFile" in [finding.code for finding in check(kids)]


def test_a_page_named_twice_counts_once(good):
    good.pdf.Root.Pages.Kids.append(good.pdf.Root.Pages.Kids[0])
    data = good.bytes().replace(b"/Count 2", b"/Count 3")

    assert read_structure(data).pages == (1, 2)


def test_a_very_deep_tree_is_read_as_far_as_is_sane(draft, faults_of):
    element = draft.document
    for _ in range(5_000):
        element = draft.element(element, "Div")
    draft.text(element, "deep")

    assert set(faults_of(draft.finish())) == {"CheckCutShort"}


def test_elements_that_multiply_are_read_once(draft):
    """Each level names the next twice: 2^60 ways down."""
    element = draft.document
    for _ in range(60):
        child = draft.element(element, "Div")
        element.K.append(child)
        element = child
    draft.text(element, "once")

    assert structure_text(draft.finish().bytes()) == "once"


def test_forms_that_multiply_come_to_an_end(draft):
    """Ten levels of forms, each painting the next forty times: 40^10 in all."""
    form = None
    for _ in range(10):
        resources = Dictionary() if form is None else Dictionary(XObject=Dictionary(X=form))
        content = b"0 0 1 1 re f" if form is None else b"/X Do " * 40
        form = draft.pdf.make_stream(
            content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1], Resources=resources
        )
    draft.pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    draft.raw("/X Do")
    start = time.perf_counter()

    codes = [finding.code for finding in check(draft.finish().bytes())]

    assert "CheckCutShort" in codes
    assert time.perf_counter() - start < 60


def test_a_form_that_paints_itself_is_reported(draft, faults_of):
    form = draft.pdf.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    draft.pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    draft.raw("/X Do")

    assert faults_of(draft.finish()) == ["UnreadableContent"]


def test_content_that_swells_is_cut_short(draft):
    """A few kilobytes that decode to hundreds of megabytes."""
    packed = zlib.compress(b"\0" * 200_000_000, 9)
    draft.finish()
    draft.pdf.pages[0].obj.Contents = draft.pdf.make_stream(b"")
    draft.pdf.pages[0].obj.Contents.write(packed, filter=Name.FlateDecode)

    assert "UnreadableContent" in [finding.code for finding in check(draft.bytes())]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("StructTreeRoot", Array([1, 2])),
        ("StructTreeRoot", Dictionary(K=5)),
        ("StructTreeRoot", Dictionary(K=Array([Array([]), 1.5, True]), ParentTree=7)),
        (
            "StructTreeRoot",
            Dictionary(ParentTree=Dictionary(Nums=Array([0])), RoleMap=1, ClassMap=2),
        ),
        ("MarkInfo", 1),
        ("ViewerPreferences", Array([])),
        ("Metadata", 3),
        ("Names", 4),
        ("Names", Dictionary(Dests=Dictionary(Names=5))),
        ("Dests", Array([])),
        ("Outlines", Dictionary(First=6)),
        ("Lang", Name.en),
    ],
)
def test_wrong_types_in_the_catalogue_do_no_harm(good, key, value):
    good.pdf.Root[f"/{key}"] = value

    assert isinstance(check(good.bytes()), tuple)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Contents", 1),
        ("Contents", Array([1, Name.A])),
        ("Resources", 2),
        ("Resources", Dictionary(Font=3)),
        ("Resources", Dictionary(Font=Dictionary(F1=4))),
        ("Resources", Dictionary(Font=Dictionary(F1=Dictionary(Subtype=Name.Type0)))),
        ("Resources", Dictionary(Font=Dictionary(F1=Dictionary(Widths=5, Encoding=6)))),
        ("MediaBox", Array([0, 0, 1])),
        ("CropBox", Array([0, 0, Name.A, 1])),
        ("Annots", 7),
        ("Annots", Array([8, Dictionary(Subtype=9), Dictionary(Subtype=Name.Link, Rect=1, A=2)])),
        ("StructParents", Name.A),
    ],
)
def test_wrong_types_on_a_page_do_no_harm(good, key, value):
    good.pdf.pages[0].obj[f"/{key}"] = value

    assert isinstance(check(good.bytes()), tuple)


@pytest.mark.parametrize("seed", range(150))
def test_random_damage_does_no_harm(good_bytes, seed):
    """Each byte may be lost, doubled or changed."""
    chance = random.Random(seed)  # noqa: S311 (damage, not secrets)
    data = bytearray(good_bytes)
    for _ in range(chance.choice((1, 3, 10, 50))):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 40)]
            case 2:
                data[at:at] = data[at : at + chance.randrange(1, 40)]
            case 3:
                data[at : at + 1] = chance.choice(
                    (b"0", b"9", b"<<", b">>", b"[", b"(", b"/", b"R")
                )

    try:
        found = check(bytes(data))
    except SourceError:
        return
    assert isinstance(found, tuple)


@pytest.fixture(scope="module")
def good_bytes(request):
    """Return the bytes of the good file, its content uncompressed."""
    from_conftest = request.getfixturevalue("make_good")
    return from_conftest().bytes()


def test_many_threads_read_at_once(good_bytes):
    results = []
    threads = [threading.Thread(target=lambda: results.append(check(good_bytes))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [()] * 8


def test_maps_that_name_the_same_codes_for_ever_come_to_an_end():
    """Sixteen thousand ranges of all codes; a section begun ten thousand times and never ended."""
    ranges = b"begincmap 1 beginbfrange " + b"<0000> <FFFF> <0041> " * 16_000 + b"endbfrange"

    assert len(parse_to_unicode(ranges)) == 65_536
    assert parse_to_unicode(b"beginbfchar <01> <0041> " * 100_000) == {}


def test_a_code_does_not_stand_for_a_book():
    """65,536 codes, each for a hundred thousand letters, would take thirteen gigabytes."""
    bloated = b"1 beginbfrange <0000> <FFFF> <" + b"0041" * 100_000 + b"> endbfrange"

    assert {len(text) for text in parse_to_unicode(bloated).values()} == {256}


def test_a_very_long_string_is_cut_short(draft):
    draft.text(draft.document, "", painted=f"BT /F1 10 Tf <{'0041' * 200_000}> Tj ET")

    codes = [finding.code for finding in check(draft.finish().bytes())]

    assert codes == ["CheckCutShort", "TextOutsidePage"]


def test_a_long_chain_of_roles_is_followed_once(draft):
    """Each of 20,000 types is mapped to the next, the last to a standard one."""
    count = 20_000
    draft.tree.RoleMap = Dictionary({f"/R{at}": Name(f"/R{at + 1}") for at in range(count)})
    draft.tree.RoleMap[f"/R{count}"] = Name.Div
    for at in range(0, count, 10):
        draft.element(draft.document, f"R{at}")

    assert check(draft.finish().bytes()) == ()


def test_what_was_repaired_is_told_in_the_same_plain_words_each_time(good):
    """Objects are named by pypdf by where they lie in memory, and errors by their classes."""
    data = good.bytes().replace(b"/Root", b"/Roof")

    (first,), (second,) = (
        [one.message for one in check(data) if one.code == "DamagedFile"] for _ in range(2)
    )

    assert first == second
    assert first.endswith("Root found at object 1")


def test_a_backslash_before_any_letter_is_no_damage(good):
    data = good.bytes().replace(b"(A Title)", b"(A \\Title)")

    assert "DamagedFile" not in {one.code for one in check(data)}


def test_a_file_without_its_very_last_mark_is_read(good):
    data = good.bytes()

    assert check(data[: data.rindex(b"%%EOF")]) == ()
    assert check(data + b"\0" * 20_000) == ()


def test_an_array_that_is_larger_than_is_read_cuts_the_check_short(draft, monkeypatch):
    monkeypatch.setattr("briefkit.preflight.source._MOST_ITEMS", 5_000)
    draft.document.K = Array([None] * 5_001)

    codes = {one.code for one in check(draft.finish().bytes())}

    reads_any = not hasattr(pypdf, "apply_configuration")  # the lowest versions do
    assert ("CheckCutShort" in codes) is not reads_any
    assert "DamagedFile" not in codes


def _in_the_parent_tree(pdf):
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    nums.extend([0] * 6_000)


def _in_the_names(pdf):
    names = pdf.make_indirect(Dictionary(Names=Array([None] * 6_000)))
    pdf.Root.Names = Dictionary(Dests=names)


def _in_a_font(pdf):
    font = next(iter(pdf.pages[0].obj.Resources.Font.as_dict().values()))
    font.Odd = Array([0] * 6_000)


@pytest.mark.skipif(not hasattr(pypdf, "apply_configuration"), reason="reads arrays of any length")
@pytest.mark.parametrize("put", [_in_the_parent_tree, _in_the_names, _in_a_font])
def test_what_may_follow_from_what_is_not_read_is_not_told(good, monkeypatch, put):
    monkeypatch.setattr("briefkit.preflight.source._MOST_ITEMS", 5_000)
    put(good.pdf)
    good.pdf.Root.Lang = String("x y")

    found = check(good.bytes())

    assert [one.code for one in found] == ["CheckCutShort", "MalformedLanguage"]
    assert found[0].message.endswith("an array or a dictionary has over 5,000 items")


@pytest.mark.skipif(not hasattr(pypdf, "apply_configuration"), reason="reads arrays of any length")
def test_a_page_that_is_not_read_for_its_size_is_named_so(good, monkeypatch):
    monkeypatch.setattr("briefkit.preflight.source._MOST_ITEMS", 5_000)
    for page in good.pdf.pages:
        page.obj.Odd = Array([0] * 6_000)

    with pytest.raises(SourceError, match="over 5,000 items"):
        check(good.bytes())


def test_of_a_page_that_is_cut_short_what_may_follow_is_not_told_and_of_others_all(
    good, monkeypatch
):
    before = {one.code for one in check(good.bytes())}
    monkeypatch.setattr("briefkit.preflight.interpreter._MOST_OPERATIONS_OF_A_PAGE", 3)

    found = check(good.bytes())

    assert not before
    assert {one.code for one in found} == {"CheckCutShort"}
    assert [one.page for one in found] == [1, 2]


def test_a_program_that_many_fonts_share_is_read_once(good, monkeypatch):
    read = []
    real = programs.read_program
    monkeypatch.setattr(programs, "read_program", lambda data: read.append(data) or real(data))
    fonts = good.pdf.pages[0].obj.Resources.Font
    for number in range(20):
        fonts[f"/X{number}"] = good.pdf.make_indirect(Dictionary(good.font))
    shown = "".join(good.shown("A", 50, 300).replace("/F1", f"/X{number}") for number in range(20))
    good.replace(0, "/H1 <</MCID 0>> BDC", f"/H1 <</MCID 0>> BDC {shown}")

    assert check(good.bytes()) == ()
    assert len(read) == 1


def test_an_array_of_more_items_than_pypdf_reads_by_itself_is_read_whole(good):
    numbers = good.tree.ParentTree.Nums
    good.tree.ParentTree.Nums = Array([*(0 for _ in range(100_002)), *numbers])
    good.pdf.pages[0].obj.StructParents = 7

    assert [one.code for one in check(good.bytes())] == ["PageWithoutStructParents"]


@pytest.mark.skipif(not hasattr(pypdf, "apply_configuration"), reason="pypdf has no configuration")
def test_what_the_caller_has_settled_for_pypdf_stays(good):
    from pypdf import apply_configuration, get_configuration

    with apply_configuration(array_maximum_element_count=5):
        assert check(good.bytes()) == ()
        assert get_configuration().array_maximum_element_count == 5
