"""`_brand.yml` → HouseStyle: the brand standard of Posit and Quarto, version 1.

Read by ourselves and held against the brand-yml package by the tests: to load that takes longer
than to set a brief, and it knows no line numbers. What a page has no use for (`color.success`,
`meta.link`, `typography.monospace-inline`, …) is checked for its key and let be. Our own settings
stand in the section that the standard leaves free: `defaults: briefkit:`. Nothing is fetched.

Source: https://posit-dev.github.io/brand-yml/brand/, and the models of brand-yml 0.2.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefkit.errors import ModelError, Problem, SourceError, raise_all
from briefkit.given import as_path
from briefkit.spelling import likeliest
from briefkit.style.brand_fields import BrandFields
from briefkit.style.brand_fonts import read_families
from briefkit.style.brand_settings import with_settings
from briefkit.style.brand_values import Lined, read_brand_values
from briefkit.style.colour_names import COLOUR_NAMES
from briefkit.style.css import DEFAULT_SIZE, parse_colour
from briefkit.style.house import HouseStyle, Logo
from briefkit.style.palette import MINIMUM_CONTRAST, Palette, contrast, legible, mixed
from briefkit.style.typography import Slot, TypeScale
from briefkit.values import evolve

BODY_SIZES = (7.0, 14.0)  # points: beyond them a line of the column has too many or too few letters
LINE_HEIGHTS = (1.0, 2.0)

_COLOURS = (
    *("foreground", "background", "primary", "secondary", "tertiary", "success", "info"),
    *("warning", "danger", "light", "dark"),
)
_TINTS = (0.08, 0.06, 0.04, 0.02)  # shares of the accent in a panel's ground
_TYPOGRAPHY_KEYS = {
    "base": ("family", "size", "weight", "line-height"),
    "headings": ("family", "weight", "style", "line-height", "color"),
    "monospace": ("family", "size", "weight"),
    "monospace-inline": ("family", "size", "weight", "color", "background-color"),
    "monospace-block": ("family", "size", "weight", "line-height", "color", "background-color"),
    "link": ("weight", "color", "background-color", "decoration"),
}
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".avif", ".bmp")


def read_brand(path: Path | str, base: HouseStyle | None = None) -> HouseStyle:
    """Return the house style that a brand file describes, upon `base` or the default one.

    Colours: foreground and background are text and paper, primary is the accent (and the links,
    where `typography.link` has no colour), secondary the thin rules, light the ground of panels.
    Families are bundled ones, or files in the brand file's folder.

    Raises SourceError with every fault of the file, each with its line.
    """
    path = as_path(path)
    reader = _BrandReader(path, read_brand_values(path), base or HouseStyle())
    house = reader.house()
    # One colour may fail in several roles, and be asked for twice: one fault is told once.
    raise_all(SourceError, dict.fromkeys(sorted(reader.problems, key=_line_of)))
    return house


def _line_of(problem: Problem) -> int:
    return int(problem.where.rpartition(":")[2])


class _BrandReader(BrandFields):
    """One reading of one file."""

    def __init__(self, path: Path, root: Lined, base: HouseStyle) -> None:
        super().__init__(path)
        self._base = base
        self._root = self.mapping(root, "", ("meta", "logo", "color", "typography", "defaults"))
        self._named: dict[str, Lined] = {}

    def house(self) -> HouseStyle:
        """Return the house style; of no worth when there are problems."""
        name = self._name()
        typography = self.mapping(
            self._root.get("typography"),
            "typography",
            ("fonts", *_TYPOGRAPHY_KEYS),
        )
        options = {
            key: self._options(typography.get(key), f"typography.{key}", keys)
            for key, keys in _TYPOGRAPHY_KEYS.items()
        }
        palette = self._palette(options)
        families, others = read_families(self, typography.get("fonts"), options)
        house = evolve(
            self._base,
            name=name or self._base.name,
            palette=palette,
            scale=self._scale(options),
            logo=self._logo(name),
            text_family=families.get("text_family", self._base.text_family),
            heading_family=families.get("heading_family", self._base.heading_family),
            code_family=families.get("code_family", self._base.code_family),
            fallback_families=(*others, *self._base.fallback_families),
        )
        defaults = self.mapping(self._root.get("defaults"), "defaults", None)
        house = with_settings(self, defaults.get("briefkit"), house)
        return evolve(house, page=house.page.on_grid(house.scale.body.leading))

    # Name and logo.

    def _name(self) -> str:
        meta = self.mapping(self._root.get("meta"), "meta", None)
        name = meta.get("name")
        if name is not None and isinstance(name.value, dict):
            parts = self.mapping(name, "meta.name", ("full", "short"))
            chosen = parts.get("full") or parts.get("short")
            return self.text(chosen, "meta.name") or ""
        return self.text(name, "meta.name") or ""

    def _logo(self, name: str) -> Logo | None:
        node = self._root.get("logo")
        if node is None or node.value is None:
            return self._base.logo
        images: Mapping[str, Lined] = {}
        if isinstance(node.value, dict) and "path" not in node.value:
            sizes = self.mapping(node, "logo", ("images", "small", "medium", "large"))
            images = self.mapping(sizes.get("images"), "logo.images", None)
            # The cover has room for the largest; paper is light.
            candidates = [sizes[size] for size in ("large", "medium", "small") if size in sizes]
        else:
            candidates = [node]
        for candidate in candidates:
            logo = self._one_logo(candidate, images, name)
            if logo is not None:
                return logo
        return self._base.logo

    def _one_logo(self, node: Lined, images: Mapping[str, Lined], name: str) -> Logo | None:
        if isinstance(node.value, str) and node.value in images:
            node = images[node.value]
        alt = None
        if isinstance(node.value, dict):
            if "light" in node.value or "dark" in node.value:
                parts = self.mapping(node, "logo", ("light", "dark"))
                return self._one_logo(parts.get("light") or parts["dark"], images, name)
            parts = self.mapping(node, "logo", ("path", "alt", "attrs"))
            alt = self.text(parts.get("alt"), "logo.alt")
            if "path" not in parts:
                self.fault("logo has no path", node.line, "give path: FILE")
                return None
            node = parts["path"]
        path = self.file(node, "logo", _PICTURES)
        return Logo(path, alt or name or "Logo") if path else None

    # Colours.

    def _colour(self, node: Lined, name: str, seen: tuple[str, ...] = ()) -> str | None:
        """Return #rrggbb of a colour, which may be the name of another."""
        text = self.text(node, name)
        if text is None:
            return None
        if text in self._named:
            if text in seen:
                self.fault(f"{name} refers to itself", node.line, "give one of them a value")
                return None
            return self._colour(self._named[text], name, (*seen, text))
        colour = parse_colour(text)
        if colour is None:
            known = likeliest(text, [*self._named, *COLOUR_NAMES])
            hint = f"did you mean {known!r}?" if known else "write #rrggbb, rgb(…) or hsl(…)"
            self.fault(f"{name} {text!r} is no colour", node.line, hint)
        return colour

    def _palette(self, options: Mapping[str, Mapping[str, Lined]]) -> Palette:
        colours = self.mapping(self._root.get("color"), "color", ("palette", *_COLOURS))
        palette = self.mapping(colours.get("palette"), "color.palette", None)
        self._named = {**palette, **{key: colours[key] for key in _COLOURS if key in colours}}
        chosen: dict[str, tuple[str, str, int]] = {}  # role → colour, key, line

        def take(role: str, key: str, node: Lined | None) -> None:
            if node is None:
                return
            name = key.rpartition(".")[2]
            seen = (name,) if self._named.get(name) is node else ()
            colour = self._colour(node, key, seen)
            if colour is not None:
                chosen[role] = (colour, key, node.line)

        take("text", "color.foreground", colours.get("foreground"))
        take("paper", "color.background", colours.get("background"))
        take("accent", "color.primary", colours.get("primary"))
        take("link", "color.primary", colours.get("primary"))
        take("link", "typography.link.color", options["link"].get("color"))
        take("heading", "color.foreground", colours.get("foreground"))
        take("heading", "typography.headings.color", options["headings"].get("color"))
        take("rule", "color.secondary", colours.get("secondary"))
        take("tint", "color.light", colours.get("light"))
        for key in (*palette, *_COLOURS):  # every colour is one, used or not
            if key in self._named and not any(
                node[2] == self._named[key].line for node in chosen.values()
            ):
                self._colour(self._named[key], f"color.{key}", (key,))
        if not chosen:
            return self._base.palette
        roles = {role: colour for role, (colour, _, _) in chosen.items()}
        try:
            return _filled(self._base.palette, roles)
        except ModelError as error:
            for problem in error.problems:
                role = problem.where.rpartition(".")[2]
                _, key, line = chosen.get(role) or next(iter(chosen.values()))
                self.fault(f"{key}: {problem.what}", line, problem.cure)
            return self._base.palette

    # Families and sizes.

    def _options(self, node: Lined | None, name: str, keys: tuple[str, ...]) -> Mapping[str, Lined]:
        if node is not None and isinstance(node.value, str):
            return {"family": node}
        return self.mapping(node, name, keys)

    def _scale(self, options: Mapping[str, Mapping[str, Lined]]) -> TypeScale:
        scale = self._base.scale
        base, headings, code = options["base"], options["headings"], options["monospace"]
        size, leading = scale.body.size, scale.body.leading
        if "size" in base:
            name = "typography.base.size"
            size = self.length(base["size"], name, DEFAULT_SIZE, BODY_SIZES) or size
            leading *= size / scale.body.size
        if "line-height" in base:
            name = "typography.base.line-height"
            leading = (self.within(base["line-height"], name, LINE_HEIGHTS) or 1.4) * size
        scale = scale.scaled(size / scale.body.size, leading / scale.body.leading)
        styles = scale.styles()

        def change(*roles: str, **facts: Any) -> None:
            for role in roles:
                styles[role] = evolve(styles[role], **facts)

        if "weight" in base:
            weight = self.weight(base["weight"], "typography.base.weight")
            change("body", "note", "lead", "quotation", weight=weight)
        titles = ("title", "cover_title")
        if "family" in headings:
            change(*titles, slot=Slot.HEADING)
        if "weight" in headings:
            weight = self.weight(headings["weight"], "typography.headings.weight")
            change(*titles, "heading_1", "heading_2", weight=weight)
        if "style" in headings:
            choices = {"normal": False, "italic": True}
            slant = self.one_of(headings["style"], "typography.headings.style", choices)
            change(*titles, "heading_1", "heading_2", is_italic=bool(slant))
        if "color" in headings:
            change(*titles, colour="heading")
        if "line-height" in headings:
            name = "typography.headings.line-height"
            height = self.within(headings["line-height"], name, LINE_HEIGHTS) or 1.2
            for role in titles:
                change(role, leading=styles[role].size * height)
        if "size" in code:
            name = "typography.monospace.size"
            code_size = self.length(code["size"], name, size, (5.0, 1.2 * size))
            if code_size:
                factor = code_size / styles["code"].size
                change("code", size=code_size, leading=styles["code"].leading * factor)
        return TypeScale(**styles)


def _filled(base: Palette, given: Mapping[str, str]) -> Palette:
    """Return the palette of the given roles, the others made to go with them.

    Raises ModelError for a given colour that cannot be read on its ground.
    """
    roles: dict[str, Any] = {"paper": base.paper, "text": base.text, "accent": base.accent, **given}
    paper, text, accent = roles["paper"], roles["text"], roles["accent"]
    roles.setdefault("heading", text)
    roles.setdefault("link", accent)
    if "tint" not in given:
        # As strong as all that is read on it allows.
        roles["tint"] = next(
            (
                tint
                for share in _TINTS
                if all(
                    contrast(roles[front], tint := mixed(paper, accent, share)) >= MINIMUM_CONTRAST
                    for front in ("text", "accent", "link")
                )
            ),
            paper,
        )
    roles.setdefault("rule", mixed(text, paper, 0.65))
    muted = mixed(text, paper, 0.3)
    roles["muted"] = legible(muted, paper, roles["tint"]) or text
    roles["on_accent"] = next(
        colour
        for colour in (paper, "#ffffff", text, "#000000")  # black or white: one can be read
        if contrast(colour, accent) >= MINIMUM_CONTRAST
    )
    return Palette(**roles)
