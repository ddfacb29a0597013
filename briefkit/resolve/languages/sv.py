"""The labels in Swedish."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Figur\u00a0{}",
    table="Tabell\u00a0{}",
    section="Avsnitt\u00a0{}",
    note="not\u00a0{}",
    page="sida\u00a0{}",
    notes="Noter",
    contents="Innehåll",
    abstract="Sammanfattning",
    key_points="Viktiga punkter",
    about_author="Om författaren",
    about_authors="Om författarna",
    related="Relaterade publikationer",
    editions="På andra språk",
    acknowledgements="Tack",
    funding="Finansiering",
    disclaimer="Ansvarsfriskrivning",
    source="Källa",
    photo="Foto",
    citation="Föreslagen källhänvisning",
    published_by="Utgiven av",
    keywords="Nyckelord",
    version="Version",
    series="Serie",
    licence="Licens",
    continued="fortsättning",
    conjunction="och",
    back="Tillbaka till texten",
)
