"""`defaults: briefkit:` of a brand file → the house style with what brand.yml has no word for.

page: a4 | a5 | letter          facing: true | false        columns: 1 | 2
cover: photograph | panel | typographic | none
alignment: justified | start    paragraphs: indent | space
heading-mark: none | bar | rule panels: tint | rules
sections: run-on | page | recto
running-heads: [house, title]   at the left and the right: nothing | house | title | section
head-rule, centred-folio, repeat-title, coloured-links: true | false
expansion: 2%                   of letters: 0% to 3% in halves
notes: {place: foot | margin, share: 0.6, rule: 0.25, continuation: true, at-foot: true,
        above-floats: false, run-in: false, across: false}
logo-height: 28pt
inks:, press:                   see `brand_press`
"""

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from briefkit.style.brand_fields import BrandFields
from briefkit.style.brand_press import press_of, with_inks
from briefkit.style.brand_values import Lined
from briefkit.style.css import DEFAULT_SIZE
from briefkit.style.house import (
    CoverKind,
    HeadingMark,
    HeadMatter,
    HouseStyle,
    NotePlace,
    PanelLook,
    ParagraphMark,
    SectionStart,
)
from briefkit.style.page import (
    A4_PAGE,
    A5_PAGE,
    MOST_COLUMNS,
    TWO_COLUMNS_A4_PAGE,
    TWO_COLUMNS_US_LETTER_PAGE,
    US_LETTER,
    US_LETTER_PAGE,
    PageMaster,
)
from briefkit.style.typography import EXPANSION_STEP, MOST_EXPANSION, Alignment, TypeScale
from briefkit.values import evolve

if TYPE_CHECKING:
    from attrs import AttrsInstance

_PAGES = {"a4": A4_PAGE, "a5": A5_PAGE, "letter": US_LETTER_PAGE}
_TWO_COLUMN_PAGES = {"a4": TWO_COLUMNS_A4_PAGE, "letter": TWO_COLUMNS_US_LETTER_PAGE}
_CHOICES: Mapping[str, tuple[str, type[Enum]]] = {
    "cover": ("cover", CoverKind),
    "paragraphs": ("paragraphs", ParagraphMark),
    "heading-mark": ("heading_mark", HeadingMark),
    "panels": ("panels", PanelLook),
    "sections": ("sections", SectionStart),
}
_FURNITURE_FLAGS = {
    "head-rule": "has_rule",
    "centred-folio": "is_folio_centred",
    "repeat-title": "is_title_repeated",
}
_NOTE_FLAGS = {
    "continuation": "has_continuation",
    "at-foot": "is_at_foot",
    "above-floats": "is_above_floats",
    "run-in": "is_run_in",
    "across": "is_across",
}
_KEYS = (
    *(
        "page",
        "columns",
        "facing",
        "alignment",
        "running-heads",
        "coloured-links",
        "expansion",
        "notes",
        "logo-height",
    ),
    *("inks", "press"),
    *_CHOICES,
    *_FURNITURE_FLAGS,
)
_EXPANSIONS = {
    f"{share * 100:g}%": share
    for share in (n * EXPANSION_STEP for n in range(round(MOST_EXPANSION / EXPANSION_STEP) + 1))
}
_T = TypeVar("_T", bound="AttrsInstance")


