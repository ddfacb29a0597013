"""Characters of one face, script and direction → glyphs: `shape` → `Shaped`.

Sizes, colours and places come later; everything is in ems. Which face is chosen in `itemize`.
"""

from functools import lru_cache

import uharfbuzz as hb

from briefkit.text.faces import Face
from briefkit.values import frozen

_CACHED_WORDS = 1 << 12  # casters remember what they made of these; more would only be held twice
_LONGEST_CACHED = 64  # characters; what is longer is seldom met twice


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
    buffer = hb.Buffer()
    buffer.add_str(text.translate(face.stand_ins))
    buffer.direction = "rtl" if is_right_to_left else "ltr"
    buffer.script = script
    buffer.language = language
    hb.shape(face.font, buffer, {tag.lstrip("-"): not tag.startswith("-") for tag in features})
    em = face.units_per_em
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    advances = tuple([position.x_advance / em for position in positions])
    offsets: tuple[tuple[float, float], ...] = ()
    if any(position.x_offset or position.y_offset for position in positions):
        offsets = tuple((each.x_offset / em, each.y_offset / em) for each in positions)
    return Shaped(
        text,
        face.key,
        tuple([info.codepoint for info in infos]),
        advances,
        offsets,
        tuple([info.cluster for info in infos]),
        sum(advances),
    )


_remembered = lru_cache(maxsize=_CACHED_WORDS)(_shape)
