"""Families and files → faces."""

from briefkit.text.fonts import FontLibrary
from briefkit.text.shape import shape


def test_every_square_is_one_em_wide(square_library: FontLibrary):
    face = square_library.face("briefkit squares")

    shaped = shape("fi, AV\u00a0Ж‐", face)

    assert shaped.advances == (1.0,) * 9
    assert (face.ascent, face.descent) == (0.8, 0.2)
