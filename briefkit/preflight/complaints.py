"""What pypdf says of a file that it had to repair → what a person is told of it."""

import re

_OBJECT = re.compile(r"IndirectObject\((\d+), \d+, -?\d+\)")
_WRAPPED = re.compile(r"""^\w*(?:Error|Exception)\((["'])(.*)\1\)$""", re.DOTALL)
_KIND_OF_ERROR = re.compile(r"\b\w+(?:Error|Exception): (?=\S)")
_BYTES_AROUND = re.compile(r" @\d+: b.*", re.DOTALL)
_BYTES = re.compile(r"""\bb(["'])(.*?)\1""")
_HARMLESS = ("Unexpected escaped string",)
"""Not a fault: what stands behind a backslash is itself, ISO 32000-1, 7.3.4.2."""

_LONGEST = 120


def complaint_text(complaint: str) -> str:
    r"""Return a complaint in plain words, the same each time; "" for what is no fault.

    >>> complaint_text("Root found at IndirectObject(1, 0, 140062031772688)")
    'Root found at object 1'
    >>> complaint_text("PdfReadError('Invalid Object @7: b...')")
    'Invalid Object'
    >>> complaint_text("an object cannot be read: PdfReadError: No end.")
    'an object cannot be read: No end'
    """
    if complaint.startswith(_HARMLESS):
        return ""
    wrapped = _WRAPPED.match(complaint.strip())
    text = wrapped[2] if wrapped else complaint
    text = _KIND_OF_ERROR.sub("", _OBJECT.sub(r"object \1", text))
    text = " ".join(_BYTES.sub(r"\2", _BYTES_AROUND.sub("", text)).split()).rstrip(" .;:,")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
