"""Fixtures for every room's tests."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from briefkit.assertions import assert_same_text
from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.fonts import FontLibrary

SQUARES = "briefkit squares"
REFERENCES = Path(__file__).parent / "references"

# The same briefs are made in every run, so that a green suite stays green; with BRIEFKIT_EXPLORE
# set, hypothesis makes new ones, and keeps those that fail. None is timed: machines are busy.
settings.register_profile(
    "any machine",
    derandomize=not os.environ.get("BRIEFKIT_EXPLORE"),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let references be written anew; their difference is read as code."""
    parser.addoption(
        "--update-references", action="store_true", help="write the files of tests/references anew"
    )


@pytest.fixture
def hold_to_reference(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that holds a text to a file of tests/references, or writes it."""

    def hold(name: str, text: str) -> None:
        update = bool(request.config.getoption("--update-references"))
        assert_same_text(text, REFERENCES / name, update=update, how="pytest --update-references")

    return hold


@pytest.fixture(scope="session")
def square_library() -> FontLibrary:
    """Return a library with the family "briefkit squares", in which every glyph is one em wide."""
    path = Path(__file__).parent / "fonts" / "squares.ttf"
    return FontLibrary([FontFamily(SQUARES, [FontFile(path)])])


@pytest.fixture(scope="session")
def library() -> FontLibrary:
    """Return the library of the bundled families."""
    return FontLibrary()


@pytest.fixture
def run_tool(tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs a program on a file and gives what it prints.

    It skips where the program is not installed; never in CI.
    """

    def run(program: str, data: bytes, *before: str, after: tuple[str, ...] = ()) -> str:
        if shutil.which(program) is None:
            if os.environ.get("CI"):
                pytest.fail(f"{program} is not installed")
            pytest.skip(f"{program} is not installed")
        path = tmp_path / "painted.pdf"
        path.write_bytes(data)
        done = subprocess.run(
            [program, *before, str(path), *after], capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr.decode()
        assert not done.stderr, done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture(scope="session")
def key_and_certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the files of a key and of its certificate, which nobody but itself vouches for."""
    from datetime import datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "An institute")])
    may_sign = x509.KeyUsage(True, True, *[False] * 7)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(datetime(2120, 1, 1))
        .add_extension(may_sign, critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("keys")
    pem = serialization.Encoding.PEM
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    return folder / "key.pem", folder / "certificate.pem"
