"""Characters of one face, script and direction → glyphs: `shape` → `Shaped`, `shape_in_units`.

Sizes, colours and places come later. Which face is chosen in `itemize`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import uharfbuzz as hb

from briefkit.text.faces import Face
from briefkit.values import frozen

_CACHED_WORDS = 1 << 12  # casters remember what they made of these; more would only be held twice
_LONGEST_CACHED = 64  # characters; what is longer is seldom met twice
APART = "\uffff"  # between texts that are shaped at once; no font has a glyph of it
_WRITTEN = hb.BufferSerializeFlags.NO_GLYPH_NAMES | hb.BufferSerializeFlags.NO_CLUSTERS
_WRITTEN |= hb.BufferSerializeFlags.GLYPH_FLAGS


@frozen
class Shaped:
    """A text as glyphs of one face, in visual order: from left to right, whatever the script.

    text: as the author wrote it, in reading order; face_key: of the face.
    glyphs, advances, clusters: parallel: ids, ems, and for each glyph the index in `text` of the
        first character that it, with its neighbours of the same cluster, stands for.
    offsets: (dx, dy) of each glyph in ems, y up; empty when all are zero.
    width: the sum of the advances.
    """

    text: str
    face_key: str
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[tuple[float, float], ...]
    clusters: tuple[int, ...]
    width: float


def shape(
    text: str,
    face: Face,
    features: tuple[str, ...] = (),
    language: str = "en",
    script: str = "Latn",
    is_right_to_left: bool = False,
) -> Shaped:
    """Return the glyphs of a text.

    Kerning, standard ligatures and contextual forms are on; `features` are tags to turn on beside
    them, or with a leading "-" to turn off.
    """
    if len(text) > _LONGEST_CACHED:
        return _shape(text, face, features, language, script, is_right_to_left)
    return _remembered(text, face, features, language, script, is_right_to_left)


def _shape(
    text: str,
    face: Face,
    features: tuple[str, ...],
    language: str,
    script: str,
    is_right_to_left: bool,
) -> Shaped:
    if not text:
        return Shaped("", face.key, (), (), (), (), 0.0)
    glyphs, units, offsets, clusters = shape_in_units(
        text, face, switches(features), language, script, is_right_to_left
    )
    em = face.units_per_em
    advances = tuple([each / em for each in units])
    in_ems = tuple([(dx / em, dy / em) for dx, dy in offsets])
    return Shaped(text, face.key, glyphs, advances, in_ems, clusters, sum(advances))


_remembered = lru_cache(maxsize=_CACHED_WORDS)(_shape)


def switches(features: tuple[str, ...]) -> Mapping[str, bool]:
    """Return features as HarfBuzz wants them: their tags, and whether they are on."""
    return {tag.lstrip("-"): not tag.startswith("-") for tag in features}


Glyphs = tuple[tuple[int, ...], list[int], tuple[tuple[int, int], ...], tuple[int, ...]]
"""Glyphs, advances, offsets and clusters of a `Shaped`, in font units. A plain tuple, as words are
shaped by the thousand."""


def shape_in_units(
    text: str,
    face: Face,
    features: Mapping[str, bool],
    language: str,
    script: str,
    is_right_to_left: bool = False,
) -> Glyphs:
    """Return what `shape` does in font units, of a text that is not empty; nothing is kept."""
    buffer = _shaped(text, face, features, language, script, is_right_to_left)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    advances = [each.x_advance for each in positions]
    offsets: tuple[tuple[int, int], ...] = ()
    if any([each.x_offset or each.y_offset for each in positions]):  # noqa: C419 (twice as fast)
        offsets = tuple([(each.x_offset, each.y_offset) for each in positions])
    clusters = tuple([info.cluster for info in infos])
    return tuple([info.codepoint for info in infos]), advances, offsets, clusters


def advances_in_units(
    text: str, face: Face, features: Mapping[str, bool], language: str, script: str
) -> list[int]:
    """Return the advances alone that `shape_in_units` would, for a text that runs to the right."""
    positions = _shaped(text, face, features, language, script).glyph_positions
    return [each.x_advance for each in positions]


def write_together(
    texts: Sequence[str], face: Face, features: Mapping[str, bool], language: str, script: str
) -> tuple[list[str], list[int]]:
    """Return the glyphs of texts that run to the right, shaped at once with `APART` between them.

    Each as HarfBuzz writes it, and its cluster: "28+549", the glyph and its advance; with "@3,0"
    after the glyph if it is moved, and with "#1" at the end if the text may not be parted before
    it. Anywhere else the glyphs on either side are the same without the other side.
    """
    buffer = _shaped(APART.join(texts), face, features, language, script)
    written = buffer.serialize(face.font, flags=_WRITTEN)[1:-1].split("|")
    return written, [info.cluster for info in buffer.glyph_infos]


def _shaped(
    text: str,
    face: Face,
    features: Mapping[str, bool],
    language: str,
    script: str,
    is_right_to_left: bool = False,
) -> hb.Buffer:
    buffer = hb.Buffer()
    # No letter or figure has a stand-in, and of ASCII's other characters only the line's end.
    if not (text.isalnum() or (text.isascii() and text.isprintable())):
        text = text.translate(face.stand_ins)
    buffer.add_str(text)
    buffer.direction = "rtl" if is_right_to_left else "ltr"
    buffer.script = script
    buffer.language = language
    hb.shape(face.font, buffer, features)
    return buffer
