"""An address as an author writes it → the target that a PDF takes, and what is shown of it."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

from briefkit.errors import Problem
from briefkit.frame import Uri
from briefkit.model.characters import fault_of_address
from briefkit.patterns import late

_WEB = late(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_STOPS = ".,;"
_DOI = late(r"10\.\d{4,9}/\S+")
_DOI_PREFIX = late(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)
_EMAIL = late(r"[^@\s<>\"(),:;\\\[\]]+@[^@\s<>\"(),:;\\\[\]]+\.[^@\s<>\"(),:;\\\[\].]{2,}")
_TELEPHONE = late(r"\+?[\d().-]*\d[\d().-]*(?:;[\w.+=-]+)*")
_HOST_LABEL = late(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
_ORCID = late(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.IGNORECASE)
_ISSN = late(r"\d{4}-\d{3}[\dX]", re.IGNORECASE)
_KEPT = "!$&'()*+,;=:@/?-._~%[]"  # RFC 3986, 2.2 and 2.3; a "%" is seen to before
_STRAY_PERCENT = late(r"%(?![0-9A-Fa-f]{2})")


def reads_as_address(text: str) -> bool:
    """Return whether a text is nothing but an address, of the web or for mail.

    >>> [reads_as_address(text) for text in ("www.example.org", "a@example.org", "example")]
    [True, True, False]
    """
    return _WEB.fullmatch(text) is not None or is_email(text)


def split_address(text: str) -> tuple[str, str] | None:
    """Return a web address and the stop after it, if the text is nothing but these.

    >>> split_address(" https://example.org/a. ")
    ('https://example.org/a', '.')
    """
    bare = text.strip()
    address = bare.rstrip(_STOPS)
    if not address[:8].lower().startswith(("https://", "http://", "doi:")):
        return None
    return None if fault_of_link(address) is not None else (address, bare[len(address) :])


def fault_of_link(url: str) -> Problem | None:
    """Return what is wrong with a link's address and what to do, or None where nothing is.

    Asks more than the model: of whole hosts, mail addresses, numbers and DOIs.
    """
    fault = fault_of_address(url)
    if fault is not None or url.startswith("#"):
        return fault
    scheme, _, rest = url.partition(":")
    shown = f"the address {url[:80]!r}"
    match scheme.lower():
        case "mailto":
            if not _EMAIL.fullmatch(rest.partition("?")[0]):
                cure = "write it as mailto:name@example.org"
                return Problem(f"{shown} holds no mail address", cure=cure)
        case "tel":
            if not _TELEPHONE.fullmatch(rest):
                cure = "write it as tel:+44-20-7946-0000"
                return Problem(f"{shown} holds no telephone number", cure=cure)
        case "doi":
            if not _DOI.fullmatch(rest):
                return Problem(f"{shown} holds no DOI", cure="write it as doi:10.1000/182")
        case _:
            try:
                _authority(url)
            except ValueError:
                return Problem(f"{shown} has no host that can be", cure="write the whole address")
    return None


def target_of(url: str) -> Uri:
    """Return an address as a PDF takes it, in ASCII.

    >>> target_of("https://bücher.example/öl?q=ä%20b").uri
    'https://xn--bcher-kva.example/%C3%B6l?q=%C3%A4%20b'
    >>> target_of("doi:10.1000/182").uri
    'https://doi.org/10.1000/182'
    """
    scheme, _, rest = url.partition(":")
    scheme = scheme.lower()
    if scheme == "doi":
        return Uri(f"https://doi.org/{_escaped(rest)}")
    if scheme in {"mailto", "tel"}:
        return Uri(f"{scheme}:{_escaped(rest)}")
    parts = urlsplit(url)
    target = f"{scheme}://{_authority(url)}{_escaped(parts.path)}"
    if parts.query:
        target += f"?{_escaped(parts.query)}"
    if parts.fragment:
        target += f"#{_escaped(parts.fragment)}"
    return Uri(target)


def shown_address(url: str) -> str:
    """Return what a link shows that is given no words of its own: what is asked for, bare.

    >>> shown_address("mailto:a@example.org"), shown_address("doi:10.1000/182")
    ('a@example.org', 'https://doi.org/10.1000/182')
    """
    scheme, _, rest = url.partition(":")
    match scheme.lower():
        case "mailto":
            return rest.partition("?")[0]
        case "tel":
            return rest
        case "doi":
            return f"https://doi.org/{rest}"
        case _:
            return url


def bare_doi(text: str) -> str | None:
    """Return a DOI without what is often put before it; None for what is none.

    >>> bare_doi("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    bare = _DOI_PREFIX.sub("", text.strip(), count=1)
    return bare if _DOI.fullmatch(bare) else None


def bare_orcid(text: str) -> str | None:
    """Return an ORCID without its host; None for what is none, by its check digit (ISO 7064).

    >>> bare_orcid("0000-0002-1825-0097"), bare_orcid("0000-0002-1825-0098")
    ('0000-0002-1825-0097', None)
    """
    found = _ORCID.fullmatch(text.strip())
    if found is None:
        return None
    total = 0
    digits = found[1].upper().replace("-", "")
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return found[1].upper() if digits[-1] == ("X" if check == 10 else str(check)) else None


def is_email(text: str) -> bool:
    """Return whether a text has the form of a mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_issn(text: str) -> bool:
    """Return whether a text has the form of an ISSN."""
    return _ISSN.fullmatch(text.strip()) is not None


@lru_cache(maxsize=1024)
def _authority(url: str) -> str:
    """Return host, port and what comes before them, in ASCII. Raises ValueError for none."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port is not None else ""
    before, at, _ = parts.netloc.rpartition("@")
    if "[" in parts.netloc:  # an address of IPv6, which urlsplit has looked at
        host = f"[{host}]"
    else:
        host = ".".join(_host_label(label) for label in host.rstrip(".").split("."))
    return f"{_escaped(before)}{at}{host}{port}"


def _host_label(label: str) -> str:
    # UTS 46 without its tables: Python's own "idna" codec is that of 2003, which loses "ß".
    folded = unicodedata.normalize("NFKC", label.lower())
    ascii_label = folded if folded.isascii() else f"xn--{folded.encode('punycode').decode()}"
    if len(ascii_label) > 63 or not _HOST_LABEL.fullmatch(ascii_label):
        raise ValueError(f"{label!r} is no part of a host's name")
    return ascii_label


def _escaped(text: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", text), safe=_KEPT)
