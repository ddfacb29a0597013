"""The labels in Hungarian."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="{}.\u00a0ábra",
    table="{}.\u00a0táblázat",
    section="{}.\u00a0fejezet",
    note="{}.\u00a0jegyzet",
    page="{}.\u00a0oldal",
    notes="Jegyzetek",
    contents="Tartalom",
    abstract="Összefoglaló",
    key_points="Főbb pontok",
    about_author="A szerzőről",
    about_authors="A szerzőkről",
    related="Kapcsolódó kiadványok",
    editions="Más nyelveken",
    acknowledgements="Köszönetnyilvánítás",
    funding="Támogatás",
    disclaimer="Jogi nyilatkozat",
    source="Forrás",
    photo="Fotó",
    citation="Javasolt hivatkozás",
    published_by="Kiadó",
    keywords="Kulcsszavak",
    version="Változat",
    series="Sorozat",
    licence="Licenc",
    continued="folytatás",
    conjunction="és",
    back="Vissza a szöveghez",
)
