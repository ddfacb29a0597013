"""Linter, formatter, types, layers and wheel: what other projects run beside their tests."""

import sys
import zipfile


def test_ruff_finds_nothing(run_tool):
    run_tool(sys.executable, "-m", "ruff", "check", "--quiet", ".")


def test_every_file_is_formatted(run_tool):
    run_tool(sys.executable, "-m", "ruff", "format", "--check", "--quiet", ".")


def test_mypy_finds_nothing(run_tool):
    run_tool(sys.executable, "-m", "mypy", "--no-error-summary")


def test_a_users_script_has_types(run_tool):
    """Of what it gives and gets; and what is wrong in it is found."""
    run_tool(sys.executable, "-m", "mypy", "--no-error-summary", "tests/quality/users_script.py")


def test_imports_go_downwards_only(run_tool, script):
    run_tool(script("lint-imports"), "--no-cache")


def test_the_wheel_holds_the_fonts_their_licences_and_nothing_else(run_tool, tmp_path, root):
    command = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), ".")
    run_tool(sys.executable, *command)

    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    kept = {name for name in names if name.startswith("briefkit/")}
    families = {path.name for path in (root / "fonts").iterdir() if path.is_dir()}

    licences = {name.partition(".dist-info/licenses/")[2] for name in names}
    assert {"LICENSE", "briefkit/text/patterns/README.md"} <= licences
    assert "briefkit/py.typed" in kept
    assert families
    for family in families:
        assert f"fonts/{family}/OFL.txt" in licences
        assert f"briefkit/_fonts/{family}/OFL.txt" in kept
        assert f"briefkit/_fonts/{family}/SOURCE.md" in kept
    assert {name.split("/")[0] for name in names} == {
        "briefkit",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }
