"""Two columns as a brand file asks for them, and pages on their side."""

import pytest

from briefkit import HouseStyle, read_brand
from briefkit.errors import SourceError
from briefkit.style.page import A4_PAGE, US_LETTER, PageMaster
from briefkit.units import mm
from briefkit.values import evolve


def brand(folder, text: str) -> HouseStyle:
    path = folder / "_brand.yml"
    path.write_text(f"defaults:\n  briefkit:\n{text}", encoding="utf-8")
    return read_brand(path)


def test_two_columns_bring_their_own_page_and_sizes(tmp_path):
    house = brand(tmp_path, "    columns: 2\n    notes: {across: true}\n")

    assert house.page.columns == 2
    assert house.notes.is_across
    assert (house.scale.body.size, house.scale.body.leading) == (9.5, 13.0)
    assert house.page.depth / 13.0 == pytest.approx(54)
    assert house.page.gutter == 13.0  # one leading


def test_two_columns_on_letter_paper_are_of_that_paper(tmp_path):
    house = brand(tmp_path, "    page: letter\n    columns: 2\n")

    assert house.page.trim == US_LETTER
    assert house.page.columns == 2


def test_a_size_that_a_brand_gives_itself_holds_in_two_columns_too(tmp_path):
    path = tmp_path / "_brand.yml"
    path.write_text(
        "typography:\n  base: {size: 9pt}\ndefaults:\n  briefkit: {columns: 2}\n", encoding="utf-8"
    )

    assert read_brand(path).scale.body.size == 9.0


def test_one_column_is_asked_for_of_a_base_of_two(tmp_path):
    two = brand(tmp_path, "    columns: 2\n")
    path = tmp_path / "_brand.yml"
    path.write_text("defaults:\n  briefkit: {columns: 1}\n", encoding="utf-8")

    assert read_brand(path, base=two).page.columns == 1


@pytest.mark.parametrize("columns", ["3", "0", "1.5", "two", "true"])
def test_another_number_of_columns_is_told_with_its_line(tmp_path, columns):
    with pytest.raises(SourceError, match=r"_brand.yml:3: .*give a whole number from 1 to 2"):
        brand(tmp_path, f"    columns: {columns}\n")


def test_a_page_on_its_side_has_the_upright_ones_paper_and_margins_alike():
    turned = A4_PAGE.turned()

    assert (turned.trim.width, turned.trim.height) == (A4_PAGE.trim.height, A4_PAGE.trim.width)
    assert turned.inner == turned.outer == A4_PAGE.inner
    assert turned.columns == 1


def test_columns_fill_the_measure_with_a_gutter_between():
    page = PageMaster(inner=mm(20), outer=mm(20), columns=2)
    first, second = page.column(0, 0), page.column(0, 1)

    assert first.x == page.type_area(0).x
    assert second.x - first.right == pytest.approx(page.gutter)
    assert second.right == pytest.approx(page.type_area(0).right)
    assert evolve(page, is_bound_right=True).column(0, 0) == second
