"""What other programs say of a file with everything in it, and that it is always the same file."""

import hashlib
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from briefkit.frame import Anchor, Destination, Fill, LinkArea, Picture, Uri
from briefkit.geometry import Rect
from briefkit.images.raster import read_raster
from briefkit.metadata import OutlineEntry
from briefkit.structure import BACKGROUND, HEADER, LAYOUT, Role


@pytest.fixture
def full(sheet):
    """Return two pages with one of everything."""
    heading = sheet.words(role=Role.HEADING_1, title="One of everything")
    paragraph = sheet.node(Role.PARAGRAPH)
    before = sheet.node(Role.TEXT, paragraph)
    call = sheet.node(Role.LINK, sheet.node(Role.REFERENCE, paragraph), alt="Note 1")
    number = sheet.node(Role.TEXT, call)
    note = sheet.node(Role.NOTE, paragraph)
    label, body = sheet.words(note, Role.LABEL), sheet.words(note)
    after = sheet.node(Role.TEXT, paragraph)
    foreign = sheet.node(Role.TEXT, paragraph, language="tr")
    figure = sheet.node(Role.FIGURE, alt="A gradient")
    caption = sheet.words(figure, Role.CAPTION)
    table = sheet.node(Role.TABLE)
    row = sheet.node(Role.TABLE_ROW, sheet.node(Role.TABLE_HEAD, table))
    head = sheet.words(row, Role.HEADER_CELL, scope="Column")
    cell = sheet.words(
        sheet.node(Role.TABLE_ROW, sheet.node(Role.TABLE_BODY, table)), Role.DATA_CELL
    )
    listing = sheet.node(Role.LIST, numbering="Disc")
    item = sheet.node(Role.LIST_ITEM, listing)
    bullet, entry = sheet.words(item, Role.LABEL), sheet.words(item, Role.LIST_BODY)
    address = sheet.node(Role.LINK, sheet.node(Role.PARAGRAPH), alt="example.org")
    link = sheet.node(Role.TEXT, address)

    sheet.put(0, 0, Fill(200, 30, "#ddeeff", BACKGROUND))
    sheet.line(24, sheet.run("Running head", HEADER, 8))
    sheet.put(40, 50, Anchor("top"))
    sheet.line(60, sheet.run("One of everything", heading, 22, colour="#b00020"))
    sheet.line(
        90,
        sheet.run("First affinity, ", before),
        sheet.run("NATO", before, features=("smcp", "c2sc")),
        sheet.run(" and a hy-", before, actual=" and a hyphen", soft=True),
    )
    sheet.line(102, sheet.run("phen", before, actual=""), sheet.run("1", number, 6))
    sheet.put(60, 94, LinkArea(6, 8, Destination("note"), call, "Note 1"))
    sheet.line(102, sheet.run(" goes on.", after), sheet.run(" İstanbul Жизнь", foreign), x=70)
    picture = Image.linear_gradient("L").convert("RGBA")
    picture.putalpha(Image.radial_gradient("L"))
    stored = io.BytesIO()
    picture.save(stored, "PNG")
    raster = read_raster(stored.getvalue())
    sheet.put(40, 120, Picture(raster, 100, 60, figure, Rect(0.1, 0.1, 0.5, 0.5), 8))
    sheet.line(190, sheet.run("A gradient", caption, 8))
    sheet.put(40, 200, Fill(100, 0.5, "#000000", LAYOUT))
    sheet.line(212, sheet.run("Year", head))
    sheet.line(224, sheet.run("2022", cell))
    sheet.line(240, sheet.run("•", bullet))
    sheet.line(240, sheet.run("An entry", entry), x=50)
    sheet.line(260, sheet.run("https://example", link), x=200)
    sheet.line(272, sheet.run(".org", link))
    for x, y in ((200, 252), (40, 264)):
        sheet.put(x, y, LinkArea(70, 12, Uri("https://example.org"), address, "example.org"))
    sheet.put(40, 500, Anchor("note"))
    sheet.line(510, sheet.run("1", label, 8))
    sheet.line(510, sheet.run("A note that begins here", body, 8), x=50)
    sheet.turn()
    sheet.line(510, sheet.run("and ends there.", body, 8))
    return sheet


