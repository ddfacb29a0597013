"""A class of the model and what it is given → its value, or all that is wrong with its fields.

A class refuses the first field that cannot be: enough for a program, whose next line is not run.
Who wrote a file wants to hear of all of them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from briefkit.errors import BriefError


def made(kind: type[Any], given: Mapping[str, Any]) -> Any:
    """Return a value of a class, of what its fields are given.

    Raises BriefError with every fault of them.
    """
    try:
        return kind(**given)
    except BriefError as error:
        found = [one for _, fault in refusals(kind, given) for one in fault.problems]
        raise type(error)(*found or error.problems) from None


def refusals(kind: type[Any], given: Mapping[str, Any]) -> Iterator[tuple[str, BriefError]]:
    """Yield each field that a class refuses, of those that are given, with its fault.

    What it says of the fields together has no name, and is told where the others allow it.
    """
    from attrs import NOTHING, fields  # slow to load, and needed by what is at fault alone

    accepted = dict(given)
    for one in fields(kind):
        if one.name not in given:
            continue
        try:
            value = given[one.name]
            if one.converter is not None:
                value = one.converter(value)
            if one.validator is not None:  # they ask a value for its class's name alone
                one.validator(object.__new__(kind), one, value)
        except BriefError as error:
            del accepted[one.name]
            yield one.name, error
    if all(one.name in accepted for one in fields(kind) if one.default is NOTHING):
        try:
            kind(**accepted)
        except BriefError as error:
            yield "", error
