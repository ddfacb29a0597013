"""The labels in German."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Abbildung\u00a0{}",
    table="Tabelle\u00a0{}",
    section="Abschnitt\u00a0{}",
    note="Anmerkung\u00a0{}",
    page="Seite\u00a0{}",
    stop=":",
    notes="Anmerkungen",
    contents="Inhalt",
    abstract="Zusammenfassung",
    key_points="Das Wichtigste in Kürze",
    about_author="Zur Person",
    about_authors="Zu den Personen",
    related="Weitere Veröffentlichungen zum Thema",
    editions="Weitere Sprachen",
    acknowledgements="Danksagung",
    funding="Förderung",
    disclaimer="Haftungsausschluss",
    source="Quelle",
    photo="Foto",
    citation="Zitiervorschlag",
    published_by="Herausgegeben von",
    keywords="Schlagwörter",
    version="Version",
    series="Reihe",
    licence="Lizenz",
    continued="Fortsetzung",
    conjunction="und",
    back="Zurück zum Text",
)
