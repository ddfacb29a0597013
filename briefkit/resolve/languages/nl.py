"""The labels in Dutch."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Figuur\u00a0{}",
    table="Tabel\u00a0{}",
    section="Paragraaf\u00a0{}",
    note="noot\u00a0{}",
    page="pagina\u00a0{}",
    notes="Noten",
    contents="Inhoud",
    abstract="Samenvatting",
    key_points="Kernpunten",
    about_author="Over de auteur",
    about_authors="Over de auteurs",
    related="Verwante publicaties",
    editions="Andere talen",
    acknowledgements="Dankwoord",
    funding="Financiering",
    disclaimer="Disclaimer",
    source="Bron",
    photo="Foto",
    citation="Aanbevolen bronvermelding",
    published_by="Uitgegeven door",
    keywords="Trefwoorden",
    version="Versie",
    series="Reeks",
    licence="Licentie",
    continued="vervolg",
    conjunction="en",
    back="Terug naar de tekst",
)
