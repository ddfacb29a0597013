"""A reference brief: several languages, in blocks, in lines, in notes and in titles."""

from briefkit import (
    Box,
    Brief,
    BulletList,
    Edition,
    Group,
    InLanguage,
    Link,
    Paragraph,
    Quotation,
    Quoted,
    Section,
    note,
)


def build() -> Brief:
    """Return the brief."""
    return Brief(
        title=["Başlık ve ", InLanguage("en", "its translation")],
        language="tr",
        editions=[
            Edition("en-GB", "The English edition", url="https://example.org/en"),
            Edition("ru", "Русское издание", url="https://example.org/ru"),
            Edition("el", "Η ελληνική έκδοση"),
        ],
        body=[
            Paragraph(
                "İstanbul'da bir ilk, ",
                InLanguage("la", "sine qua non"),
                ", bir not",
                note("Türkçe, ve ", InLanguage("fr", ["en français, ", Quoted("ici")]), "."),
                " ve ",
                InLanguage("en", Link("https://example.org", "a link in English")),
                ".",
            ),
            Paragraph("A paragraph in English,", note("with its note,"), language="en-GB"),
            Group(
                [
                    Section("Раздел", [Paragraph("Текст по-русски.", note("Примечание."))]),
                    BulletList(["Пункт."]),
                ],
                language="ru",
            ),
            Section(
                "Ένα μέρος",
                [
                    "Ελληνικό κείμενο.",
                    Quotation("Une citation.", attribution="Quelqu'un", language="fr"),
                    Box(Group("Ein Kasten auf Deutsch.", language="de"), title="Bir kutu"),
                    Paragraph("Και ", InLanguage("tr", "Türkçe"), "."),
                ],
                language="el",
            ),
        ],
    )
