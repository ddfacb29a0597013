"""Text in another language than its brief says, or than the English of a brief that says none."""

import pytest

from briefkit import Brief, Group, Paragraph, Section, parse_markdown, typeset
from briefkit.diagnostics import Severity

TEXTS = {
    "fi": (
        "Luonnollisten henkilöiden suojelu henkilötietojen käsittelyn yhteydessä on perusoikeus."
        " Jokaisella on oikeus henkilötietojensa suojaan, ja tämä oikeus ei ole riippuvainen siitä,"
        " mikä on henkilön kansalaisuus tai asuinpaikka. Sen tarkoituksena on tukea vapauteen,"
        " turvallisuuteen ja oikeuteen perustuvan alueen sekä talousunionin toteuttamista, ja se"
        " edistää taloudellista kehitystä, kun jäsenvaltiot ovat siihen sitoutuneet, mutta vain jos"
        " ne niin haluavat ja kun se on mahdollista."
    ),
    "de": (
        "Der Schutz natürlicher Personen bei der Verarbeitung personenbezogener Daten ist ein"
        " Grundrecht. Jede Person hat das Recht auf den Schutz der sie betreffenden Daten, und die"
        " Grundsätze und Vorschriften zum Schutz natürlicher Personen sollten mit der Freiheit und"
        " den Rechten der Person im Einklang stehen, ungeachtet von ihrer Staatsangehörigkeit und"
        " von dem Ort, an dem sie sich aufhält."
    ),
    "ru": (
        "Защита физических лиц при обработке данных является основным правом. Каждый человек имеет"
        " право на защиту данных, и это право не зависит от того, где он живёт, из какой он страны"
        " и как он к этому относится; то же самое относится к тем, кто не был в стране при этом, но"
        " хотел бы там быть, и за что он не отвечает, так как по закону он на это имеет право."
    ),
    "en": (
        "The protection of natural persons in relation to the processing of personal data is a"
        " fundamental right. Everyone has the right to the protection of data that concern them,"
        " and the principles of and rules on the protection of natural persons should, whatever"
        " their nationality or residence, respect their rights and freedoms, in particular those"
        " that are named in the charter of the union."
    ),
}


def told(brief: Brief) -> list[str]:
    return [str(one) for one in typeset(brief).diagnostics if one.severity is Severity.WARNING]


@pytest.mark.parametrize("tag", ["fi", "de", "ru"])
def test_a_brief_that_says_no_language_and_is_not_english_is_told_so_once(tag):
    body = [Paragraph(TEXTS[tag]), Section("A", [Paragraph(TEXTS[tag])])]
    (warning,) = told(Brief(title="A", body=body))

    assert warning.startswith("warning: language: the text reads like ")
    assert "the brief's language is en, as it is where none is given" in warning
    assert warning.endswith(f'write lang: {tag} in Markdown, language="{tag}" in Python')


def test_markdown_without_a_language_is_told_so_too():
    assert "write lang: fi" in told(parse_markdown(f"# A\n\n{TEXTS['fi']}\n"))[0]


@pytest.mark.parametrize(("said", "written"), [("fi", "en"), ("de", "ru"), ("tr", "de")])
def test_a_language_said_wrongly_is_told(said, written):
    (warning,) = told(Brief(title="A", language=said, body=[Paragraph(TEXTS[written])]))

    assert f"the brief's language is {said}: it is hyphenated by wrong rules" in warning


@pytest.mark.parametrize("tag", TEXTS)
def test_a_text_in_the_language_it_is_said_to_be_in_is_left_alone(tag):
    assert told(Brief(title="A", language=tag, body=[Paragraph(TEXTS[tag])])) == []


def test_a_stretch_marked_as_another_language_says_nothing_of_the_briefs_own():
    marked = Group([Paragraph(TEXTS["de"])], language="de")

    assert told(Brief(title="A", body=[marked, Paragraph("A few words.")])) == []


@pytest.mark.parametrize("language", ["nb", "ja", "la"])
def test_a_language_that_is_not_known_here_is_believed(language):
    assert told(Brief(title="A", language=language, body=[Paragraph(TEXTS["de"])])) == []


def test_few_words_are_not_judged():
    assert told(Brief(title="A", body=[Paragraph("Der Hund und die Katze und das Pferd.")])) == []
