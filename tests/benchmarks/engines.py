"""One synthetic brief through briefkit or a peer, measured in this process, told as JSON.

    python engines.py ENGINE cold NOTES SEED FILE      set one brief: the caller takes the time
    python engines.py ENGINE warm NOTES RUNS SECONDS   texts not set before, then the same again
    python engines.py ENGINE long NOTES FILE           one long brief, after a short one
    python engines.py ENGINE many NOTES COUNT          several, when a line comes on standard input

`peers.py` calls this, with the interpreter of the environment that has the engine; nothing but
Python's own library is loaded here before the engine is. All set the same text in the same face,
10.5 on 14 points and as wide, on A4, justified, hyphenated where they can, with the same
photographs. Typst, WeasyPrint and emboss tag, as briefkit does. fpdf2 and Platypus have no
footnotes: theirs stand at the end, which is less work.
"""

import json
import math
import random
import re
import sys
import time
from collections.abc import Callable
from functools import cache
from html import escape
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "fonts" / "source-serif-4"
FACE = FONTS / "SourceSerif4-Regular.ttf"
WORDS = ROOT / "tests" / "samples" / "en-omb-m-16-21-source-code-policy.md"
PICTURES = ROOT / "examples" / "pictures"
PHOTOGRAPHS = ("rocket.jpg", "grace_hopper.jpg", "hubble_deep_field.jpg")
EVERY, NOTE = 48, 26  # words for each note; words in it
TO_EACH = 3  # notes to a paragraph; a photograph to every second paragraph, a heading to ten
NEW = 12  # every twelfth word is in no other text
WIDE, HIGH = 250.0, 167.0  # points, of a photograph
SIZE, LEADING = 10.5, 14.0
MEASURE = 338.0  # points: that of briefkit's own style on A4, so that pages hold as much
SIDE, HEAD = (595.28 - MEASURE) / 2, 71.0  # points: margins


class Passage(NamedTuple):
    """Words and the note that is called after them. Each begins or ends in a number, to find it."""

    words: str
    note: str


class Block(NamedTuple):
    """A heading, if any, a paragraph, and a photograph's name and caption, if any."""

    heading: str
    passages: tuple[Passage, ...]
    photograph: str
    caption: str


Text = tuple[Block, ...]


@cache
def vocabulary() -> list[str]:
    """Return the words of a real text, as often as they are in it."""
    return re.findall(r"[a-z]{2,}", WORDS.read_text(encoding="utf-8"))


