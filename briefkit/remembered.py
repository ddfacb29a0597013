"""What is made over and over → made once, for as many things as there is room for."""

from typing import TypeVar

_Key = TypeVar("_Key")
_Made = TypeVar("_Made")


class Remembered(dict[_Key, _Made]):
    """What was made last, by what it was made of. Where there is too much of it, all is forgotten.

    To know what was asked for longest ago would take longer than to make it again.

    >>> words = Remembered[str, int](2)
    >>> words["a"], words["b"] = 1, 2
    >>> words["c"] = 3
    >>> words
    {'c': 3}
    """

    __slots__ = ("most",)

    def __init__(self, most: int) -> None:
        """Begin with nothing. most: how many things are remembered."""
        self.most = most

    def __setitem__(self, key: _Key, made: _Made) -> None:
        if len(self) >= self.most:
            self.clear()
        dict.__setitem__(self, key, made)  # which takes half as long as by `super`
