"""The labels in Polish."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Rysunek\u00a0{}",
    table="Tabela\u00a0{}",
    section="Rozdział\u00a0{}",
    note="przypis\u00a0{}",
    page="strona\u00a0{}",
    notes="Przypisy",
    contents="Spis treści",
    abstract="Streszczenie",
    key_points="Najważniejsze punkty",
    about_author="O autorze",
    about_authors="O autorach",
    related="Powiązane publikacje",
    editions="Inne wersje językowe",
    acknowledgements="Podziękowania",
    funding="Finansowanie",
    disclaimer="Zastrzeżenie",
    source="Źródło",
    photo="Zdjęcie",
    citation="Sposób cytowania",
    published_by="Wydawca",
    keywords="Słowa kluczowe",
    version="Wersja",
    series="Seria",
    licence="Licencja",
    continued="ciąg dalszy",
    conjunction="i",
    back="Powrót do tekstu",
)
