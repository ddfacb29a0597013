"""Words → the places where they may be hyphenated."""

import hashlib
import re
import subprocess
import sys
import unicodedata

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.text import hyphenate
from briefkit.text.hyphenate import hyphenation_points


def hyphenated(word: str, language: str) -> str:
    """Write a word with a hyphen at each point, or a bar after a hyphen of its own."""
    points = hyphenation_points(word, language)
    return "".join(
        ("" if at not in points else "|" if word[at - 1] in "-‐\u00ad" else "-") + character
        for at, character in enumerate(word)
    )


# What TeX prints for these words with \showhyphens, checked by the rules of each language.
KNOWN = {
    "en-US": """hy-phen-ation as-so-ciate ta-ble project type-set-ting al-go-rithm con-cate-na-tion
        math-e-mat-ics in-sti-tu-tion gov-ern-ment in-de-pen-dent man-u-script reci-procity""",
    "en-GB": """pho-to-graphy gov-ern-ment ty-po-graph-ical in-de-pend-ent uni-ver-sit-ies""",
    "de": """Sil-ben-tren-nung Recht-schrei-bung Zu-cker Ver-ar-bei-tung Stra-ße
        Do-nau-dampf-schiff-fahrt Bun-des-ver-fas-sungs-ge-richt Traum-in-halt
        Mit-glied-staa-ten""",
    "fr": """dé-ve-lop-pe-ment consti-tu-tion ty-po-gra-phie l’hy-phé-na-tion au-jour-d’hui
        Ré-pu-blique im-pri-me-rie""",
    "es": """cons-ti-tu-ción de-sa-rro-llo in-ter-na-cio-nal trans-por-te""",
    "it": """co-sti-tu-zio-ne svi-lup-po del-l’ac-qua""",
    "pt": """cons-ti-tui-ção de-sen-vol-vi-mento""",
    "nl": """ont-wik-ke-ling grond-wet""",
    "tr": """kar-şı-laş-tır-ma öğ-ret-men İs-tan-bul hü-kü-met cum-hu-ri-ye-ti ana-ya-sa ışık
        Is-par-ta’da ulus-la-ra-ra-sı""",
    "ru": """пе-ре-но-сов ти-по-гра-фия кон-сти-ту-ция го-су-дар-ство меж-ду-на-род-ный""",
    "uk": """укра-їн-ський кон-сти-ту-ція дер-жа-ва по-ве-дін-ки спіль-но-ти""",
    "bg": """ре-пуб-ли-ка дър-жа-ва осно-ва""",
    "be": """ма-ла-ко Бе-ла-русь""",
    "fi": """ta-vu-tus kan-sain-vä-li-nen pe-rus-tus-la-ki yh-teis-kun-ta""",
    "sv": """riks-dag ut-veck-ling""",
    "da": """ud-vik-ling""",
    "el": """ελ-λη-νι-κή πα-ρά-δειγ-μα κυ-βέρ-νη-ση σύ-νταγ-μα δε-δο-μέ-νων ἀρ-χῇ""",
    "pl": """prze-no-sze-nie kon-sty-tu-cja rzecz-po-spo-li-ta pań-stwo mię-dzy-na-ro-do-wy""",
    "hu": """al-kot-mány Ma-gyar-or-szág könyv-tár nem-zet-kö-zi""",
    "cs": """ústava me-zi-ná-rodní""",
    "nb": """grunn-lov""",
    "no": """grunn-lov""",
    "sr-Latn": """dr-ža-va""",
    "sr": """др-жа-ва""",
}


@pytest.mark.parametrize(
    ("language", "expected"),
    [(language, word) for language, words in KNOWN.items() for word in words.split()],
)
def test_words_are_hyphenated_as_tex_does(language: str, expected: str):
    assert hyphenated(expected.replace("-", ""), language) == expected


def test_a_region_decides_of_english():
    words = {tag: hyphenated("independent", tag) for tag in ("en", "en-US", "en-GB", "en-AU")}

    assert words["en"] == words["en-US"] == "in-de-pen-dent"
    assert words["en-GB"] == words["en-AU"] == "in-de-pend-ent"


def test_exceptions_go_before_patterns():
    """hyph-utf8's American file lists these two."""
    assert hyphenated("associates", "en-US") == "as-so-ciates"
    assert hyphenated("present", "en-US") == "present"


def test_a_break_leaves_enough_letters_on_either_side():
    assert hyphenated("every", "en") == "every"  # ev-ery would do, and ever-y would not
    assert hyphenated("République", "fr") == "Ré-pu-blique"  # not -que alone


def test_a_break_that_respells_the_word_is_none():
    """Hungarian "asszony" would become "asz-szony"."""
    assert hyphenated("asszony", "hu") == "asszony"
    assert hyphenated("könnyen", "hu") == "könnyen"


@pytest.mark.parametrize("language", ["zh", "ja", "ar", "grc", "qaa"])
def test_a_language_without_patterns_has_no_points(language: str):
    assert hyphenation_points("hyphenation", language) == ()


