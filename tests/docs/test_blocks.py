"""Every block of every page does what the page says.

The blocks of a page run in order in one folder, as a reader would run them:

- `python` runs, all blocks of a page as one program;
- `console` runs its `$ briefkit …` lines; a status other than 0 is shown by `$ echo $?`;
- `text` right after either is what it prints; "..." stands for anything;
- `markdown` and `json` read as briefs, `yaml` as a brand file, `toml` as what `check` is to waive;
- a block with a caption is saved under that name first; one of the class `faulty` does not read.
"""

import contextlib
import io
import re
import shlex
from functools import partial

import pytest

from briefkit import BriefError, from_json, parse_markdown, read_brand
from briefkit.cli import main
from briefkit.preflight.policy import read_policy

_LANGUAGES = {"python", "console", "text", "markdown", "yaml", "json", "sh", "toml"}
_SHELL_PAGES = {"README.md", "docs/tutorial/first-brief.md"}
_INSTALLS = ("python3 -m venv ", ". .venv/", "pip install ")


def matches(shown, printed):
    """Return whether a page shows what was printed, "..." standing for anything."""
    pattern = re.escape(shown.rstrip("\n")).replace(re.escape("..."), ".*")
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


def run_python(block, namespace):
    """Run a block of a page's program and return what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = compile(block.text, f"line {block.line}", "exec", dont_inherit=True)
        exec(code, namespace)  # noqa: S102 - the page is ours
    return printed.getvalue()


def run_command(words):
    """Run a `briefkit` command and return its exit status and what it prints."""
    printed = io.StringIO()
    status = 0
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            main(words)
        except SystemExit as end:
            status = end.code or 0
    return status, printed.getvalue()


def check_console(block):
    """Run a console block's commands; return the last one's output where the block shows none."""
    status, printed = 0, ""
    commands = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert not commands[0].strip(), "begins with a command"
    for number, command in enumerate(commands[1:], start=1):
        line, _, shown = command.partition("\n")
        if line == "echo $?":
            assert shown.strip() == str(status), f"the exit status is {status}"
            status = 0
            continue
        assert status == 0, f"exit status {status} is not shown: {printed}"
        words = shlex.split(line)
        assert words[0] == "briefkit", f"{line!r} is no command of ours"
        status, printed = run_command(words[1:])
        if shown.strip() or number < len(commands) - 1:
            assert matches(shown, printed), f"{line!r} prints:\n{printed}"
            printed = ""
    assert status == 0, f"exit status {status} is not shown: {printed}"
    return printed


def check_source(block, desk):
    """Save a block that has a name, and read it; a faulty one does not read."""
    if block.file:
        (desk / block.file).write_text(block.text, encoding="utf-8")
    if block.language == "yaml":
        path = desk / (block.file or "_brand.yml")
        path.write_text(block.text, encoding="utf-8")
        read = partial(read_brand, path)
    elif block.language == "toml":
        read = partial(read_policy, desk / block.file)
    elif block.language == "json":
        read = partial(from_json, block.text, folder=desk)
    else:
        has_title = block.text.startswith(("---\n", "# "))
        text = block.text if has_title else f"# A title\n\n{block.text}"
        read = partial(parse_markdown, text, folder=desk)
    try:
        read()
    except BriefError:
        if "faulty" not in block.classes:
            raise
    else:
        assert "faulty" not in block.classes, "is no faulty block"


def check_page(page, page_blocks, desk):
    """Run a page's blocks in order; an error names the line of its block."""
    namespace = {"__name__": "page"}
    printed = ""
    for block in page_blocks:
        try:
            assert block.language in _LANGUAGES, f"{block.language!r} blocks are not run"
            if block.language == "text" and block.file:
                (desk / block.file).write_text(block.text, encoding="utf-8")
                continue
            if block.language == "text":
                assert matches(block.text, printed), f"what is printed is:\n{printed}"
                printed = ""
                continue
            assert not printed, f"is not shown:\n{printed}"
            match block.language:
                case "python" if block.file:
                    (desk / block.file).write_text(block.text, encoding="utf-8")
                case "python":
                    printed = run_python(block, namespace)
                case "console":
                    printed = check_console(block)
                case "sh":
                    assert page in _SHELL_PAGES
                    assert all(line.startswith(_INSTALLS) for line in block.text.splitlines())
                case _:
                    check_source(block, desk)
        except Exception as error:
            error.add_note(f"{page}:{block.line}")
            raise
    assert not printed, f"the last block of {page} prints what is not shown:\n{printed}"


def test_every_block_does_what_its_page_says(page, root, blocks, desk, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")

    check_page(page, blocks((root / page).read_text(encoding="utf-8")), desk)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("```python\nimport nothing_of_the_kind\n```", "nothing_of_the_kind"),
        ("```python\nprint(1)\n```\n```text\n2\n```", "what is printed is"),
        ("```python\nprint(1)\n```", "not shown"),
        ("```console\n$ briefkit no-such-command\n```", "exit status 2"),
        ("```console\n$ ls\n```", "no command of ours"),
        ("```markdown\nA call.[^1]\n```", "no note"),
        ("```{code-block} markdown\n:class: faulty\nA text.\n```", "no faulty block"),
        ("```yaml\ncolour: {}\n```", "did you mean 'color'"),
        ("```json\n{}\n```", "no schema_version"),
        ("```rust\n```", "not run"),
    ],
)
def test_a_broken_block_is_told(text, told, blocks, desk):
    """A test of the test: whoever breaks a page hears of it."""
    with pytest.raises(Exception, match=told) as error:
        check_page("page", blocks(text), desk)

    assert error.value
