"""Legal breaks against Unicode's own: LineBreakTest of UAX #14, version 17.0.0."""

import lzma
import re
from collections.abc import Iterator
from pathlib import Path

from uniseg import unidata_version

from briefkit.text.joints import (
    may_begin_line,
    may_end_line,
    text_joints,
    without_invisibles,
)
from briefkit.text.segments import line_breaks

SAMPLE = Path(__file__).parent.parent / "samples" / "LineBreakTest-17.0.0.txt.xz"
TIED = "\u00a0\u2007\u202f"
SPACES = " \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
CONTROLS = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029]")  # no text of a brief has them


def cases() -> Iterator[tuple[str, set[int]]]:
    """Yield each text and where a line may break in it."""
    with lzma.open(SAMPLE, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("×"):
                text, breaks = "", set()
                for sign in line.split():
                    if sign == "÷":
                        breaks.add(len(text))
                    elif sign != "×":
                        text += chr(int(sign, 16))
                yield text, breaks - {len(text)}


def breaks_of(text: str) -> set[int]:
    """Return where we would break a text: in words at joints, and between them at spaces."""
    breaks = set()
    for found in re.finditer(f"[^{SPACES}{TIED}]+", text):
        shown = [
            offset
            for offset, character in enumerate(found.group(), found.start())
            if without_invisibles(character)
        ]
        breaks |= {shown[joint.offset] for joint in text_joints(found.group(), "en", False)}
    for found in re.finditer(f"[{SPACES}]+", text):
        if found.start() == 0 or found.end() == len(text):
            continue
        words = [each for each in re.split(f"[{SPACES}{TIED}]+", text[: found.start()]) if each]
        before = without_invisibles(words[-1]) if words else ""
        after = without_invisibles(re.split(f"[{SPACES}{TIED}]", text[found.end() :])[0])
        if (not before or may_end_line(before)) and (not after or may_begin_line(after)):
            breaks.add(found.end())
    return {
        offset for offset in breaks if text[offset - 1] not in TIED and text[offset] not in TIED
    }


def test_what_is_asked_of_uax_14_is_answered_by_it():
    """All but what is new in the version after uniseg's: hyphens before and in Hebrew words."""
    assert unidata_version == "16.0.0"

    wrong = [text for text, breaks in cases() if breaks != set(line_breaks(text))]

    assert len(wrong) < 30
    assert all(re.search("[\u0590-\u05ff]", text) for text in wrong)


# What we break where UAX #14 does not: each too rare in a brief, or too odd, to be worth a rule.
MORE = [
    "— |—\u0308 —",  # two em dashes with a space between them (LB17)
    "[)}\u232a）]\u0308? [々ぁ〜]",  # after a closing bracket and a space (LB16)
    " [\u200b\ufeff\u2060]",  # a space is no break before what has no width
    "[\u00a0\ufeff]\u0308",  # a mark on what ties
    "»\u200b",  # a closing mark and what has no width
    "[\u0590-\u05ff]",  # Hebrew, as above
]


def test_no_line_is_broken_where_uax_14_forbids_it():
    """Ours are its breaks, less those of the tailoring that `joints` tells."""
    texts = [(text, breaks) for text, breaks in cases() if not CONTROLS.search(text)]

    more = [text for text, breaks in texts if breaks_of(text) - breaks]

    assert len(texts) > 16_000
    assert [text for text in more if not any(re.search(each, text) for each in MORE)] == []
