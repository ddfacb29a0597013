"""`typography.fonts` of a brand file → font families: bundled ones, or files beside the brand file.

Nothing is fetched: a family from Google or Bunny must be a bundled one, or have its files here.
"""

from collections.abc import Mapping

from briefkit.spelling import likeliest
from briefkit.style.brand_fields import BrandFields
from briefkit.style.brand_values import Lined
from briefkit.style.css import parse_weight
from briefkit.style.typography import BUNDLED_FAMILIES, FontFamily, FontFile

_FONT_FILES = (".ttf", ".otf", ".ttc", ".otc")


def read_families(
    fields: BrandFields, fonts: Lined | None, options: Mapping[str, Mapping[str, Lined]]
) -> tuple[dict[str, FontFamily], tuple[FontFamily, ...]]:
    """Return the families that a brand chooses, by their fields of `HouseStyle`, and the others.

    fonts: `typography.fonts`; options: the keys of `base`, `headings` and `monospace`.
    """
    given: dict[str, FontFamily | None] = {}  # None: declared, and a fault already
    nodes: tuple[Lined, ...] = ()
    if fonts is not None and fonts.value is not None:
        if isinstance(fonts.value, tuple):
            nodes = fonts.value
        else:
            fields.fault("typography.fonts is no list", fonts.line, "write - family: NAME")
    for number, node in enumerate(nodes):
        family = _font(fields, node, f"typography.fonts[{number}]", options)
        if family:
            given[family[0]] = family[1]
    chosen: dict[str, FontFamily] = {}
    for field, key in (
        ("text_family", "base"),
        ("heading_family", "headings"),
        ("code_family", "monospace"),
    ):
        chooser = options[key].get("family")
        name = fields.text(chooser, f"typography.{key}.family")
        if chooser is None or name is None:
            continue
        if name in given:
            family_of = given[name]
            if family_of is not None:
                chosen[field] = family_of
        elif name in BUNDLED_FAMILIES:
            chosen[field] = FontFamily(name)
        else:
            _not_here(fields, f"typography.{key}.family", name, chooser.line)
    others = (one for one in given.values() if one is not None and one not in chosen.values())
    return chosen, tuple(one for one in others if one.files)


def _not_here(fields: BrandFields, key: str, name: str, line: int, source: str = "") -> None:
    close = likeliest(name, BUNDLED_FAMILIES, 0.7)
    bundled = f"take {close!r}" if close else f"take one of {', '.join(BUNDLED_FAMILIES)}"
    whence = f" is to come from {source}, and nothing is fetched" if source else " has no files"
    fields.fault(
        f"{key} {name!r}{whence}",
        line,
        "put its TTF or OTF files beside the brand file and list them under typography.fonts"
        f" (source: file, files: [...]), or {bundled}",
    )


def _font(
    fields: BrandFields, node: Lined, name: str, options: Mapping[str, Mapping[str, Lined]]
) -> tuple[str, FontFamily | None] | None:
    parts = fields.mapping(
        node,
        name,
        ("family", "source", "files", "weight", "style", "display", "version", "url"),
    )
    family = fields.text(parts.get("family"), f"{name}.family")
    if family is None:
        if isinstance(node.value, dict) and "family" not in node.value:
            fields.fault(f"{name} has no family", node.line, "give family: NAME")
        return None
    default = "file" if "files" in parts else "system"
    source = fields.text(parts.get("source"), f"{name}.source") or default
    if source not in {"file", "google", "bunny", "system"}:
        fields.fault(
            f"{name}.source is {source!r}",
            parts["source"].line,
            "give one of file, google, bunny, system",
        )
        return family, None
    if source != "file":
        if family in BUNDLED_FAMILIES:
            return family, FontFamily(family)
        wanted = {each["family"].value for each in options.values() if "family" in each}
        if family in wanted:
            _not_here(fields, f"{name}.family", family, node.line, source)
        return family, None
    files = parts.get("files")
    listed = files.value if files is not None and isinstance(files.value, tuple) else ()
    if not listed:
        fields.fault(f"{name} has no files", node.line, "list them: files: [fonts/A.ttf, …]")
        return family, None
    found: list[FontFile] = []
    for number, each in enumerate(listed):
        faces = _font_file(fields, each, f"{name}.files[{number}]")
        if any(_face(one) in map(_face, found) for one in faces) and _says_no_face(each):
            path = faces[0].path.name
            what = f"{name}.files[{number}] {path!r} is one more regular file of {family!r}"
            cure = f"say which it is: {{path: …/{path}, weight: bold, style: italic}}"
            fields.fault(what, each.line, cure)
        found.extend(faces)
    return family, FontFamily(family, tuple(found)) if found else None


def _face(file: FontFile) -> tuple[int, bool]:
    return file.weight, file.is_italic


def _says_no_face(node: Lined) -> bool:
    return not isinstance(node.value, dict) or not {"weight", "style"} & node.value.keys()


def _font_file(fields: BrandFields, node: Lined, name: str) -> list[FontFile]:
    if isinstance(node.value, str):
        path = fields.file(node, name, _FONT_FILES)
        return [FontFile(path)] if path else []
    parts = fields.mapping(node, name, ("path", "weight", "style"))
    if "path" not in parts:
        fields.fault(f"{name} has no path", node.line, "give path: FILE")
        return []
    path = fields.file(parts["path"], f"{name}.path", _FONT_FILES)
    slant = None
    if "style" in parts:
        slant = fields.one_of(parts["style"], f"{name}.style", {"normal": False, "italic": True})
    weights: tuple[int, ...] = (400,)
    if "weight" in parts:
        weights = _weights(fields, parts["weight"], f"{name}.weight")
    return [FontFile(path, weight, bool(slant)) for weight in weights] if path else []


def _weights(fields: BrandFields, node: Lined, name: str) -> tuple[int, ...]:
    """Return the weights that a file serves: of a variable font's range, those in use."""
    if node.value == "auto":
        return (400,)
    if isinstance(node.value, str) and ".." in node.value:
        ends = [parse_weight(part.strip()) for part in node.value.split("..", 1)]
        if None not in ends and ends[0] < ends[1]:  # type: ignore[operator]
            low, high = ends
            return tuple(w for w in range(100, 1000, 100) if low <= w <= high)  # type: ignore[operator]
    weight = parse_weight(node.value)
    if weight is None:
        fields.fault_weight(node, name)
    return (weight or 400,)
