"""Labels, dates, quotation marks and paths: what is printed that no author wrote."""

import re
import string
import subprocess
import sys
from datetime import date

import attrs
import pytest

from briefkit.model.blocks import Box, Divider, Paragraph, Section
from briefkit.model.inline import (
    Emphasis,
    InLanguage,
    LineBreak,
    Link,
    Quoted,
    Strong,
    Subscript,
    Superscript,
    Text,
    as_inlines,
)
from briefkit.numerals import in_digits
from briefkit.resolve import dates
from briefkit.resolve.dates import write_date
from briefkit.resolve.labels import LANGUAGES, Labels, has_labels, labels_for
from briefkit.resolve.paths import hint, with_paths
from briefkit.resolve.plain import one_line, plain_text
from briefkit.resolve.quotes import quotation_marks

PATTERNS = ("figure", "table", "section", "note", "page")
JOINTS = {"stop", "colon", "comma", "enumeration", "conjunction"}  # have spaces of their own


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_every_label(language):
    labels = labels_for(language)

    for name in attrs.fields_dict(Labels):
        value = getattr(labels, name)
        assert value.strip() or (name, language) in {("stop", "ja"), ("stop", "zh")}, name
        if name in PATTERNS:
            fields = [field for _, field, *_ in string.Formatter().parse(value)]
            assert fields.count("") == 1, name
            assert " " not in value, f"{name}: its space must not break"
        elif name == "brackets":
            assert len(value.format("")) == 2
        elif name not in JOINTS:
            assert "{" not in value
            assert value == value.strip(), name
    assert len(set(labels.digits)) == 10
    assert [int(digit) for digit in labels.digits] == list(range(10))


@pytest.mark.parametrize(
    ("language", "figure", "notes", "about"),
    [
        ("en-US", "Figure 2", "Notes", "About the author"),
        ("en-GB", "Figure 2", "Notes", "About the author"),
        ("tr", "Şekil 2", "Notlar", "Yazar hakkında"),
        ("ru", "Рисунок 2", "Примечания", "Об авторе"),
        ("de-AT", "Abbildung 2", "Anmerkungen", "Zur Person"),
        ("fr", "Figure 2", "Notes", "À propos de l’auteur"),
        ("hu", "2. ábra", "Jegyzetek", "A szerzőről"),
        ("vi", "Hình 2", "Chú thích", "Về tác giả"),
        ("ro-MD", "Figura 2", "Note", "Despre autor"),
        ("sk", "Obrázok 2", "Poznámky", "O autorovi"),
        ("hr", "Slika 2", "Bilješke", "O autoru"),
        ("sl", "Slika 2", "Opombe", "O avtorju"),
        ("no", "Figur 2", "Noter", "Om forfatteren"),
        ("ca", "Figura 2", "Notes", "Sobre l’autor"),
        ("ar", "الشكل 2", "الحواشي", "نبذة عن المؤلف"),
        ("he", "איור 2", "הערות", "על המחבר"),
        ("fa", "شکل 2", "یادداشت\u200cها", "دربارهٔ نویسنده"),
        ("ja", "図2", "注", "著者紹介"),
        ("zh", "图2", "注释", "作者简介"),
        ("zh-Hans-HK", "图2", "注释", "作者简介"),
        ("zh-Hant", "圖2", "註釋", "作者簡介"),
        ("zh-TW", "圖2", "註釋", "作者簡介"),
        ("ko", "그림 2", "주석", "저자 소개"),
        ("ja-Latn", "Figure 2", "Notes", "About the author"),
    ],
)
def test_labels_are_in_the_language(language, figure, notes, about):
    labels = labels_for(language)

    assert labels.figure.format(2).replace("\u00a0", " ") == figure
    assert (labels.notes, labels.about_author) == (notes, about)


def test_arabic_has_the_digits_of_its_region():
    """As CLDR's `defaultNumberingSystem` has them.

    Arabic of no region and of the world (001) has Latin digits in newer releases only.
    """
    from babel import Locale

    assert [labels_for(tag).digits[0] for tag in ("ar", "ar-001")] == ["0", "0"]
    regions = ("EG", "SA", "LB", "IQ", "MR", "MA", "DZ", "TN", "LY", "AE")
    for tag in (*(f"ar-{region}" for region in regions), "fa", "fa-AF", "he", "ko"):
        digits = {"latn": "0", "arab": "٠", "arabext": "۰"}
        known = Locale.parse(tag, sep="-").default_numbering_system
        assert labels_for(tag).digits[0] == digits[known], tag


def test_english_is_spelled_as_its_region_does():
    words = {tag: labels_for(tag).acknowledgements for tag in ("en", "en-US", "en-GB", "en-AU")}

    assert words == {
        "en": "Acknowledgments",
        "en-US": "Acknowledgments",
        "en-GB": "Acknowledgements",
        "en-AU": "Acknowledgements",
    }


