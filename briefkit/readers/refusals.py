"""A class of the model and what it is given → what is wrong with each of its fields, by name.

A class that is called says as much of all that it is given; here nothing need be complete.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from briefkit.errors import BriefError


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
