"""Bytes that nobody would write → a brief, picture, font, brand or PDF: taken, or a BriefError.

    python tests/fuzz/fuzz.py TARGET FOLDER [-max_total_time=SECONDS] [-seed=NUMBER] …

FOLDER gets the inputs that reach new code, and begins with small sound ones. What follows is
libFuzzer's, by atheris, which watches the branches that are taken and goes where there are more.
An input that ends in any other exception, or takes too long, is written to the working folder: put
it into `kept/TARGET-NAME`, where the tests try it for ever, and mend what it shows.

In CI each target has ten seconds and a fixed seed, so that what is red there is the change; by
hand, give another seed and an hour.
"""

import io
import os
import sys
import tempfile
from pathlib import Path

LONGEST = 10_000  # bytes of an input: the test font has nine thousand
SLOWEST = 20  # seconds for one, on a busy machine

HERE = Path(__file__).parent
OTHERS = {"font": "../../fonts/squares.ttf", "brand": "brand.yml", "pdf": "tagged.pdf"}


def from_markdown(data: bytes) -> None:
    """Read a text as Markdown; what reads goes to JSON and back, and is set."""
    from briefkit import from_json, parse_markdown, render, to_json

    brief = parse_markdown(data.decode("utf-8", "replace"), limits=limits())
    assert from_json(to_json(brief)) == brief
    render(brief, limits=limits())


def from_data(data: bytes) -> None:
    """Read a text as JSON, and set what reads."""
    from briefkit import from_json, render

    render(from_json(data.decode("utf-8", "replace"), limits=limits()), limits=limits())


def from_picture(data: bytes) -> None:
    """Take bytes for a picture."""
    from briefkit import Brief, Cover, Figure, render

    render(Brief(title="A", cover=Cover(data, alt="a"), body=[Figure(data, alt="a")]))


def from_font(data: bytes) -> None:
    """Set some words in bytes that are taken for a font."""
    from briefkit import Brief, HouseStyle, render
    from briefkit.style.typography import FontFamily, FontFile

    with tempfile.NamedTemporaryFile(suffix=".ttf") as file:
        file.write(data)
        file.flush()
        house = HouseStyle(text_family=FontFamily("F", [FontFile(Path(file.name))]))
        render(Brief(title="AV fi", body=["Office. ABC äöü"]), house=house)


def from_brand(data: bytes) -> None:
    """Read a brand file, and set some words as it says."""
    from briefkit import Brief, Section, read_brand, render

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "_brand.yml")
        file.write_bytes(data)
        house = read_brand(file)
        render(Brief(title="A title", body=[Section("A heading", ["Text."])]), house=house)


def from_pdf(data: bytes) -> None:
    """Check a PDF; two readings find the same, and what it says is read."""
    from briefkit import check
    from briefkit.preflight import structure_text

    assert check(data) == check(data)
    structure_text(data)


TARGETS = {
    "markdown": from_markdown,
    "json": from_data,
    "picture": from_picture,
    "font": from_font,
    "brand": from_brand,
    "pdf": from_pdf,
}


def limits() -> object:
    """Return limits that are reached before anyone takes a long input for one without end."""
    from briefkit import Limits

    return Limits(seconds=SLOWEST / 2, pages=100, pixels=4_000_000)


def attempt(target: str, data: bytes) -> None:
    """Try an input; a BriefError is as good as a brief, and anything else raised is a fault."""
    from briefkit import BriefError

    try:
        TARGETS[target](data)
    except BriefError as error:
        said = [str(problem) for problem in error.problems]
        assert all(said), said


def sound(target: str) -> list[bytes]:
    """Return small inputs that are set as they are, from which others are made."""
    from PIL import Image

    from briefkit import parse_markdown, to_json

    if target in OTHERS:
        return [(HERE / "sound" / OTHERS[target]).read_bytes()]
    texts = [path.read_text(encoding="utf-8") for path in sorted((HERE / "sound").glob("*.md"))]
    if target == "markdown":
        return [text.encode() for text in texts]
    if target == "json":
        return [to_json(parse_markdown(text)).encode() for text in texts]
    made = []
    for mode, kind in (
        ("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("RGB", "PNG"), ("P", "PNG"),
        ("RGBA", "PNG"), ("1", "PNG"), ("I;16", "PNG"), ("P", "GIF"), ("RGB", "TIFF"),
        ("RGBA", "WEBP"),
    ):  # fmt: skip
        file = io.BytesIO()
        Image.new(mode, (9, 7)).save(file, kind)
        made.append(file.getvalue())
    return made


def main() -> None:
    """Make inputs until the time is over or one of them shows a fault."""
    import atheris

    target, folder = sys.argv[1], Path(sys.argv[2])
    with atheris.instrument_imports(include=["briefkit"]):
        import briefkit.api
        import briefkit.preflight
        import briefkit.readers.json
        import briefkit.readers.markdown  # noqa: F401 - that their branches are watched
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(sound(target)):
        (folder / f"sound-{number}").write_bytes(data)
    given = [
        f"-max_len={LONGEST}",
        f"-timeout={SLOWEST}",
        "-rss_limit_mb=2048",
        f"-dict={HERE / 'words.dict'}",
    ]
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.path.insert(0, str(HERE))
    from mutators import mutated_json, mutated_pdf, mutated_picture

    mutators = {"json": mutated_json, "picture": mutated_picture, "pdf": mutated_pdf}
    mutator = mutators.get(target)
    more = {}
    if mutator is not None:
        more["custom_mutator"] = lambda *given: mutator(*given, mutate=atheris.Mutate)
    arguments = [sys.argv[0], *given, *sys.argv[3:], str(folder)]
    atheris.Setup(arguments, lambda data: attempt(target, data), **more)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