def test_a_language_that_is_written_without_hyphens_gets_none():
    assert hyphenation_points("ภราดรภาพ", "th") == ()


def test_every_language_that_has_patterns_reads_them():
    for tag in sorted(pyphen.LANGUAGES):
        assert isinstance(hyphenation_points("abcdefghij", tag.replace("_", "-")), tuple), tag


def test_soft_hyphens_are_the_only_points_of_a_word_that_has_them():
    assert hyphenated("hyphen\u00adation", "en") == "hyphen\u00ad|ation"
    assert hyphenated("hyphen\u00adation", "zh") == "hyphen\u00ad|ation"
    assert hyphenation_points("hyphenation\u00ad", "en") == ()


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("so-called", "en", "so-|called"),
        ("state-of-the-art", "en", "state-|of-|the-|art"),
        ("self-determination", "en", "self-|deter-mi-na-tion"),
        ("Datenschutz-Grundverordnung", "de", "Daten-schutz-|Grund-ver-ord-nung"),
        ("non‐governmental", "en", "non‐|govern-mental"),
        ("non‑governmental", "en", "non‑govern-mental"),
        ("so-called", "zh", "so-|called"),
        ("e-mail", "en", "e-mail"),
        ("F-Type", "en", "F-Type"),
    ],
)
def test_hyphens_are_points_and_words_beside_them_stay_whole_or_nearly(
    word: str, language: str, expected: str
):
    """Four letters at least stay beside a hyphen of the author's, and it never follows one."""
    assert hyphenated(word, language) == expected


@pytest.mark.parametrize(
    "word",
    [
        *("https://institute.example/publications", "someone@institute.example"),
        *("and/or", "input/output", "briefkit_internals", "2020-2021", "COVID-19", "3rd"),
        *("UNESCO", "NATO-Russia2", "x", "", "’", "...", "–", "1", "Institution.Publications"),
        "\u00ad",
    ],
)
def test_what_is_no_plain_word_has_no_points(word: str):
    assert hyphenation_points(word, "en") == ()


@pytest.mark.parametrize("around", ["({})", "“{}”,", "{}.", "{}…", "¿{}?", "{}’s", "—{}—", "{}:"])
def test_punctuation_around_a_word_does_no_harm(around: str):
    points = hyphenation_points("institution", "en")

    shift = around.index("{")

    assert hyphenation_points(around.format("institution"), "en") == tuple(
        point + shift for point in points
    )


@pytest.mark.parametrize(
    ("word", "language"),
    [("développement", "fr"), ("karşılaştırma", "tr"), ("İstanbul", "tr"), ("κυβέρνηση", "el")],
)
def test_decomposed_words_break_where_composed_ones_do(word: str, language: str):
    decomposed = unicodedata.normalize("NFD", word)

    assert unicodedata.normalize("NFC", hyphenated(decomposed, language)) == (
        hyphenated(word, language)
    )


def test_case_does_not_matter_but_for_acronyms():
    assert hyphenated("INSTITUTION", "en") == "INSTITUTION"
    assert hyphenated("Institution", "en") == "In-sti-tu-tion"
    assert hyphenated("NATO’nun", "tr") == "NATO’nun"
    assert hyphenated("l’UNESCO", "fr") == "l’UNESCO"
    assert hyphenated("Isparta", "tr") == hyphenated("ısparta", "tr").replace("ı", "I")


@given(
    st.text("abcdefghijklmnoprstuwyzéßığİàŁжщїαώ’'-\u00ad\u0301 ", max_size=24),
    st.sampled_from([*KNOWN, "zh"]),
)
def test_points_lie_inside_the_word_in_order_and_part_no_letter_from_its_marks(
    word: str, language: str
):
    points = hyphenation_points(word, language)

    assert list(points) == sorted(set(points))
    assert all(0 < point < len(word) for point in points)
    assert not any(
        unicodedata.combining(word[point]) for point in points if word[point - 1] not in "-\u00ad"
    )


def test_every_file_of_patterns_is_unmodified_and_listed_with_its_licence():
    listed = dict(
        re.findall(
            r"\| `(\S+)` \| [^|]+ \| `([0-9a-f]{64})` \|",
            (hyphenate._FOLDER / "README.md").read_text(encoding="utf-8"),
        )
    )

    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in hyphenate._FOLDER.glob("*.tex")
    }

    assert found == listed
    assert {f"hyph-{file}.tex" for file in hyphenate._FILES.values()} == set(found)


def test_patterns_of_our_own_do_not_load_pyphen():
    code = (
        "import sys; from briefkit.text.hyphenate import hyphenation_points as points; "
        "assert points('institution', 'en') and points('Verarbeitung', 'de'); "
        "assert 'pyphen' not in sys.modules; "
        "assert points('alkotmány', 'hu'); assert 'pyphen' in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
