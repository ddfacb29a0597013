"""The web service of the how-to, called as a server calls it."""

import asyncio
import runpy

import pytest

from briefkit import check

PAGE = "docs/how-to/web-service.md"


@pytest.fixture
def service(root, blocks, tmp_path):
    """Return the names of the page's service.py."""
    (block,) = [
        block
        for block in blocks((root / PAGE).read_text(encoding="utf-8"))
        if block.file == "service.py"
    ]
    (tmp_path / "service.py").write_text(block.text, encoding="utf-8")
    return runpy.run_path(str(tmp_path / "service.py"))


async def asked(service, *parts, method="POST"):
    """Return status, headers and body of what is answered to a request with a body in parts."""
    events = [{"type": "http.request", "body": part, "more_body": True} for part in parts[:-1]]
    events.append({"type": "http.request", "body": parts[-1] if parts else b""})
    waiting, sent = iter(events), []

    async def receive():
        return next(waiting)

    async def send(event):
        sent.append(event)

    await service["app"]({"type": "http", "method": method}, receive, send)
    start, body = sent
    assert (start["type"], body["type"]) == ("http.response.start", "http.response.body")
    headers = dict(start["headers"])
    assert int(headers[b"content-length"]) == len(body["body"])
    return start["status"], headers[b"content-type"], body["body"]


def ask(service, *parts, method="POST"):
    return asyncio.run(asked(service, *parts, method=method))


def test_a_brief_in_parts_comes_back_as_a_pdf(service):
    status, kind, body = ask(service, b"# A ti", b"tle\n\nText.^[A ", b"note.]\n")

    assert (status, kind) == (200, b"application/pdf")
    assert check(body) == ()


@pytest.mark.parametrize(
    ("parts", "status", "said"),
    [
        ([b"x" * 300_000, b"x" * 300_000], 413, b"too large"),
        ([b"# T\n\n[^1]\n"], 422, b"brief:3: the call [^1] has no note"),
        ([b"# T\n\n![x](/etc/passwd){alt=x}\n"], 422, b"brief:3: the picture"),
        ([b"\xff\xfe"], 422, b"can't decode byte 0xff"),
        ([b"# T\n\n" + b"Words. " * 50_000], 422, b"the limit of pages is 40"),
        ([b"# T\n\n" + b"Text.^[Note.] " * 501], 422, b"the limit of notes is 500"),
        ([], 422, b"there is nothing in it"),
    ],
)
def test_what_is_too_much_or_wrong_is_refused_with_its_reason(service, parts, status, said):
    found, kind, body = ask(service, *parts)

    assert (found, kind) == (status, b"text/plain; charset=utf-8")
    assert said in body


def test_only_so_many_are_worked_on_at_once(service):
    async def crowd():
        text = b"# T\n\n" + b"Words. " * 2_000
        return await asyncio.gather(*(asked(service, text) for _ in range(6)))

    statuses = [status for status, _, _ in asyncio.run(crowd())]

    assert statuses.count(200) == 2
    assert statuses.count(503) == 4


def test_a_brief_that_takes_too_long_is_given_up(service):
    from briefkit import Limits

    service["made"].__globals__["LIMITS"] = Limits(seconds=1e-6)

    status, _, body = ask(service, b"# T\n\nText.\n")

    assert status == 422
    assert b"takes longer than 1e-06 seconds" in body


def test_another_method_is_told_what_to_do(service):
    assert ask(service, method="GET")[0] == 405


def test_a_server_that_asks_for_more_than_http_is_left_alone(service):
    asyncio.run(service["app"]({"type": "lifespan"}, None, None))
