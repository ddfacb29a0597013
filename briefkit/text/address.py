"""A web address → where a line may break in it: `address_joints`.

No break adds a hyphen, which would be read as part of the address. A justified line that ends in
an address may stay short: filled to the measure, it would have either two or three wide spaces, or
gaps in the address, and both look worse than a margin that gives way where an address goes on.

A line never begins with an address's punctuation: that looks like a mistake, and what follows like
an address of its own. So a break comes after a slash, "?", "&", "=", "#", a hyphen, an underline, a
tilde, and, at a price, after a full stop. The Chicago Manual of Style, 17th edition, 14.18, breaks
before most of these, lest a mark at a line's end be taken for the sentence's own; a slash or a
query's sign is never taken so, which is why they are much the cheaper joints.
"""

from itertools import pairwise

from briefkit.patterns import late
from briefkit.text.joints import Joint

_SLASH_PENALTY = 20.0  # below a hyphen's: an address is better cut than its neighbours stretched
_QUERY_PENALTY = 40.0
_HYPHEN_PENALTY = 80.0
_POINT_PENALTY = 150.0
_HOST_PENALTY = 200.0  # beside the joint's own; a reader looks for the host's name as one
_ANYWHERE_PENALTY = 400.0
_FILL = 5.0  # ems; a line that ends ten letters short then stretches its spaces by a third

_LEAST = 3  # characters before the first joint and after the last
_LONG_PART = 16  # characters without a joint; in longer ones any place may be one
_LEAST_OF_LONG_PART = 5  # characters on each side of such a place

_BREAK_AFTER = frozenset("?&=#:;@|")
_PART_WORDS = frozenset("-_~+*$")
_READ_AS_THE_SENTENCE = frozenset(".,!")
_SCHEME = late(r"[A-Za-z][A-Za-z0-9+.-]*:(//)?")
_HOST_END = late("[/?#]|$")
_ESCAPE = late("%[0-9A-Fa-f]{2}")


def address_joints(address: str) -> tuple[Joint, ...]:
    """Return the joints of an address, in order.

    >>> address = "https://example.org/news/2023"
    >>> [address[joint.offset :] for joint in address_joints(address)]
    ['example.org/news/2023', 'org/news/2023', 'news/2023', '2023']
    """
    scheme = _SCHEME.match(address)
    host_start = scheme.end() if scheme else 0
    end_of_host = _HOST_END.search(address, host_start)
    host_end = end_of_host.start() if end_of_host and scheme and scheme.group(1) else host_start
    sealed = set(range(host_start))
    for escape in _ESCAPE.finditer(address):
        sealed.update(range(escape.start() + 1, escape.end()))
        if 0x80 <= int(escape.group()[1:], 16) < 0xC0:  # within a character of UTF-8
            sealed.add(escape.start())

    found: dict[int, float] = {}
    for offset in range(_LEAST, len(address) - _LEAST + 1):
        if offset in sealed:
            continue
        penalty = _penalty(address[offset - 1], address[offset])
        if scheme and offset == host_start:
            penalty = _HOST_PENALTY
        elif penalty is not None and offset < host_end:
            penalty += _HOST_PENALTY
        if penalty is not None:
            found[offset] = penalty
    for start, end in pairwise([host_start, *sorted(found), len(address)]):
        if end - start > _LONG_PART:
            for offset in range(start + _LEAST_OF_LONG_PART, end - _LEAST_OF_LONG_PART + 1):
                around = address[offset - 1 : offset + 1]
                if offset not in sealed and around.isascii() and around.isalnum():
                    found[offset] = _ANYWHERE_PENALTY
    return tuple(Joint(offset, found[offset], fill=_FILL) for offset in sorted(found))


def _penalty(before: str, after: str) -> float | None:
    """Return what a break between two characters costs, or None where none may be."""
    if not (after.isalnum() or after == "%"):
        return None  # the break comes after it
    if before == "/":
        return _SLASH_PENALTY
    if before in _BREAK_AFTER:
        return _QUERY_PENALTY
    if before in _PART_WORDS or after == "%":  # an escape stands for a letter
        return _HYPHEN_PENALTY
    return _POINT_PENALTY if before in _READ_AS_THE_SENTENCE else None
