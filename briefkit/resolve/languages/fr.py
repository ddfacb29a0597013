"""The labels in French."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Figure\u00a0{}",
    table="Tableau\u00a0{}",
    section="Section\u00a0{}",
    note="note\u00a0{}",
    page="page\u00a0{}",
    colon="\u00a0: ",
    notes="Notes",
    contents="Sommaire",
    abstract="Résumé",
    key_points="Points clés",
    about_author="À propos de l’auteur",
    about_authors="À propos des auteurs",
    related="Publications connexes",
    editions="Autres langues",
    acknowledgements="Remerciements",
    funding="Financement",
    disclaimer="Avertissement",
    source="Source",
    photo="Photo",
    citation="Pour citer ce document",
    published_by="Publié par",
    keywords="Mots-clés",
    version="Version",
    series="Collection",
    licence="Licence",
    continued="suite",
    conjunction="et",
    back="Retour au texte",
)
