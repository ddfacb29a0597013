"""The example briefs → pictures of their pages for the README: `python docs/make_pages.py`."""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

from briefkit import read_markdown, render

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "_static" / "pages"
SHOWN = {"vostochny_brief": (1, 2, 3), "vostochny_article": (1,)}
"""Each example's pages that are shown, from 1."""
WIDTH_PX = 560
COLOURS = 96  # of a picture's palette: text needs few, and a photograph of this size no more


def pictures_of(name: str, pages: tuple[int, ...]) -> dict[str, Image.Image]:
    """Return pictures of an example's pages, by their files' names."""
    pdf = pypdfium2.PdfDocument(render(read_markdown(ROOT / "examples" / f"{name}.md")))
    found = {}
    for number in pages:
        page = pdf[number - 1]
        image = page.render(scale=WIDTH_PX / page.get_width()).to_pil().convert("RGB")
        paper = Image.new("RGB", (image.width + 2, image.height + 2), "#c8c8c8")
        paper.paste(image, (1, 1))  # an edge, since paper is as white as the page around it
        found[f"{name}-{number}.png"] = paper.quantize(COLOURS, dither=Image.Dither.NONE)
    return found


def make(folder: Path = FOLDER) -> None:
    """Write all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, pages in SHOWN.items():
        for file, picture in pictures_of(name, pages).items():
            picture.save(folder / file, optimize=True)


if __name__ == "__main__":
    make(*map(Path, sys.argv[1:]))
