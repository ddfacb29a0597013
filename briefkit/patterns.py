"""Regular expression → a pattern that is compiled when it is first asked for.

To compile one takes as long as to set a line, and half of them are for what few briefs have.
"""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import Pattern


class _Late:
    """A pattern that is yet to be asked for; what was asked is known from then on."""

    def __init__(self, expression: str, flags: int) -> None:
        self._asked = (expression, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._asked), name)
        setattr(self, name, value)
        return value


def late(expression: str, flags: int = 0) -> "Pattern[str]":
    """Return the pattern of an expression, compiled when it is first asked for.

    >>> late("[a-z]+").fullmatch("tides")[0]
    'tides'
    """
    made: Any = _Late(expression, flags)
    return made  # type: ignore[no-any-return]
