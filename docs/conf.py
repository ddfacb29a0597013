"""Settings of the documentation's builder."""

import enum
import inspect
import re
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

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

_FIELDS = re.compile(r"(\w+(?:, \w+)*): ")


def _fields_as_a_list(app, what, name, obj, options, lines):
    """Set the lines of a class's docstring that name its fields as a list.

    The house writes them as plain lines, "name, name: what it is", which reStructuredText would
    run together.
    """
    if what != "class":
        return
    written = []
    in_list = False
    for line in lines:
        field = _FIELDS.match(line)
        if field and (in_list or not written or not written[-1]):
            written.append(f"- **{field[1]}**: {line[field.end() :]}")
            in_list = True
        elif in_list and line.strip():
            written.append(f"  {line.strip()}")
        else:
            written.append(line)
            in_list = False
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