def text_of(notes: int, seed: int) -> Text:
    """Return a text with so many notes; another seed, another text."""
    chance = random.Random(seed)  # noqa: S311 -- the same texts each time are what is wanted
    known = vocabulary()

    def words(count: int) -> str:
        drawn = chance.choices(known, k=count)
        for at in range(0, count, NEW):
            first, last = chance.choices(known, k=2)
            drawn[at] = first[: 1 + len(first) // 2] + last[len(last) // 2 :]
        return " ".join(drawn).capitalize()

    blocks: list[Block] = []
    called = 0
    while called < notes:
        count = len(blocks)
        passages = [
            Passage(f"{words(EVERY)} 4{number:04}x", f"9{number:04}x {words(NOTE)}")
            for number in range(called, min(called + TO_EACH, notes))
        ]
        called += len(passages)
        name = PHOTOGRAPHS[count // 2 % len(PHOTOGRAPHS)] if count % 2 else ""
        heading = words(4) if count % 10 == 0 else ""
        blocks.append(Block(heading, tuple(passages), name, words(8) if name else ""))
    return tuple(blocks)


def briefkit(text: Text) -> bytes:
    """Return the PDF by briefkit, tagged, as it is without being asked for anything."""
    return import_module("briefkit").render(brief_of(text))  # type: ignore[no-any-return]


def brief_of(text: Text):  # type: ignore[no-untyped-def]
    """Return the text as briefkit has it."""
    kit = import_module("briefkit")
    body = []
    for block in text:
        if block.heading:
            body.append(kit.Section(block.heading, []))
        parts = [part for each in block.passages for part in (each.words, kit.note(each.note), " ")]
        body.append(kit.Paragraph(*parts[:-1]))
        if block.photograph:
            path = PICTURES / block.photograph
            width = WIDE / MEASURE
            alt = "A photograph"
            body.append(kit.Figure(path, alt=alt, caption=block.caption, width=width))
    return kit.Brief(title="A synthetic brief", body=body)


def typst(text: Text) -> bytes:
    """Return the PDF by Typst, tagged, as it is without being asked for anything."""
    setting = (
        '#set document(title: "A synthetic brief")\n#set page(paper: "a4", numbering: "1", '
        f"margin: (x: {SIDE}pt, y: {HEAD}pt))\n"
        f'#set text(font: "Source Serif 4", size: {SIZE}pt, lang: "en")\n'
        "#set par(justify: true)\n#set heading(numbering: none)\n"
    )
    parts = [setting]
    for block in text:
        if block.heading:
            parts.append(f"= {block.heading}\n\n")
        parts += [f"{each.words}#footnote[{each.note}] " for each in block.passages]
        parts.append("\n\n")
        if block.photograph:
            picture = f'image("{block.photograph}", alt: "A photograph", width: {WIDE}pt)'
            parts.append(f"#figure({picture}, caption: [{block.caption}], placement: auto)\n\n")
    return _typst_compiler().compile(input="".join(parts).encode())  # type: ignore[no-any-return]


@cache
def _typst_compiler():  # type: ignore[no-untyped-def]
    """Return the one compiler of this process, which has looked for fonts already."""
    compiler = import_module("typst").Compiler
    return compiler(
        input=b"", root=str(PICTURES), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def weasyprint(text: Text) -> bytes:
    """Return the PDF by WeasyPrint, asked for tags."""
    folio = "@bottom-center { content: counter(page) }"
    setting = (
        '<html lang="en"><title>A synthetic brief</title><style>'
        f'@font-face {{ font-family: face; src: url("{FACE.as_uri()}") }}'
        f"@page {{ size: A4; margin: {HEAD}pt {SIDE}pt; {folio} }}"
        f"body {{ font: {SIZE}pt/{LEADING}pt face; text-align: justify; hyphens: auto }}"
        "p { margin: 0; orphans: 2; widows: 2 } figure { break-inside: avoid }"
        f".note {{ float: footnote; font-size: 8.5pt }} img {{ width: {WIDE}pt }}</style>"
    )
    parts = [setting]
    for block in text:
        if block.heading:
            parts.append(f"<h2>{escape(block.heading)}</h2>")
        said = [f'{escape(w)}<span class="note">{escape(n)}</span> ' for w, n in block.passages]
        parts.append(f"<p>{''.join(said)}</p>")
        if block.photograph:
            address = (PICTURES / block.photograph).as_uri()
            caption = f"<figcaption>{escape(block.caption)}</figcaption>"
            parts.append(f'<figure><img src="{address}" alt="A photograph">{caption}</figure>')
    page = import_module("weasyprint").HTML(string="".join(parts))
    return page.write_pdf(pdf_tags=True)  # type: ignore[no-any-return]


def fpdf2(text: Text) -> bytes:
    """Return the PDF by fpdf2: no tags, and the notes at the end."""
    pdf = import_module("fpdf").FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(auto=True, margin=HEAD)
    pdf.set_margins(SIDE, HEAD, SIDE)
    pdf.add_font("face", fname=str(FACE))
    pdf.add_page()
    number = 0
    for block in text:
        if block.heading:
            pdf.set_font("face", size=15)
            pdf.multi_cell(0, 22, block.heading, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("face", size=SIZE)
        said = []
        for each in block.passages:
            number += 1
            said.append(f"{each.words} [{number}]")
        pdf.multi_cell(0, LEADING, " ".join(said), align="J", new_x="LMARGIN", new_y="NEXT")
        if block.photograph:
            pdf.image(str(PICTURES / block.photograph), w=WIDE, alt_text="A photograph")
            pdf.multi_cell(0, LEADING, block.caption, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("face", size=8.5)
    notes = (each.note for block in text for each in block.passages)
    for number, said_there in enumerate(notes, 1):
        pdf.multi_cell(0, 11, f"{number} {said_there}", align="J", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def platypus(text: Text) -> bytes:
    """Return the PDF by reportlab's Platypus: no tags, no hyphens, and the notes at the end."""
    parts = import_module("reportlab.platypus")
    style = import_module("reportlab.lib.styles").ParagraphStyle
    fonts = import_module("reportlab.pdfbase.pdfmetrics")
    if "face" not in fonts.getRegisteredFontNames():
        fonts.registerFont(import_module("reportlab.pdfbase.ttfonts").TTFont("face", str(FACE)))
    body = style("body", fontName="face", fontSize=SIZE, leading=LEADING, alignment=4)
    heading = style("heading", body, fontSize=15, leading=22, alignment=0, keepWithNext=1)
    small = style("note", body, fontSize=8.5, leading=11)
    story: list[object] = []
    notes: list[object] = []
    for block in text:
        if block.heading:
            story.append(parts.Paragraph(escape(block.heading), heading))
        said = []
        for each in block.passages:
            notes.append(parts.Paragraph(f"{len(notes) + 1} {escape(each.note)}", small))
            said.append(f"{escape(each.words)}<super>{len(notes)}</super>")
        story.append(parts.Paragraph(" ".join(said), body))
        if block.photograph:
            picture = parts.Image(str(PICTURES / block.photograph), WIDE, HIGH)
            story.append(
                parts.KeepTogether([picture, parts.Paragraph(escape(block.caption), small)])
            )
    out = BytesIO()
    margins = {f"{side}Margin": SIDE for side in ("left", "right")}
    margins |= {f"{side}Margin": HEAD for side in ("top", "bottom")}
    parts.SimpleDocTemplate(out, pagesize=(595.28, 841.89), **margins).build(story + notes)
    return out.getvalue()


def emboss(text: Text) -> bytes:
    """Return the PDF by emboss-pdf, tagged; a note belongs to its paragraph, and no call is set."""
    kit = import_module("emboss")
    page = kit.PageSpec(595.28, 841.89, HEAD, SIDE, HEAD, SIDE)
    document = kit.Document(title="A synthetic brief", page=page)
    import_module("emboss.bundled_fonts").register_bundled_fonts(document.fonts)
    style = kit.Style(font_family="Source Serif 4", font_size=SIZE, align="justify")
    small = kit.Style(font_family="Source Serif 4", font_size=8.5)
    for block in text:
        if block.heading:
            document.heading(block.heading, level=1)
        document.paragraph(" ".join(each.words for each in block.passages), style=style)
        for each in block.passages:
            document.footnote(each.note, style=small)
        if block.photograph:
            path = str(PICTURES / block.photograph)
            document.image(path, alt_text="A photograph", width=WIDE, caption=block.caption)
    return document.render()  # type: ignore[no-any-return]


ENGINES: dict[str, Callable[[Text], bytes]] = {
    engine.__name__: engine for engine in (briefkit, typst, weasyprint, fpdf2, platypus, emboss)
}


def peak() -> float:
    """Return the most memory that this process has held, in MiB; of Linux."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def timed(engine: Callable[[Text], bytes], text: Text) -> tuple[float, float, bytes]:
    """Return the seconds by the clock and of the processor that a text takes, and its PDF."""
    clock, worked = time.perf_counter(), time.process_time()
    data = engine(text)
    return time.perf_counter() - clock, time.process_time() - worked, data


def main() -> None:
    """Measure what the command line asks for."""
    engine, task = ENGINES[sys.argv[1]], sys.argv[2]
    notes = int(sys.argv[3])
    found: dict[str, float] = {}
    if task == "cold":
        Path(sys.argv[5]).write_bytes(engine(text_of(notes, int(sys.argv[4]))))
        return
    for seed in (1, 2):
        engine(text_of(notes if task != "long" else 18, seed))
    if task == "warm":
        found = {"fresh": math.inf, "again": math.inf}
        end = time.perf_counter() + float(sys.argv[5])
        for seed in range(3, 3 + int(sys.argv[4])):
            if time.perf_counter() > end:
                break
            text = text_of(notes, seed)
            found["fresh"] = min(found["fresh"], timed(engine, text)[0])
            found["again"] = min(found["again"], timed(engine, text)[0])
    elif task == "long":
        clock, worked, data = timed(engine, text_of(notes, 3))
        found = {"clock": clock, "worked": worked, "peak": peak(), "size": len(data)}
        Path(sys.argv[4]).write_bytes(data)
    else:
        texts = [text_of(notes, seed) for seed in range(3, 3 + int(sys.argv[4]))]
        print("ready", flush=True)
        sys.stdin.readline()
        start = time.perf_counter()
        for text in texts:
            engine(text)
        found = {"clock": time.perf_counter() - start}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
