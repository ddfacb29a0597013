"""Families → faces: which file of a family shows a text of some weight, slope and size.

No file is opened before a face of it is wanted: the bundled ones are in a table here. What a file
says of itself is in `faces`.
"""

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from briefkit.errors import FontError, Problem, why
from briefkit.given import refuse_unplain
from briefkit.remembered import Remembered
from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.faces import Face, open_face, subset
from briefkit.values import frozen

__all__ = ["Face", "FontLibrary", "bundled_folder", "subset"]


@frozen
class _Bundled:
    """A bundled file and what a face is chosen by, so that choosing opens no file."""

    file: str
    weight: int = 400
    is_italic: bool = False
    optical_range: tuple[float, float] = (0.0, math.inf)


_STYLES = (
    ("Regular", 400, False),
    ("It", 400, True),
    ("Semibold", 600, False),
    ("SemiboldIt", 600, True),
    ("Bold", 700, False),
    ("BoldIt", 700, True),
)
_BUNDLED: Mapping[str, tuple[_Bundled, ...]] = {
    "Source Serif 4": (
        *(
            _Bundled(f"source-serif-4/SourceSerif4{cut}-{style}.ttf", weight, is_italic, sizes)
            for cut, sizes in (
                # Our bounds, for print: notes in SmText, titles in Display. (Adobe's variable
                # font has SmText at 16, Text at 20 and Display at 60 of its optical axis.)
                ("SmText", (0.0, 9.5)),
                ("", (9.5, 20.0)),
                ("Display", (20.0, math.inf)),
            )
            for style, weight, is_italic in _STYLES
        ),
        _Bundled(
            "source-serif-4/SourceSerif4Display-Light.ttf", 300, optical_range=(20.0, math.inf)
        ),
    ),
    "Source Sans 3": (
        _Bundled("source-sans-3/SourceSans3-Light.ttf", 300),
        *(
            _Bundled(f"source-sans-3/SourceSans3-{style}.ttf", weight, is_italic)
            for style, weight, is_italic in _STYLES
        ),
    ),
    "Source Code Pro": (
        _Bundled("source-code-pro/SourceCodePro-Regular.ttf"),
        _Bundled("source-code-pro/SourceCodePro-It.ttf", 400, is_italic=True),
        _Bundled("source-code-pro/SourceCodePro-Semibold.ttf", 600),
        _Bundled("source-code-pro/SourceCodePro-Bold.ttf", 700),
    ),
}


_MOST_FALLBACKS = 1 << 14  # remembered
_PLAIN_SIZE = 10.0  # where none is known: of text


