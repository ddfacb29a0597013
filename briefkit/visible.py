r"""Text of others → text that a terminal may show: what would steer the screen is written out.

>>> visible("a\x1b[2Jb\u202ec")
'a\\x1b[2Jb\\u202ec'
"""

import re

# Controls, those of direction among them, and what is no character.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Return a text whose controls, and what is no character, are written as Python writes them."""
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
