"""Addresses: what leads somewhere, and as what it is written into a PDF."""

import pytest

from briefkit.resolve.addresses import (
    bare_doi,
    bare_orcid,
    fault_of_link,
    is_email,
    is_issn,
    reads_as_address,
    split_address,
    target_of,
)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.ORG/A?b=c&d=e#f", "https://example.org/A?b=c&d=e#f"),
        ("http://example.org:8080/~a/(b)", "http://example.org:8080/~a/(b)"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://ru.wikipedia.org/wiki/Мир", "https://ru.wikipedia.org/wiki/%D0%9C%D0%B8%D1%80"),
        ("https://президент.рф/", "https://xn--d1abbgf6aiiy.xn--p1ai/"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("mailto:a@example.org?subject=Ö", "mailto:a@example.org?subject=%C3%96"),
        ("tel:+44-20-7946-0000", "tel:+44-20-7946-0000"),
    ],
)
def test_targets_are_ascii_and_lead_to_the_same_place(url, target):
    assert not fault_of_link(url)
    assert target_of(url).uri == target


@pytest.mark.parametrize(
    "url",
    [
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "http://exa mple.org",
        "http://example.org/\r\nX: y",
        "../relative",
        "ms-word:ofe|u|x",
        "https://a..b/",
        f"https://{'a' * 64}.example/",
        "http://example.org:99999/",
        "http://-a.example",
        "mailto:nobody",
        "mailto:",
        "tel:call me",
        "doi:11.1/x",
        "",
    ],
)
def test_what_leads_nowhere_has_a_fault(url):
    assert fault_of_link(url)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("https://example.org/a.", ("https://example.org/a", ".")),
        (" http://example.org/a;\n", ("http://example.org/a", ";")),
        ("doi:10.1000/182", ("doi:10.1000/182", "")),
        ("See https://example.org", None),
        ("https://a.example https://b.example", None),
        ("https://", None),
        ("www.example.org", None),
        ("plain", None),
        ("", None),
    ],
)
def test_a_text_that_is_nothing_but_an_address_is_known(text, split):
    assert split_address(text) == split


def test_forms_are_told_apart():
    assert reads_as_address("www.example.org/a")
    assert not reads_as_address("see www.example.org")
    assert bare_doi("https://dx.doi.org/10.1000/182") == bare_doi("doi: 10.1000/182")
    assert bare_doi("10.1000") is None
    assert bare_orcid("https://orcid.org/0000-0002-1694-233X") == "0000-0002-1694-233X"
    assert bare_orcid("0000-0002-1694-2331") is None
    assert bare_orcid("") is None
    assert is_email("a.b+c@sub.example.org")
    assert not any(map(is_email, ("a@b", "a b@example.org", "a@example.org.", "@example.org")))
    assert is_issn("1234-567X")
    assert not is_issn("12345678")
