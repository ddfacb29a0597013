"""Bytes → operations."""

import time

import pytest

from briefkit.preflight.lexer import operations


@pytest.mark.parametrize(
    ("data", "operand"),
    [
        (b"1", 1.0),
        (b"-.5", -0.5),
        (b"+12.", 12.0),
        (b"--5", -5.0),
        (b"1.2.3", 1.2),
        (b"12-3", 12.0),
        (b"/Name", "Name"),
        (b"/A#20B", "A B"),
        (b"/", ""),
        (b"(plain)", b"plain"),
        (b"(a (b) c)", b"a (b) c"),
        (rb"(\(\)\\\n\101\7z\q)", b"()\\\nA\x07zq"),
        (b"(a\\\r\nb\rc\r\nd)", b"ab\nc\nd"),
        (b"<48 65 6>", b"He`"),
        (b"[1 (a) [/B]]", [1.0, b"a", ["B"]]),
        (b"<</A 1/B<</C(d)>>>>", {"A": 1.0, "B": {"C": b"d"}}),
        (b"true", 1.0),
        (b"null", None),
        (b"% (a comment)\n7", 7.0),
    ],
)
def test_each_kind_of_operand_is_read(data, operand):
    assert list(operations(data + b" Tj")) == [([operand], b"Tj")]


def test_operators_need_no_space():
    assert list(operations(b"BT/F1 9 Tf(a)Tj[(b)]TJ(c)'ET")) == [
        ([], b"BT"),
        (["F1", 9.0], b"Tf"),
        ([b"a"], b"Tj"),
        ([[b"b"]], b"TJ"),
        ([b"c"], b"'"),
        ([], b"ET"),
    ]


def test_an_inline_image_is_one_operation():
    data = b"q BI /W 2 /H 1 ID \x00EI\xff) Tj EI Q"

    assert [operator for _, operator in operations(data)] == [b"q", b"EI", b"Q"]


def test_garbage_is_passed_over():
    assert list(operations(b"} ) >> ] \xff 1 0 0 rg {")) == [([1.0, 0.0, 0.0], b"rg")]


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200_000,
        b"<<" * 200_000,
        b"(" * 200_000,
        b"1 " * 200_000,
        b"\\" * 200_000,
        b"<" * 200_000,
    ],
)
def test_hostile_bytes_take_no_more_than_linear_time(data):
    start = time.perf_counter()

    assert list(operations(data)) == []
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("written", "number"), [(b"--5", -5.0), (b"1.2.3", 1.2), (b"12-3", 12.0), (b"+-", 0.0)]
)
def test_an_odd_number_is_what_viewers_make_of_it(written, number):
    assert list(operations(written + b" w")) == [([number], b"w")]


@pytest.mark.parametrize(
    ("array", "items"),
    [
        (rb"[]", []),
        (rb"[ (a)-20.5(b) +.5 5. ]", [b"a", -20.5, b"b", 0.5, 5.0]),
        (rb"[()<>(\))]", [b"", b"", b")"]),
        (rb"[(\\\(\n\101\7x\8\q)]", [b"\\(\nA\7x8q"]),
        (b"[(a\\\nb)<6 1>]", [b"ab", b"a"]),
        (b"[(a\\\r\nb\rc)]", [b"ab\nc"]),
        (rb"[(a(b)c) 1]", [b"a(b)c", 1.0]),
        (rb"[(a) --5 /N [1] true]", [b"a", -5.0, "N", [1.0], 1.0]),
        (rb"[1 2(a)<616>3]", [1.0, 2.0, b"a", b"a`", 3.0]),
    ],
)
def test_arrays_are_read_alike_in_one_piece_and_token_by_token(array, items):
    assert list(operations(array + b" TJ")) == [([items], b"TJ")]
    assert list(operations(b"<< /K " + array + b" >> DP")) == [([{"K": items}], b"DP")]
