"""`{#id .class key="value"}` → Attributes."""

import re

from briefkit.errors import Problem, SourceError
from briefkit.values import field, frozen

_ITEM = re.compile(
    r"""[ \t\n\u00a0]*(?:
        \#(?P<id>[\w\u0080-\U0010ffff][\w:.\-\u0080-\U0010ffff]*) (?=[\s}])
      | \.(?P<klass>-?[A-Za-z_][\w-]*) (?=[\s}])
      | (?P<key>[A-Za-z_][\w:-]*) = (?:
            "(?P<double>(?:\\.|[^"\\])*)"
          | '(?P<single>(?:\\.|[^'\\])*)'
          | (?P<bare>[^\s"'{}=“”„‘«»][^\s"'{}=“”„]*)
        )
    )""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"[ \t\n\u00a0]*\}")
_CURLY = set("“”„‘’«»")
_LOOKS_LIKE = re.compile(r"\{[ \t\n]*(?:[#.]\w|[\w-]+[ \t]*=|\})")
_TRAILING = re.compile(r"(?<!\\)\{(?:[^{}\"]|\"(?:\\.|[^\"\\])*\")*\}[ \t]*$")


@frozen
class Attributes:
    """What stands in braces after an element. id: None where none is given."""

    id: str | None = None
    classes: tuple[str, ...] = ()
    values: dict[str, str] = field(factory=dict)

    def __bool__(self) -> bool:
        return bool(self.id or self.classes or self.values)


def looks_like_attributes(text: str, position: int = 0) -> bool:
    """Return whether attributes are meant at `position`, be they well written or not.

    >>> looks_like_attributes("{#id}"), looks_like_attributes("{1, 2}")
    (True, False)
    """
    return _LOOKS_LIKE.match(text, position) is not None


def parse_attributes(text: str, position: int = 0) -> tuple[Attributes, int]:
    """Return the attributes that open at `position`, and where they end.

    Raises SourceError where they do not read.

    >>> parse_attributes('{#a .b c="d"}!')
    (Attributes(id='a', classes=('b',), values={'c': 'd'}), 13)
    """
    start, position = position, position + 1
    name: str | None = None
    classes: list[str] = []
    values: dict[str, str] = {}
    repeats: list[Problem] = []
    while (end := _END.match(text, position)) is None:
        item = _ITEM.match(text, position)
        if item is None:
            raise _unread(text[start:], text[position:].split("\n")[0].strip())
        position = item.end()
        if item["id"]:
            if name:
                repeats.append(Problem(f"two ids, #{name} and #{item['id']}", cure="keep one"))
            name = item["id"]
        elif item["klass"]:
            classes.append(item["klass"])
        elif item["key"] in values:
            repeats.append(Problem(f"{item['key']} is given twice", cure="keep one"))
        else:
            values[item["key"]] = _value(item)
    if repeats:
        raise SourceError(*repeats)
    return Attributes(name, tuple(classes), values), end.end()


def trailing_attributes(text: str) -> tuple[str, Attributes]:
    """Return a line without the attributes at its end, and these.

    Raises SourceError where attributes are meant and do not read.

    >>> trailing_attributes("Aftermath {#after}")
    ('Aftermath', Attributes(id='after', classes=(), values={}))
    """
    found = _TRAILING.search(text) if "}" in text[-80:] else None
    if found is None or not looks_like_attributes(text, found.start()):
        return text, Attributes()
    if (
        text[found.start() - 1 : found.start()] == "]"
    ):  # they are of words in the line, as in Pandoc
        return text, Attributes()
    attributes, _ = parse_attributes(text, found.start())
    return text[: found.start()].rstrip(), attributes


def _value(item: re.Match[str]) -> str:
    quoted = item["double"] if item["double"] is not None else item["single"]
    if quoted is None:
        return item["bare"]
    return re.sub(r"\\([\"'\\])", r"\1", quoted).replace("\n", " ")


def _unread(whole: str, rest: str) -> SourceError:
    if "}" not in whole:
        return SourceError(Problem("attributes have no end", cure="close the brace"))
    rest = rest.partition("}")[0]
    if rest.count('"') % 2 or not _CURLY.isdisjoint(rest):
        cure = "put straight quotation marks around each value"
    elif rest.startswith(","):
        cure = "part them with spaces, not with commas"
    elif " =" in rest or "= " in rest:
        cure = "write no space around ="
    else:
        cure = 'write them as {#id .class key="value"}'
    return SourceError(Problem(f"attributes do not read at {rest[:40]!r}", cure=cure))
