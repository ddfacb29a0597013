"""The labels in Italian."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Figura\u00a0{}",
    table="Tabella\u00a0{}",
    section="Sezione\u00a0{}",
    note="nota\u00a0{}",
    page="pagina\u00a0{}",
    notes="Note",
    contents="Indice",
    abstract="Sintesi",
    key_points="Punti chiave",
    about_author="Informazioni sull’autore",
    about_authors="Informazioni sugli autori",
    related="Pubblicazioni correlate",
    editions="Altre lingue",
    acknowledgements="Ringraziamenti",
    funding="Finanziamenti",
    disclaimer="Dichiarazione di non responsabilità",
    source="Fonte",
    photo="Foto",
    citation="Come citare",
    published_by="Pubblicato da",
    keywords="Parole chiave",
    version="Versione",
    series="Collana",
    licence="Licenza",
    continued="continua",
    conjunction="e",
    back="Torna al testo",
)
