"""Recommendations: what is to be done, and who is to do it."""

from collections.abc import Iterable
from typing import Any

from briefkit.errors import ModelError, Problem, raise_all
from briefkit.given import in_turn
from briefkit.model.blocks import (
    IS_FIRST_NUMBER,
    Block,
    as_blocks,
    has_items,
    is_block,
    optional_inlines,
)
from briefkit.model.inline import INLINES, Inline, as_inlines
from briefkit.model.kinds import BlockKind
from briefkit.values import evolve, field, frozen


@frozen
class Recommendation:
    """One recommendation. body: blocks; to: whom it is addressed to, inlines, may be empty."""

    body: tuple[Block, ...] = field(converter=as_blocks)
    to: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.body:
            raise ModelError("a Recommendation says nothing: give it text or leave it out")


def _items(value: Iterable[Any]) -> tuple[Recommendation, ...]:
    if isinstance(value, (str, *INLINES)) or is_block(value):
        raise ModelError("Recommendations.items is one text: give a list")
    items: list[Recommendation] = []
    problems: list[Problem] = []
    for index, one in enumerate(in_turn(value, "Recommendations.items")):
        try:
            items.append(one if isinstance(one, Recommendation) else Recommendation(one))
        except ModelError as error:
            problems += (evolve(each, where=f"items[{index}]") for each in error.problems)
    if problems:
        raise_all(ModelError, problems)
    return tuple(items)


@frozen
class Recommendations(BlockKind):
    """Recommendations in a panel, numbered through; those to one addressee stand under its name.

    items: each a `Recommendation`, or its text; title: None for the language's word for it.
    start: the first number.
    """

    items: tuple[Recommendation, ...] = field(converter=_items, validator=has_items)
    title: tuple[Inline, ...] | None = field(default=None, converter=optional_inlines, kw_only=True)
    start: int = field(default=1, validator=IS_FIRST_NUMBER, kw_only=True)
