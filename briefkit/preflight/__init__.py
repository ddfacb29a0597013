"""A PDF into findings, and into its structure as text. The only user of pypdf.

    source (complaints) → interpreter (resources, lexer, fonts, encodings, cmaps, graphics, marks)
        → content → tree (roles) → reading
        → rules_* (glyphs of programs: truetype, compact, type1) → check

`check` judges; `read_structure`, `structure_text`, `describe_structure` and `describe_metadata`
only read. Each kind of finding is a class of `briefkit.preflight.findings`, named as the fault.
"""

from briefkit.diagnostics import Severity
from briefkit.preflight.check import check
from briefkit.preflight.facts import describe_metadata
from briefkit.preflight.finding import Finding
from briefkit.preflight.findings import KINDS
from briefkit.preflight.pagetext import describe_pages, page_texts
from briefkit.preflight.reading import describe_structure, read_structure, structure_text
from briefkit.preflight.source import Source
from briefkit.preflight.tree import LinkedObject, MarkedText, StructElement

__all__ = [
    "KINDS",
    "Finding",
    "LinkedObject",
    "MarkedText",
    "Severity",
    "Source",
    "StructElement",
    "check",
    "describe_metadata",
    "describe_pages",
    "describe_structure",
    "page_texts",
    "read_structure",
    "structure_text",
]
