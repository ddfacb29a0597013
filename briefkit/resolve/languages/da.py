"""The labels in Danish."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Figur\u00a0{}",
    table="Tabel\u00a0{}",
    section="Afsnit\u00a0{}",
    note="note\u00a0{}",
    page="side\u00a0{}",
    notes="Noter",
    contents="Indhold",
    abstract="Resumé",
    key_points="Hovedpunkter",
    about_author="Om forfatteren",
    about_authors="Om forfatterne",
    related="Relaterede udgivelser",
    editions="På andre sprog",
    acknowledgements="Tak",
    funding="Finansiering",
    disclaimer="Ansvarsfraskrivelse",
    source="Kilde",
    photo="Foto",
    citation="Foreslået henvisning",
    published_by="Udgivet af",
    keywords="Emneord",
    version="Version",
    series="Serie",
    licence="Licens",
    continued="fortsat",
    conjunction="og",
    back="Tilbage til teksten",
)