FACTS = {
    "title": "One of <everything>",
    "authors": ("Ann", "Béla"),
    "description": "For tests",
    "keywords": ("a", "b"),
    "outline": (OutlineEntry("One of everything", "top"),),
}


def test_page_validation_finds_no_fault(full):
    assert full.paint(**FACTS).faults() == []


def test_qpdf_finds_no_fault(full, run_tool):
    assert "No syntax or stream encoding errors found" in run_tool(
        "qpdf", full.bytes(**FACTS), "--check"
    )


def test_all_fonts_are_embedded_in_part_and_map_to_text(full, run_tool):
    lines = run_tool("pdffonts", full.bytes(**FACTS)).split("\n")[2:-1]

    assert len(lines) == 3
    for line in lines:
        assert line.split()[1:7] == ["CID", "TrueType", "Identity-H", "yes", "yes", "yes"]


def test_the_file_is_marked_titled_and_of_its_language(full):
    reader = pypdf.PdfReader(io.BytesIO(full.bytes(**FACTS)))

    root = reader.trailer["/Root"]
    assert reader.pdf_header == "%PDF-1.7"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en"
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"


def test_the_same_pages_give_the_same_bytes(full):
    assert full.bytes(**FACTS) == full.bytes(**FACTS)


def test_threads_do_not_disturb_each_other(full):
    with ThreadPoolExecutor(8) as executor:
        painted = set(executor.map(lambda _: full.bytes(**FACTS), range(16)))

    assert len(painted) == 1


def test_reportlab_s_settings_are_neither_changed_nor_heeded(full, monkeypatch):
    from reportlab import rl_config

    before = dict(vars(rl_config))
    data = full.bytes(**FACTS)
    assert dict(vars(rl_config)) == before
    for setting in ("useA85", "invariant", "pageCompression"):
        monkeypatch.setattr(rl_config, setting, not getattr(rl_config, setting))

    assert full.bytes(**FACTS) == data


SCRIPT = """
import hashlib, sys
from briefkit.frame import Fill, Frame, Page, Placed
from briefkit.geometry import Size
from briefkit.metadata import Metadata
from briefkit.pdf import paint
from briefkit.structure import LAYOUT, NodeId, Role, StructureBuilder
from briefkit.frame import GlyphRun
from briefkit.text.fonts import FontLibrary
from briefkit.text.shape import shape

library = FontLibrary()
builder = StructureBuilder("en")
items = []
for at, family in enumerate(library.families):
    mark = builder.add(builder.add(NodeId(0), Role.NOTE), Role.TEXT)
    shaped = shape("First affinity, 1234", library.face(family))
    run = GlyphRun(shaped.face_key, 10.0, "#000000", mark, shaped.text, shaped.glyphs,
                   tuple(10 * advance for advance in shaped.advances), shaped.clusters)
    items.append(Placed(10, 20 + 20 * at, run))
page = Page(0, Size(200, 200), Frame(200, 200, items=tuple(items)), label="1")
data = paint([page], builder.finish(), Metadata("x", "en", keywords=("b", "a")), library)
print(hashlib.sha256(data).hexdigest())
"""


def test_every_process_gives_the_same_bytes():
    """Whatever the hash seed, the time zone and the locale."""
    digests = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("1", "Asia/Tokyo", "C.UTF-8"), ("77", "", "tr")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        environment.pop("SOURCE_DATE_EPOCH", None)
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=environment,
            cwd=Path(__file__).parent,
            capture_output=True,
            check=True,
        )
        digests.add(done.stdout)

    assert len(digests) == 1
    assert len(digests.pop().strip()) == hashlib.sha256().digest_size * 2


def test_the_room_is_not_loaded_before_it_is_entered():
    """Reportlab takes a tenth of a second to import."""
    script = "import sys, briefkit.pdf; sys.exit('reportlab' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
