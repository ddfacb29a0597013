"""The labels in Finnish."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Kuva\u00a0{}",
    table="Taulukko\u00a0{}",
    section="Luku\u00a0{}",
    note="viite\u00a0{}",
    page="sivu\u00a0{}",
    notes="Viitteet",
    contents="Sisällys",
    abstract="Tiivistelmä",
    key_points="Pääkohdat",
    about_author="Tietoa kirjoittajasta",
    about_authors="Tietoa kirjoittajista",
    related="Muita julkaisuja aiheesta",
    editions="Muilla kielillä",
    acknowledgements="Kiitokset",
    funding="Rahoitus",
    disclaimer="Vastuuvapauslauseke",
    source="Lähde",
    photo="Valokuva",
    citation="Suositeltu viittaustapa",
    published_by="Julkaisija",
    keywords="Avainsanat",
    version="Versio",
    series="Sarja",
    licence="Lisenssi",
    continued="jatkuu",
    conjunction="ja",
    back="Takaisin tekstiin",
)
