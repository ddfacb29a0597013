"""The labels in Czech."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Obrázek\u00a0{}",
    table="Tabulka\u00a0{}",
    section="Oddíl\u00a0{}",
    note="poznámka\u00a0{}",
    page="strana\u00a0{}",
    stop=":",
    notes="Poznámky",
    contents="Obsah",
    abstract="Shrnutí",
    key_points="Hlavní body",
    about_author="O autorovi",
    about_authors="O autorech",
    related="Související publikace",
    editions="V dalších jazycích",
    acknowledgements="Poděkování",
    funding="Financování",
    disclaimer="Vyloučení odpovědnosti",
    source="Zdroj",
    photo="Foto",
    citation="Doporučená citace",
    published_by="Vydavatel",
    keywords="Klíčová slova",
    version="Verze",
    series="Řada",
    licence="Licence",
    continued="pokračování",
    conjunction="a",
    back="Zpět k textu",
)
