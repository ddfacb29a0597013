"""Validators of the model's fields, for attrs: what is of another kind is a ModelError by name.

Of numbers they are in `bounds`.
"""

from collections.abc import Callable
from typing import Any

from briefkit.bounds import called, of_kind, refused
from briefkit.errors import ModelError
from briefkit.lang import is_language_tag
from briefkit.model.characters import check_text, fault_of_address, is_blank_text
from briefkit.values import evolve

Validator = Callable[[object, Any, Any], None]
"""Takes the value that is made, the field, and what the field is to hold."""


def is_printable(instance: object, attribute: Any, value: Any) -> None:
    """Validate text: a string whose every character can be printed."""
    check_text(called(instance, attribute), value)


def is_name(instance: object, attribute: Any, value: Any) -> None:
    """Validate an id, or what else is a word to be seen."""
    check_text(called(instance, attribute), value)
    if is_blank_text(value):
        raise refused(instance, attribute, value, "give it letters")


def is_address(instance: object, attribute: Any, value: Any) -> None:
    """Validate an address, or nothing."""
    check_text(called(instance, attribute), value)
    fault = fault_of_address(value) if value else None
    if fault is not None:
        raise ModelError(evolve(fault, where=called(instance, attribute)))


def is_language(instance: object, attribute: Any, value: Any) -> None:
    """Validate a language tag."""
    if not isinstance(value, str) or not is_language_tag(value):
        cure = "write a tag of BCP 47, such as en-US or tr"
        raise refused(instance, attribute, value, cure)


def or_none(validator: Validator) -> Validator:
    """Return a validator of what may be left out."""

    def check(instance: object, attribute: Any, value: Any) -> None:
        if value is not None:
            validator(instance, attribute, value)

    return check


is_flag = of_kind(bool)
"""Validates what is so or not."""


def is_one_of(*choices: str) -> Validator:
    """Return a validator of words."""

    def check(instance: object, attribute: Any, value: Any) -> None:
        if not isinstance(value, str) or value not in choices:
            raise refused(instance, attribute, value, f"give one of {', '.join(choices)}")

    return check


def is_a(kind: type, cure: str) -> Validator:
    """Return a validator of values of a kind; cure: what to give."""

    def check(instance: object, attribute: Any, value: Any) -> None:
        if not isinstance(value, kind):
            raise ModelError(
                f"{called(instance, attribute)} is a {type(value).__name__}: give {cure}"
            )

    return check
