"""An input → one that is a little different and still of its form, as changed bytes seldom are."""

import json
import random
import re
import struct
import zlib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

ODD = [
    None,
    True,
    False,
    0,
    -1,
    1e308,
    2**70,
    0.1,
    "",
    " ",
    "x" * 99,
    "\ud800",
    "\x00",
    [],
    {},
    [[]],
]


def mutated_json(data: bytes, most: int, seed: int, mutate: Callable[[bytes, int], bytes]) -> bytes:
    """Return a JSON text with one of its values replaced, left out, given twice or wrapped."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return mutate(data, most)
    places = _places(value) if isinstance(value, dict | list) else []
    if not places or chance.random() < 0.1:
        return mutate(data, most)
    holder, key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            holder[key] = deepcopy(chance.choice(ODD))
        case 1:
            del holder[key]
        case 2:
            other, at = chance.choice(places)
            holder[key] = other.get(at) if isinstance(other, dict) else (other or [0])[0]
        case 3:
            holder[key] = [holder[key]] * chance.randrange(1, 4)
        case 4 if isinstance(holder[key], str):
            changed = mutate(holder[key].encode("utf-8", "surrogatepass"), 60)
            holder[key] = changed.decode("utf-8", "replace")
        case _ if isinstance(holder, dict):
            holder[chance.choice(places)[1] if chance.random() < 0.5 else "type"] = holder.pop(key)
    try:
        made = json.dumps(value).encode()
    except (ValueError, TypeError, RecursionError):  # it holds itself by now, or keys of two kinds
        return data
    return made if len(made) <= most else data


def _places(value: Any) -> list[tuple[Any, Any]]:
    found, waiting = [], [value]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
    return found


def mutated_picture(
    data: bytes, most: int, seed: int, mutate: Callable[[bytes, int], bytes]
) -> bytes:
    """Return changed bytes; of a PNG those of one chunk, with a checksum that is right."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return mutate(data, most)
    chunks, place = [], 8
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        chunks.append((data[place + 4 : place + 8], data[place + 8 : place + 8 + length]))
        place += 12 + length
    if not chunks:
        return mutate(data, most)
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    index = chance.randrange(len(chunks))
    kind, body = chunks[index]
    match chance.randrange(4):
        case 0:
            chunks.insert(chance.randrange(len(chunks)), (kind, body))
        case 1:
            names = (b"tRNS", b"PLTE", b"gAMA", b"iCCP", b"pHYs", b"IDAT", b"eXIf", b"acTL")
            chunks.insert(index, (chance.choice(names), mutate(body, 64)))
        case _:
            chunks[index] = (kind, mutate(body, len(body) + 16))
    made = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return (data[:8] + made)[:most]


ODD_IN_PDF = (
    b"null true false 0 1 -1 2 3 7 9999999999 1e30 0.0001 () (x) <> <FEFF> <00> /A / [] <<>>"
    b" [null] [[]] <</A/B>> 1_0_R 2_0_R 3_0_R 4_0_R 5_0_R 7_0_R 9_0_R 10_0_R 11_0_R 13_0_R 20_0_R"
    b" 21_0_R 23_0_R 24_0_R 37_0_R 99_0_R /StructElem /Span /Div /H2 /L /LI /Lbl /Identity /Fm1"
).split()
TOKENS = re.compile(rb"\d+ \d+ R|/[^\s/<>\[\]()]*|\([^()]*\)|<<|>>|<[^<>]*>|[\[\]]|[^\s/<>\[\]()]+")


def mutated_pdf(data: bytes, most: int, seed: int, mutate: Callable[[bytes, int], bytes]) -> bytes:
    """Return a PDF with some of one object's tokens others, and a table that finds all objects."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    parts = re.findall(rb"(\d+ 0 obj\n)(.*?)(\nendobj\n)", data, re.DOTALL)
    if not parts or chance.random() < 0.1:
        return mutate(data, most)
    bodies = [body for _, body, _ in parts]
    index = chance.randrange(len(bodies))
    body = bodies[index]
    for _ in range(chance.randrange(1, 4)):
        tokens = list(TOKENS.finditer(body))
        if not tokens:
            continue
        token = chance.choice(tokens)
        match chance.randrange(5):
            case 0:
                new = chance.choice(ODD_IN_PDF).replace(b"_", b" ")
            case 1:
                new = chance.choice(tokens)[0]
            case 2:
                new = chance.choice(TOKENS.findall(chance.choice(bodies)) or [b"null"])
            case 3:
                new = b""
            case _:
                new = mutate(token[0], len(token[0]) + 8)
        body = body[: token.start()] + new + body[token.end() :]
    bodies[index] = body
    made, places = b"%PDF-1.7\n", {}
    for (head, _, tail), body in zip(parts, bodies, strict=True):
        places[int(head.split()[0])] = len(made)
        made += head + body + tail
    size = max(places) + 1
    table = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, size))
    begun = b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    _, trailer, rest = data.partition(b"trailer\n")
    ended = trailer + rest.partition(b"startxref")[0] + b"startxref\n%d\n%%%%EOF\n" % len(made)
    return (made + begun + ended)[:most]
