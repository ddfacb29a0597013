"""Directives that say what the code says, so that no page of tables can drift from it.

`{briefkit-findings}`: every kind of finding. `{briefkit-languages}`: what each language has.
"""

import inspect
from pathlib import Path

from babel import Locale
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from briefkit.diagnostics import Severity
from briefkit.preflight.findings import KINDS
from briefkit.resolve.labels import LANGUAGES

_PATTERNS = Path(inspect.getfile(inspect.getmodule(KINDS[0]))).parents[1] / "text" / "patterns"
_SAYS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def findings_table() -> list[str]:
    """Return the table of findings, line by line."""
    lines = [
        "| finding | what is wrong | what to do | severity | clause |",
        "|---|---|---|---|---|",
    ]
    for kind in KINDS:
        what = (kind.__doc__ or "").split("\n")[0]
        clause = kind.clause or "none"
        lines.append(
            f"| `{kind.__name__}` | {what} | {kind.cure} | {_SAYS[kind.severity]} | {clause} |"
        )
    return lines


def languages_table() -> list[str]:
    """Return the table of languages, line by line: those with labels or patterns of ours."""
    ours = {path.stem.split("-")[1] for path in _PATTERNS.glob("hyph-*.tex")}
    lines = ["| language | labels | hyphenation |", "|---|---|---|"]
    for tag in sorted(LANGUAGES | ours, key=lambda tag: Locale(tag).get_display_name("en")):
        labels = "yes" if tag in LANGUAGES else "in English"
        patterns = "TeX's patterns" if tag in ours else "pyphen's patterns"
        lines.append(f"| {Locale(tag).get_display_name('en')} (`{tag}`) | {labels} | {patterns} |")
    return lines


class _Table(SphinxDirective):
    """A table that a function writes."""

    def run(self) -> list[nodes.Node]:
        lines = self.write()
        holder = nodes.container()
        self.state.nested_parse(StringList(lines, source=self.name), self.content_offset, holder)
        return holder.children


class FindingsTable(_Table):
    """`{briefkit-findings}`."""

    write = staticmethod(findings_table)


class LanguagesTable(_Table):
    """`{briefkit-languages}`."""

    write = staticmethod(languages_table)


def setup(app):
    """Add the directives, for Sphinx."""
    app.add_directive("briefkit-findings", FindingsTable)
    app.add_directive("briefkit-languages", LanguagesTable)
    return {"version": "1", "parallel_read_safe": True}
