"""A strip of glyphs → its parts, between letters that are not joined: `cut_strip`."""

from collections.abc import Sequence
from itertools import pairwise

from briefkit.text.atoms import Strip


def cut_strip(strip: Strip, offsets: Sequence[int]) -> list[Strip]:
    """Return a strip cut at ascending offsets of its text, each the first of a cluster."""
    bounds = [0, *offsets, len(strip.text)]
    parts, is_backwards = [], strip.level % 2 == 1
    count = len(strip.glyphs)
    position = count if is_backwards else 0
    for start, end in pairwise(bounds):
        if is_backwards:
            stop = position
            while position > 0 and strip.clusters[position - 1] < end:
                position -= 1
            glyphs = slice(position, stop)
        else:
            begin = position
            while position < count and strip.clusters[position] < end:
                position += 1
            glyphs = slice(begin, position)
        parts.append(
            Strip(
                strip.face,
                strip.level,
                strip.text[start:end],
                strip.glyphs[glyphs],
                strip.advances[glyphs],
                strip.offsets[glyphs],
                tuple([cluster - start for cluster in strip.clusters[glyphs]]),
                strip.is_plain,
            )
        )
    return parts
