"""Settings of the documentation's builder."""

import enum
import inspect
import re
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

import attrs

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "briefkit"
author = "The briefkit maintainers"
release = installed_version("briefkit")
version = release

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "from_the_code",
]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "html_image"]
myst_heading_anchors = 3
nitpicky = False

html_theme = "furo"
html_title = f"briefkit {release}"
html_static_path = ["_static"]
html_copy_source = False

default_role = "py:obj"  # a name in single backticks in a docstring
autodoc_typehints = "none"  # attrs' types are those of converters: longer than what they say
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
napoleon_google_docstring = True


def _fields_as_a_list(app, what, name, obj, options, lines):
    """Set what a class's docstring says of its fields as a list, one item for those told together.

    The house writes them as plain lines, "name, name: what it is; name: what it is", which
    reStructuredText would run together.
    """
    if what != "class":
        return
    field, before = r"\w+", "^"
    if attrs.has(obj):
        field, before = "|".join(attrs.fields_dict(obj)) or "(?!)", r"(?:^|(?<=[;.] ))"
    pattern = re.compile(rf"{before}((?:{field})(?:, (?:{field}))*): ")
    written = []
    in_list = False
    for line in lines:
        rest, *told = pattern.split(line)
        if rest.strip() or not line:
            written.append(f"  {rest.strip()}" if in_list and line else rest.rstrip())
            in_list = in_list and bool(line)
        for names, what_it_is in zip(told[::2], told[1::2], strict=True):
            if in_list:
                written[-1] = written[-1].removesuffix(";")
            elif written and written[-1]:
                written.append("")
            written.append(f"- **{names}**: {what_it_is.rstrip()}")
            in_list = True
    lines[:] = written


_MEMBER = re.compile(r"^    ([A-Z_]+) = (.+?)(?:  # (.+))?$(?!\n    \"\"\")", re.MULTILINE)


def _members_as_a_list(app, what, name, obj, options, lines):
    """List an enumeration's members with their remarks, but for those that have docstrings."""
    if what == "class" and issubclass(obj, enum.Enum):
        for member, value, remark in _MEMBER.findall(inspect.getsource(obj)):
            lines.append(f"- **{member}** (``{value}``)" + (f": {remark}" if remark else ""))


def setup(app):
    """Connect the above, for Sphinx."""
    app.connect("autodoc-process-docstring", _fields_as_a_list, priority=400)  # before napoleon
    app.connect("autodoc-process-docstring", _members_as_a_list)
