"""The house's own rules, which no tool knows. See docs/decisions/."""

import ast
import importlib
import re
import sys
import tomllib

import pytest

DOORS = {
    "babel": {"resolve"},
    "cattrs": {"readers"},
    "click": {"cli"},
    "markdown_it": {"readers"},
    "mdit_py_plugins": {"readers"},
    "PIL": {"images"},
    "pypdf": {"preflight"},
    "pyphen": {"text"},
    "reportlab": {"pdf"},
    "uharfbuzz": {"text"},
    "uniseg": {"text"},
    "yaml": {"lined_yaml"},
}
"""The rooms that a library may be used in; attrs is everywhere."""

MOST_LINES = 500
MOST_BYTES = 1 << 20
MOST_BYTES_OF_A_REFERENCE = 20 << 10
VAGUE = {"base", "common", "core", "handler", "helpers", "manager", "misc", "util", "utils"}

PROMISED = {
    "Brief",
    "Cover",
    "Emphasis",
    "Figure",
    "Organisation",
    "Paragraph",
    "Person",
    "Section",
    "check",
    "note",
    "read_markdown",
    "render",
}
"""What people script against: these names stay."""


def imports(tree):
    """Yield (module, node) of every import in a syntax tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node


def room(name):
    """Return the room of a module: "pdf" of "briefkit.pdf.tags"."""
    return name.split(".")[1] if "." in name else ""


def test_no_module_is_too_long(modules):
    lengths = {name: len(path.read_bytes().splitlines()) for name, (path, _) in modules.items()}

    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing(modules):
    assert [name for name in modules if VAGUE & set(name.split("."))] == []


def test_every_module_says_what_it_does(modules):
    assert [name for name, (_, tree) in modules.items() if not ast.get_docstring(tree)] == []


def test_a_value_s_docstring_describes_only_what_it_has(modules):
    """As `width, height: in points`, at the beginning of a line or of a clause."""
    told = re.compile(r"(?:^|[.;] |\n)\s*(_?[a-z]\w*(?:, _?[a-z]\w*)*): ")
    strays = []
    for name, (_, tree) in modules.items():
        for one in ast.walk(tree):
            if not isinstance(one, ast.ClassDef):
                continue
            has = {str(each.target.id) for each in one.body if isinstance(each, ast.AnnAssign)}
            has |= {each.name for each in one.body if isinstance(each, ast.FunctionDef)}
            has |= {each.attr for each in ast.walk(one) if isinstance(each, ast.Attribute)}
            has |= {each.arg for each in ast.walk(one) if isinstance(each, ast.arg)}
            said = told.findall(ast.get_docstring(one) or "") if has else []
            strays += [
                f"{name}.{one.name}: {each}"
                for names in said
                for each in names.split(", ")
                if each not in has
            ]
    assert strays == []


def test_each_library_has_its_door(modules):
    wrong = [
        f"{name} imports {module}"
        for name, (_, tree) in modules.items()
        for module, _ in imports(tree)
        if room(name) not in DOORS.get(module.split(".")[0], {room(name)})
    ]

    assert wrong == []


def test_there_is_no_door_for_what_is_not_used(modules):
    used = {module.split(".")[0] for _, tree in modules.values() for module, _ in imports(tree)}

    assert DOORS.keys() - used == set()


def test_what_changes_has_fields_of_attrs(modules):
    """`attrs.define` would take a field of `briefkit.values` for a default."""
    wrong = [
        name
        for name, (_, tree) in modules.items()
        if {"define", "field"}
        <= {
            alias.name
            for module, node in imports(tree)
            for alias in node.names
            if (module, alias.name) in {("attrs", "define"), ("briefkit.values", "field")}
        }
    ]

    assert wrong == []


def test_the_libraries_imported_are_those_declared(modules, root):
    """Each that is declared is used, too."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {}).values()
    names = {
        re.split(r"[^\w.-]", line)[0].lower().replace("_", "-")
        for lines in (project["dependencies"], *extras)
        for line in lines
    }
    modules_of = {
        "markdown-it-py": "markdown_it",
        "mdit-py-plugins": "mdit_py_plugins",
        "pillow": "PIL",
        "pyyaml": "yaml",
    }
    declared = {modules_of.get(name, name) for name in names}
    ours = {*sys.stdlib_module_names, "briefkit", "__future__"}
    # pytest loads its plugin by itself.
    found = {
        module.split(".")[0] for _, tree in modules.values() for module, _ in imports(tree)
    } - {*ours, "pytest"}

    assert found - declared == set(), "imported, but not declared"
    # distributed makes an executor that people hand to us.
    assert declared - found == {"distributed"}, "declared, but not imported"


def test_an_import_inside_a_function_says_why(modules):
    silent = []
    for name, (path, tree) in modules.items():
        lines = path.read_text(encoding="utf-8").splitlines()
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for module, node in imports(function):
                said = "#" in " ".join(lines[node.lineno - 2 : node.end_lineno])
                if not said:
                    silent.append(f"{name}, line {node.lineno}: {module}")

    assert sorted(set(silent)) == []


def test_the_public_names_are_listed_and_described():
    package = importlib.import_module("briefkit")

    assert len(package.__all__) == len(set(package.__all__))
    assert set(package.__all__) >= PROMISED
    for name in package.__all__:
        assert getattr(getattr(package, name), "__doc__", None), f"{name} is not described"


def test_every_name_in_a_list_of_public_names_is_there(modules):
    for name, (_, tree) in modules.items():
        if any(
            isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            for node in tree.body
        ):
            module = importlib.import_module(name)
            missing = [public for public in module.__all__ if not hasattr(module, public)]
            assert missing == [], name


def test_every_module_can_be_imported(modules):
    for name in modules:
        if not name.endswith("__main__"):
            importlib.import_module(name)


def test_git_keeps_nothing_that_is_made(tracked):
    made = re.compile(
        r"(^|/)(__pycache__|\.venv|\.mypy_cache|\.ruff_cache|\.pytest_cache|\.hypothesis|"
        r"\.benchmarks|build|dist|[^/]*\.egg-info)/|\.pyc$|\.orig$|\.rej$|~$|(^|/)\.DS_Store$"
    )

    assert [str(path) for path in tracked if made.search(path.as_posix())] == []


def test_git_keeps_no_large_files(tracked, root):
    large = [
        str(path)
        for path in tracked
        if (root / path).is_file() and (root / path).stat().st_size > MOST_BYTES
    ]

    assert large == []


def test_references_are_small(root):
    references = [path for path in (root / "tests" / "references").rglob("*") if path.is_file()]
    limit = MOST_BYTES_OF_A_REFERENCE

    assert [
        path.name
        for path in references
        if path.suffix in {".png", ".jpg", ".pdf"} and path.stat().st_size > limit
    ] == []


@pytest.mark.parametrize("word", ["briefkit render examples/", "pytest"])
def test_the_readme_shows_its_two_commands(root, word):
    """One line that renders an example, one that passes the tests; `.ci/run` runs the second."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    lines = [
        line
        for block in re.findall(r"```\w*\n(.*?)```", readme, re.DOTALL)
        for line in block.splitlines()
    ]

    assert [line for line in lines if word in line and line.startswith("python3 -m venv")]


def test_what_the_readme_renders_is_there(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"briefkit render (examples/\S+)", readme)

    assert named
    assert all((root / name).is_file() for name in named)


def test_ci_s_script_can_be_run(run_tool, root):
    assert (root / ".ci" / "run").read_bytes().startswith(b"#!/usr/bin/env bash\n")
    run_tool("bash", "-n", ".ci/run")