def bundled_folder() -> Path:
    """Return the folder of the bundled families: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_fonts"
    return shipped if shipped.is_dir() else package.parent / "fonts"


class FontLibrary:
    """The families that a brief can be set in: the user's own, then the bundled ones.

    A family of the user's that bears a bundled one's name takes its place. Shared freely between
    threads; pickled as the list of its families.
    """

    def __init__(self, families: Iterable[FontFamily] = ()) -> None:
        """Make a library of families beside the bundled ones; no file is opened.

        Raises FontError for a family without files that is not a bundled one.
        """
        self._given = tuple(families)
        self._styles: dict[str, tuple[_Bundled | FontFile, ...]] = {}
        for family in self._given:
            if family.files:
                self._styles[family.name] = family.files
        for name, styles in _BUNDLED.items():
            self._styles.setdefault(name, styles)
        self._faces: dict[str, Face] = {}
        self._found: dict[tuple[str, int, bool, float], Face] = {}
        self._fallbacks = Remembered[tuple[str, str], Face | None](_MOST_FALLBACKS)
        for family in self._given:
            if not family.files:
                self._styles_of(family.name)

    def __reduce__(self) -> tuple[type["FontLibrary"], tuple[tuple[FontFamily, ...]]]:
        return type(self), (self._given,)

    @property
    def families(self) -> tuple[str, ...]:
        """Return the names of the families, the user's own first."""
        return tuple(self._styles)

    def face(
        self, family: str, weight: int = 400, is_italic: bool = False, size: float = _PLAIN_SIZE
    ) -> Face:
        """Return the family's face that comes nearest: optical size, then slope, then weight.

        Raises FontError for a family that is not known, and for a file that cannot be used.
        """
        wanted = (family, weight, is_italic, size)
        face = self._found.get(wanted)
        if face is None:
            styles = self._styles_of(family)
            face = self._open(family, _nearest(styles, weight, is_italic, size))
            self._found[wanted] = face
        return face

    def __getitem__(self, key: str) -> Face:
        """Return the face of a key; KeyError when it is of another library."""
        if key not in self._faces:
            for family, styles in self._styles.items():
                for style in styles:
                    self._open(family, style)
        return self._faces[key]

    def fallback(self, text: str, face: Face) -> Face | None:
        """Return the face to show a character or word that `face` cannot, or None when none can.

        Its own family's other slope first (the italic of Source Code Pro has no Greek), then the
        other families in their order.
        """
        asked = (text, face.key)
        if asked in self._fallbacks:
            return self._fallbacks[asked]
        found = self._fallbacks[asked] = self._search(text, face)
        return found

    def _search(self, text: str, face: Face) -> Face | None:
        low, high = face.optical_range
        size = low or (_PLAIN_SIZE if math.isinf(high) else high / 2)
        others = [name for name in self._styles if name != face.family]
        order = [(face.family, not face.is_italic)]
        order += [(name, face.is_italic) for name in others]
        order += [(name, not face.is_italic) for name in others]
        for family, is_italic in order:
            candidate = self.face(family, face.weight, is_italic, size)
            if candidate.can_show(text):
                return candidate
        return None

    def _styles_of(self, family: str) -> tuple["_Bundled | FontFile", ...]:
        styles = self._styles.get(family)
        if styles is None:
            from briefkit.spelling import likeliest  # late: for mistakes alone

            close = likeliest(family, self._styles, 0.5)
            known = ", ".join(self._styles)
            cure = (
                f"did you mean {close!r}? The families are {known}"
                if close
                else f"give its files, or name one of {known}"
            )
            raise FontError(Problem(f"the font family {family!r} is not known", cure=cure))
        return styles

    def _open(self, family: str, style: "_Bundled | FontFile") -> Face:
        if isinstance(style, _Bundled):
            face = _load(
                bundled_folder() / style.file,
                0,
                family,
                style.weight,
                style.is_italic,
                style.optical_range,
                is_bundled=True,
            )
        else:
            face = _load_given(style, family)
        return self._faces.setdefault(face.key, face)


def _nearest(
    styles: tuple[_Bundled | FontFile, ...], weight: int, is_italic: bool, size: float
) -> _Bundled | FontFile:
    """Return the nearest style, by CSS Fonts 4, 5.2, with the optical size before all else."""

    def distance(style: _Bundled | FontFile) -> tuple[bool, bool, int, int]:
        low, high = style.optical_range if isinstance(style, _Bundled) else (0.0, math.inf)
        if 400 <= weight <= 500:
            # first up to 500, then downwards, then upwards
            turn = 0 if weight <= style.weight <= 500 else 1 if style.weight < weight else 2
        elif weight < 400:
            turn = 0 if style.weight <= weight else 1
        else:
            turn = 0 if style.weight >= weight else 1
        return (
            not low <= size < high,
            style.is_italic != is_italic,
            turn,
            abs(style.weight - weight),
        )

    return min(styles, key=distance)


def _load_given(file: FontFile, family: str) -> Face:
    try:
        refuse_unplain(file.path)
        state = file.path.stat()
    except OSError as error:
        raise FontError(
            Problem(
                f"the font file cannot be read ({why(error)})",
                str(file.path),
                f"give the path of a TTF, OTF or TTC file of {family!r}",
            )
        ) from error
    stamp = (state.st_mtime_ns, state.st_size)
    return _load(file.path.resolve(), file.index, family, file.weight, file.is_italic, stamp=stamp)


@lru_cache(maxsize=256)
def _load(
    path: Path,
    index: int,
    family: str,
    weight: int,
    is_italic: bool,
    optical_range: tuple[float, float] = (0.0, math.inf),
    is_bundled: bool = False,
    stamp: tuple[int, int] = (0, 0),
) -> Face:
    """Return the face of a file; `stamp` tells a file that was replaced from the one before."""
    del stamp
    return open_face(path, index, family, weight, is_italic, optical_range, is_bundled)
