"""briefkit: set briefs as finished, branded, tagged PDF. The public names, nothing else."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefkit.api import Report, Typeset, render, typeset
    from briefkit.batch import Outcome, render_each, render_many
    from briefkit.bounds import Limits
    from briefkit.catalogues import catalogue_record
    from briefkit.diagnostics import Diagnostic, Severity
    from briefkit.errors import (
        BriefError,
        FontError,
        LayoutError,
        ModelError,
        OutputError,
        PictureError,
        Problem,
        SourceError,
    )
    from briefkit.model.blocks import (
        Box,
        BulletList,
        CodeBlock,
        Definition,
        DefinitionList,
        Divider,
        Group,
        KeyPoints,
        NumberedList,
        PageBreak,
        Paragraph,
        PullQuote,
        Quotation,
        Section,
        note,
    )
    from briefkit.model.brief import Abbreviation, Brief, Edition, NoteOptions, RelatedPublication
    from briefkit.model.figures import Cover, Figure, FigureRow
    from briefkit.model.inline import (
        Code,
        CrossReference,
        Emphasis,
        InLanguage,
        LineBreak,
        Link,
        Note,
        NoteCall,
        Quoted,
        SmallCaps,
        Strong,
        Subscript,
        Superscript,
        Text,
    )
    from briefkit.model.people import Organisation, Person
    from briefkit.model.recommendations import Recommendation, Recommendations
    from briefkit.model.tables import Cell, Table
    from briefkit.preflight import Finding, check
    from briefkit.readers.carried import extract_source
    from briefkit.readers.json import from_json, read_json, to_json, write_json
    from briefkit.readers.markdown import parse_markdown, read_markdown
    from briefkit.style.brand import read_brand
    from briefkit.style.house import HouseStyle, Logo
    from briefkit.style.inks import Cmyk, Spot
    from briefkit.style.page import A4, US_LETTER, PageMaster
    from briefkit.style.palette import Palette
    from briefkit.style.press import Press

__all__ = [
    "A4",
    "US_LETTER",
    "Abbreviation",
    "Box",
    "Brief",
    "BriefError",
    "BulletList",
    "Cell",
    "Cmyk",
    "Code",
    "CodeBlock",
    "Cover",
    "CrossReference",
    "Definition",
    "DefinitionList",
    "Diagnostic",
    "Divider",
    "Edition",
    "Emphasis",
    "Figure",
    "FigureRow",
    "Finding",
    "FontError",
    "Group",
    "HouseStyle",
    "InLanguage",
    "KeyPoints",
    "LayoutError",
    "Limits",
    "LineBreak",
    "Link",
    "Logo",
    "ModelError",
    "Note",
    "NoteCall",
    "NoteOptions",
    "NumberedList",
    "Organisation",
    "Outcome",
    "OutputError",
    "PageBreak",
    "PageMaster",
    "Palette",
    "Paragraph",
    "Person",
    "PictureError",
    "Press",
    "Problem",
    "PullQuote",
    "Quotation",
    "Quoted",
    "Recommendation",
    "Recommendations",
    "RelatedPublication",
    "Report",
    "Section",
    "Severity",
    "SmallCaps",
    "SourceError",
    "Spot",
    "Strong",
    "Subscript",
    "Superscript",
    "Table",
    "Text",
    "Typeset",
    "catalogue_record",
    "check",
    "extract_source",
    "from_json",
    "note",
    "parse_markdown",
    "read_brand",
    "read_json",
    "read_markdown",
    "render",
    "render_each",
    "render_many",
    "to_json",
    "typeset",
    "write_json",
]

# Each name is loaded when it is first asked for, with the rooms that it needs: pytest finds its
# plugin here, and the command line its help, without waiting for any.
_LATE = {
    "A4": "briefkit.style.page",
    "US_LETTER": "briefkit.style.page",
    "Abbreviation": "briefkit.model.brief",
    "Box": "briefkit.model.blocks",
    "Brief": "briefkit.model.brief",
    "BriefError": "briefkit.errors",
    "BulletList": "briefkit.model.blocks",
    "Cell": "briefkit.model.tables",
    "Cmyk": "briefkit.style.inks",
    "Code": "briefkit.model.inline",
    "CodeBlock": "briefkit.model.blocks",
    "Cover": "briefkit.model.figures",
    "CrossReference": "briefkit.model.inline",
    "Definition": "briefkit.model.blocks",
    "DefinitionList": "briefkit.model.blocks",
    "Diagnostic": "briefkit.diagnostics",
    "Divider": "briefkit.model.blocks",
    "Edition": "briefkit.model.brief",
    "Emphasis": "briefkit.model.inline",
    "Figure": "briefkit.model.figures",
    "FigureRow": "briefkit.model.figures",
    "Finding": "briefkit.preflight",
    "FontError": "briefkit.errors",
    "Group": "briefkit.model.blocks",
    "HouseStyle": "briefkit.style.house",
    "InLanguage": "briefkit.model.inline",
    "KeyPoints": "briefkit.model.blocks",
    "LayoutError": "briefkit.errors",
    "Limits": "briefkit.bounds",
    "LineBreak": "briefkit.model.inline",
    "Link": "briefkit.model.inline",
    "Logo": "briefkit.style.house",
    "ModelError": "briefkit.errors",
    "Note": "briefkit.model.inline",
    "NoteCall": "briefkit.model.inline",
    "NoteOptions": "briefkit.model.brief",
    "NumberedList": "briefkit.model.blocks",
    "Organisation": "briefkit.model.people",
    "Outcome": "briefkit.batch",
    "OutputError": "briefkit.errors",
    "PageBreak": "briefkit.model.blocks",
    "PageMaster": "briefkit.style.page",
    "Palette": "briefkit.style.palette",
    "Paragraph": "briefkit.model.blocks",
    "Person": "briefkit.model.people",
    "PictureError": "briefkit.errors",
    "Press": "briefkit.style.press",
    "Problem": "briefkit.errors",
    "PullQuote": "briefkit.model.blocks",
    "Quotation": "briefkit.model.blocks",
    "Quoted": "briefkit.model.inline",
    "Recommendation": "briefkit.model.recommendations",
    "Recommendations": "briefkit.model.recommendations",
    "RelatedPublication": "briefkit.model.brief",
    "Report": "briefkit.api",
    "Section": "briefkit.model.blocks",
    "Severity": "briefkit.diagnostics",
    "SmallCaps": "briefkit.model.inline",
    "SourceError": "briefkit.errors",
    "Spot": "briefkit.style.inks",
    "Strong": "briefkit.model.inline",
    "Subscript": "briefkit.model.inline",
    "Superscript": "briefkit.model.inline",
    "Table": "briefkit.model.tables",
    "Text": "briefkit.model.inline",
    "Typeset": "briefkit.api",
    "catalogue_record": "briefkit.catalogues",
    "check": "briefkit.preflight",
    "extract_source": "briefkit.readers.carried",
    "from_json": "briefkit.readers.json",
    "note": "briefkit.model.blocks",
    "parse_markdown": "briefkit.readers.markdown",
    "read_brand": "briefkit.style.brand",
    "read_json": "briefkit.readers.json",
    "read_markdown": "briefkit.readers.markdown",
    "render": "briefkit.api",
    "render_each": "briefkit.batch",
    "render_many": "briefkit.batch",
    "to_json": "briefkit.readers.json",
    "typeset": "briefkit.api",
    "write_json": "briefkit.readers.json",
}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'briefkit' has no attribute {name!r}")
    from briefkit.garbage import none_while_loading  # late, as all

    with none_while_loading():
        value = globals()[name] = getattr(import_module(_LATE[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