def with_settings(fields: BrandFields, node: Lined | None, house: HouseStyle) -> HouseStyle:
    """Return the house style with the settings of `defaults: briefkit:`."""
    settings = fields.mapping(node, "defaults.briefkit", _KEYS)
    changes: dict[str, Any] = {}
    for key, (field, kind) in _CHOICES.items():
        if key in settings:
            members = {member.value: member for member in kind}
            changes[field] = fields.one_of(settings[key], _name(key), members)
    if "coloured-links" in settings:
        name = _name("coloured-links")
        changes["has_coloured_links"] = fields.yes_or_no(settings["coloured-links"], name)
    if "expansion" in settings:
        name = _name("expansion")
        changes["expansion"] = fields.one_of(settings["expansion"], name, _EXPANSIONS)
    if "logo-height" in settings and house.logo is not None:
        bounds = (8.0, 144.0)
        name = _name("logo-height")
        height = fields.length(settings["logo-height"], name, DEFAULT_SIZE, bounds)
        changes["logo"] = _changed(house.logo, {"height": height})
    if "alignment" in settings:
        choices = {"justified": Alignment.JUSTIFIED, "start": Alignment.START}
        chosen = fields.one_of(settings["alignment"], _name("alignment"), choices)
        styles = {
            role: _changed(getattr(house.scale, role), {"alignment": chosen})
            for role in ("body", "note", "quotation")
        }
        changes["scale"] = _changed(house.scale, styles)
    if "inks" in settings:
        changes["palette"] = with_inks(fields, settings["inks"], _name("inks"), house.palette)
    if "press" in settings:
        changes["press"] = press_of(fields, settings["press"], _name("press"))
    page = _page(fields, settings, house.page)
    is_narrow = page.columns > 1 or page is A5_PAGE
    if is_narrow and house.scale.body.size == TypeScale().body.size:
        changes["scale"] = changes.get("scale", house.scale).for_columns()
    if "facing" in settings:
        flag = fields.yes_or_no(settings["facing"], _name("facing"))
        page = _changed(page, {"is_facing": flag})
    changes["page"] = page
    changes["furniture"] = _changed(house.furniture, _furniture(fields, settings))
    changes["notes"] = _changed(house.notes, _notes(fields, settings.get("notes")))
    return _changed(house, changes)


def _page(fields: BrandFields, settings: Mapping[str, Lined], page: PageMaster) -> PageMaster:
    """Return the page master of the paper and the number of columns asked for."""
    columns = page.columns
    if "columns" in settings:
        columns = fields.whole(settings["columns"], _name("columns"), (1, MOST_COLUMNS)) or columns
    if "page" not in settings and columns == page.columns:
        return page
    pages = _PAGES if columns == 1 else _TWO_COLUMN_PAGES
    if "page" in settings:
        return fields.one_of(settings["page"], _name("page"), pages) or page
    return pages["letter" if page.trim == US_LETTER else "a4"]


def _name(key: str) -> str:
    return f"defaults.briefkit.{key}"


def _changed(value: _T, facts: Mapping[str, Any]) -> _T:
    """Return a value with facts changed, but for those of a fault, which are None."""
    changes = {key: fact for key, fact in facts.items() if fact is not None}
    return evolve(value, **changes)  # type: ignore[misc] # mypy knows no evolve of a type variable


def _furniture(fields: BrandFields, settings: Mapping[str, Lined]) -> dict[str, object]:
    facts: dict[str, object] = {
        field: fields.yes_or_no(settings[key], _name(key))
        for key, field in _FURNITURE_FLAGS.items()
        if key in settings
    }
    if "running-heads" in settings:
        node, name = settings["running-heads"], _name("running-heads")
        ends = node.value if isinstance(node.value, tuple) else ()
        if len(ends) != 2:
            fields.fault(f"{name} is no pair", node.line, "write [house, title]")
        else:
            choices = {member.value: member for member in HeadMatter}
            facts["verso_head"] = fields.one_of(ends[0], name, choices)
            facts["recto_head"] = fields.one_of(ends[1], name, choices)
    return facts


def _notes(fields: BrandFields, node: Lined | None) -> dict[str, object]:
    name = _name("notes")
    parts = fields.mapping(node, name, ("place", "share", "rule", *_NOTE_FLAGS))
    facts: dict[str, object] = {}
    if "share" in parts:
        facts["share"] = fields.within(parts["share"], f"{name}.share", (0.2, 1.0))
    if "rule" in parts:
        facts["rule_share"] = fields.within(parts["rule"], f"{name}.rule", (0.0, 1.0))
    if "place" in parts:
        choices = {member.value: member for member in NotePlace}
        facts["place"] = fields.one_of(parts["place"], f"{name}.place", choices)
    for key, field in _NOTE_FLAGS.items():
        if key in parts:
            facts[field] = fields.yes_or_no(parts[key], f"{name}.{key}")
    return facts
