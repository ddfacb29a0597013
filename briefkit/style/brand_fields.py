"""Reading a brand file's fields: what stands there → what was meant, or a fault with its line."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from briefkit.errors import Problem
from briefkit.spelling import likeliest
from briefkit.style.brand_values import Lined
from briefkit.style.css import WEIGHTS, parse_length, parse_weight

_T = TypeVar("_T")


class BrandFields:
    """The faults of one reading of one file, gathered so that all are told at once.

    Each method returns what a field means; for what has a fault, which it notes, None or a default.
    """

    def __init__(self, path: Path) -> None:
        """Start with no faults."""
        self.path = path
        self.problems: list[Problem] = []

    def fault(self, what: str, line: int, cure: str = "") -> None:
        """Note a fault on a line."""
        self.problems.append(Problem(what, f"{self.path}:{line}", cure))

    def mapping(
        self, node: Lined | None, name: str, known: Iterable[str] | None
    ) -> Mapping[str, Lined]:
        """Return a mapping's values; unknown keys are faults where `known` is given."""
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            key = next(iter(known or ()), "")
            cure = f"write it as keys with values, such as {key}: …" if key else "write key: value"
            self.fault(f"{name or 'the file'} is no mapping", node.line, cure)
            return {}
        if known is None:
            return node.value
        allowed = tuple(known)
        for key in node.value:
            if key not in allowed:
                close = likeliest(key, allowed)
                full = f"{name}.{key}" if name else key
                cure = f"did you mean {close!r}?" if close else f"known are {', '.join(allowed)}"
                self.fault(f"{full} is not known", node.key_lines[key], cure)
        return {key: value for key, value in node.value.items() if key in allowed}

    def text(self, node: Lined | None, name: str) -> str | None:
        """Return a text that is not empty, or None."""
        if node is None or node.value is None:
            return None
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        self.fault(f"{name} is no text", node.line, "write a word or a sentence")
        return None

    def within(self, node: Lined, name: str, bounds: tuple[float, float]) -> float | None:
        """Return a number within bounds, or None."""
        value, (low, high) = node.value, bounds
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.fault(
            f"{name} is {_shown(node)}", node.line, f"give a number from {low:g} to {high:g}"
        )
        return None

    def whole(self, node: Lined, name: str, bounds: tuple[int, int]) -> int | None:
        """Return a whole number within bounds, or None."""
        value, (low, high) = node.value, bounds
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.fault(
            f"{name} is {_shown(node)}", node.line, f"give a whole number from {low} to {high}"
        )
        return None

    def yes_or_no(self, node: Lined, name: str) -> bool | None:
        """Return a boolean, or None."""
        if isinstance(node.value, bool):
            return node.value
        self.fault(f"{name} is {_shown(node)}", node.line, "write true or false")
        return None

    def one_of(self, node: Lined, name: str, choices: Mapping[str, _T]) -> _T | None:
        """Return what a word stands for, or None."""
        if isinstance(node.value, str) and node.value.lower() in choices:
            return choices[node.value.lower()]
        self.fault(f"{name} is {_shown(node)}", node.line, f"give one of {', '.join(choices)}")
        return None

    def file(self, node: Lined, name: str, endings: tuple[str, ...]) -> Path | None:
        """Return a file of the brand's folder, or None when it may not be used."""
        text = self.text(node, name)
        if text is None:
            return None
        if "://" in text:
            self.fault(
                f"{name} is an address, and nothing is fetched",
                node.line,
                "put the file beside the brand file and write its path",
            )
            return None
        folder = self.path.resolve().parent
        try:
            found = (folder / text).resolve()
            is_there = found.is_file()
        except (OSError, ValueError, RuntimeError):  # too long; a NUL; links in a ring
            self.fault(f"{name} {text[:40]!r} is no file's name", node.line, "mend the path")
            return None
        if Path(text).is_absolute() or not found.is_relative_to(folder):
            self.fault(
                f"{name} {text!r} is outside the brand file's folder",
                node.line,
                "put the file beside the brand file",
            )
        elif found.suffix.lower() not in endings:
            self.fault(
                f"{name} {text!r} is no {' '.join(endings)} file", node.line, "convert it to one"
            )
        elif not is_there:
            close = likeliest(found.name, sorted(one.name for one in found.parent.glob("*")))
            cure = f"there is {close!r}" if close else "mend the path"
            self.fault(f"{name} {text!r} is not there", node.line, cure)
        else:
            return found
        return None

    def fault_weight(self, node: Lined, name: str) -> None:
        """Note that a weight is none."""
        self.fault(
            f"{name} is {_shown(node)}",
            node.line,
            f"give a number from 100 to 900 in hundreds, or one of {', '.join(WEIGHTS)}",
        )

    def length(
        self, node: Lined, name: str, em: float, bounds: tuple[float, float]
    ) -> float | None:
        """Return a length within bounds, in points, or None."""
        size = parse_length(node.value, em)
        if size is None:
            self.fault(f"{name} is {_shown(node)}", node.line, "give a size such as 10.5pt or 14px")
            return None
        low, high = bounds
        if not low <= size <= high:
            self.fault(
                f"{name} {node.value!r} is {size:g} points",
                node.line,
                f"give from {low:g} to {high:g} points ({low / 0.75:.3g} to {high / 0.75:.3g} px)",
            )
            return None
        return size

    def weight(self, node: Lined, name: str) -> int:
        """Return a weight of 100 to 900; 400 for what is none."""
        weight = parse_weight(node.value)
        if weight is None:
            self.fault_weight(node, name)
        return weight or 400


def _shown(node: Lined) -> str:
    if isinstance(node.value, dict):
        return "a mapping"
    return "a list" if isinstance(node.value, tuple) else repr(node.value)
