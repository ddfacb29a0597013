"""Validators of the model's fields, for attrs: what is of another kind is a ModelError by name.

Of numbers they are in `bounds`.
"""

from collections.abc import Callable
from typing import Any

from briefkit.errors import ModelError
from briefkit.lang import is_language_tag
from briefkit.model.characters import check_text, fault_of_address, is_blank_text

Validator = Callable[[object, Any, Any], None]
"""Takes the value that is made, the field, and what the field is to hold."""


def _called(instance: object, attribute: Any) -> str:
    return f"{type(instance).__name__}.{attribute.name}"


def is_printable(instance: object, attribute: Any, value: Any) -> None:
    """Validate text: a string whose every character can be printed."""
    check_text(_called(instance, attribute), value)


def is_printable_or_none(instance: object, attribute: Any, value: Any) -> None:
    """Validate text that may be left out."""
    if value is not None:
        check_text(_called(instance, attribute), value)


def is_name_or_none(instance: object, attribute: Any, value: Any) -> None:
    """Validate an id, or what else is a word to be seen, which may be left out."""
    if value is not None:
        check_text(_called(instance, attribute), value)
        if is_blank_text(value):
            raise ModelError(f"{_called(instance, attribute)} is {_shown(value)}: give it letters")


def is_address(instance: object, attribute: Any, value: Any) -> None:
    """Validate an address, or nothing."""
    check_text(_called(instance, attribute), value)
    fault = fault_of_address(value) if value else ""
    if fault:
        raise ModelError(f"{_called(instance, attribute)}: {fault}")


def is_language(instance: object, attribute: Any, value: Any) -> None:
    """Validate a language tag."""
    if not isinstance(value, str) or not is_language_tag(value):
        raise ModelError(
            f"{_called(instance, attribute)} is {_shown(value)}: write a tag of BCP 47, such as"
            " en-US or tr"
        )


def is_language_or_none(instance: object, attribute: Any, value: Any) -> None:
    """Validate a language tag where there may be none."""
    if value is not None:
        is_language(instance, attribute, value)


def or_none(validator: Validator) -> Validator:
    """Return a validator of what may be left out."""

    def check(instance: object, attribute: Any, value: Any) -> None:
        if value is not None:
            validator(instance, attribute, value)

    return check


def is_flag(instance: object, attribute: Any, value: Any) -> None:
    """Validate what is so or not."""
    if not isinstance(value, bool):
        raise ModelError(f"{_called(instance, attribute)} is {_shown(value)}: give True or False")


def is_one_of(*choices: str | None) -> Validator:
    """Return a validator of words; None among them allows for leaving it out."""

    def check(instance: object, attribute: Any, value: Any) -> None:
        if not (value is None or isinstance(value, str)) or value not in choices:
            raise ModelError(
                f"{_called(instance, attribute)} is {_shown(value)}: give one of"
                f" {', '.join(choice for choice in choices if choice)}"
            )

    return check


def is_a(kind: type | tuple[type, ...], cure: str) -> Validator:
    """Return a validator of values of a kind; cure: what to give."""

    def check(instance: object, attribute: Any, value: Any) -> None:
        if not isinstance(value, kind):
            raise ModelError(
                f"{_called(instance, attribute)} is a {type(value).__name__}: give {cure}"
            )

    return check


def _shown(value: object) -> str:
    return repr(value)[:80]
