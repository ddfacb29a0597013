"""Recommendations are a list of texts, each addressed or not."""

import pytest

from briefkit import ModelError, Paragraph, Recommendation, Recommendations


def test_texts_and_blocks_are_taken_for_recommendations():
    made = Recommendations(["Do it.", [Paragraph("Or"), Paragraph("not.")]])
    assert made.items == (
        Recommendation((Paragraph("Do it."),)),
        Recommendation((Paragraph("Or"), Paragraph("not."))),
    )
    assert (made.title, made.start) == (None, 1)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: Recommendations([]), "has no items"),
        (lambda: Recommendations("Do it."), "is one text: give a list"),
        (lambda: Recommendations(7), "is a int: give a list"),
        (lambda: Recommendations([""]), "says nothing"),
        (lambda: Recommendation(()), "says nothing"),
    ],
)
def test_what_recommends_nothing_is_refused(make, fault):
    with pytest.raises(ModelError, match=fault):
        make()