def test_a_language_without_labels_takes_the_english_ones():
    assert not has_labels("cy")
    assert labels_for("cy") == labels_for("en")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en-US", "September 19, 2023"),
        ("en-GB", "19 September 2023"),
        ("tr", "19 Eylül 2023"),
        ("ru", "19 сентября 2023 г."),
        ("de", "19. September 2023"),
        ("fr", "19 septembre 2023"),
        ("pt-BR", "19 de setembro de 2023"),
        ("ar", "19 سبتمبر 2023"),
        ("ar-EG", "١٩ سبتمبر ٢٠٢٣"),
        ("ar-LB", "١٩ أيلول ٢٠٢٣"),
        ("fa", "۱۹ سپتامبر ۲۰۲۳"),
        ("he", "19 בספטמבר 2023"),
        ("ja", "2023年9月19日"),
        ("zh-Hant-TW", "2023年9月19日"),
        ("ko", "2023년 9월 19일"),
        ("sr-Latn-RS", "19. septembar 2023."),
        ("tr-x-private", "19 Eylül 2023"),
        ("tlh", "September 19, 2023"),
    ],
)
def test_dates_are_written_as_the_language_does(language, written):
    assert re.sub(r"\s", " ", write_date(date(2023, 9, 19), language)) == written


def test_months_written_here_are_those_of_babel():
    """Of every language and region that is not left to it, in every month."""
    from babel.dates import format_date

    tags = [
        tag
        for primary, regions in dates._REGIONS.items()
        for tag in (primary, *(f"{primary}_{region}" for region in regions.split()))
    ]
    tags += [f"en_{region}" for region in dates._BRITISH.split()]
    for tag in tags:
        assert dates._form(*tag.split("_")) if "_" in tag else dates._form(tag, "")
        for month in range(1, 13):
            day = date(2023, month, 2 * month - 1)
            said = in_digits(format_date(day, "long", locale=tag), labels_for(tag[:2]).digits)
            assert dates.write_date.__wrapped__(day, tag.replace("_", "-")) == said


def test_babel_is_not_loaded_for_a_brief_in_a_language_with_labels():
    code = (
        "import sys, datetime; from briefkit.model.brief import Brief;"
        "from briefkit.resolve import resolve; day = datetime.date(2023, 9, 19);"
        "resolve(Brief(title='T', date=day, language='de-CH', body=['x']));"
        "print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en-US", "“a ‘b “c” d’”"),
        ("en-GB", "“a ‘b “c” d’”"),
        ("tr", "“a ‘b “c” d’”"),
        ("ru", "«a „b «c» d“»"),
        ("de", "„a ‚b „c“ d‘“"),
        ("de-CH", "«a ‹b «c» d›»"),
        ("fr", "«\u202fa “b «\u202fc\u202f» d”\u202f»"),
        ("sv", "”a ’b ”c” d’”"),
        ("pl", "„a «b „c” d»”"),
        ("ar", "”a ’b ”c“ d‘“"),
        ("he", "”a ’b ”c” d’”"),
        ("zh-Hans", "“a ‘b “c” d’”"),
        ("zh-Hant", "「a 『b 「c」 d』」"),
    ],
)
def test_quotation_marks_alternate(language, shown):
    quoted = Quoted("a ", Quoted("b ", Quoted("c"), " d"))

    assert plain_text(as_inlines(quoted), language) == shown


def test_every_language_with_labels_has_quotation_marks_in_pairs():
    for language in LANGUAGES:
        outer, inner = (quotation_marks(language, level) for level in (0, 1))
        assert outer != inner
        assert quotation_marks(language, 2) == outer


def test_plain_text_is_one_line_without_notes_and_never_recurses():
    deep = Text("core")
    for _ in range(5_000):
        deep = Strong(deep)

    assert plain_text(as_inlines(["a\n b", LineBreak(), Emphasis(" c "), deep])) == "a b c core"
    assert plain_text(as_inlines(InLanguage("fr", Quoted("x")))) == "«\u202fx\u202f»"
    assert plain_text(as_inlines(Link("mailto:a@example.org"))) == "a@example.org"
    assert one_line("\ufeffa\r\n\tb\u00a0 ") == "a b\u00a0"


@pytest.mark.parametrize(
    ("inlines", "shown"),
    [
        (["10", Superscript("3"), " Bq"], "10³ Bq"),
        (["10", Superscript("\u22122"), " m"], "10⁻² m"),
        (["CO", Subscript("2")], "CO₂"),
        (["H", Subscript("2"), "SO", Subscript("4"), Superscript("2-")], "H₂SO₄²⁻"),
        (["the 19", Superscript("th")], "the 19th"),
        (["x", Superscript(Emphasis("2"))], "x2"),
        (["x", Superscript("2a")], "x2a"),
    ],
)
def test_raised_and_lowered_figures_stay_so_in_plain_text(inlines, shown):
    """In running heads, titles and citations: 10³ is not 103."""
    assert plain_text(as_inlines(inlines)) == shown


def test_paths_count_each_kind_among_its_siblings():
    blocks = (Paragraph("a"), Section("s"), Paragraph("b"), Divider(), Section("t"))

    paths = [path for path, _ in with_paths(blocks, "abstract")]

    assert paths == [
        "abstract.paragraphs[0]",
        "abstract.sections[0]",
        "abstract.paragraphs[1]",
        "abstract.dividers[0]",
        "abstract.sections[1]",
    ]


def test_a_hint_is_short_and_one_line():
    assert hint(Section("Rents, 2020")) == ' ("Rents, 2020")'
    assert hint(Paragraph("word " * 20)) == ' ("word word word word word word word word…")'
    assert hint(Paragraph("W" * 50)) == f' ("{"W" * 40}…")'
    assert hint(Box("x")) == hint(Divider()) == ""
