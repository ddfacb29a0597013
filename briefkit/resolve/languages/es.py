"""The labels in Spanish."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Figura\u00a0{}",
    table="Tabla\u00a0{}",
    section="Sección\u00a0{}",
    note="nota\u00a0{}",
    page="página\u00a0{}",
    notes="Notas",
    contents="Contenido",
    abstract="Resumen",
    key_points="Puntos clave",
    about_author="Acerca del autor",
    about_authors="Acerca de los autores",
    related="Publicaciones relacionadas",
    editions="Otros idiomas",
    acknowledgements="Agradecimientos",
    funding="Financiación",
    disclaimer="Descargo de responsabilidad",
    source="Fuente",
    photo="Foto",
    citation="Cómo citar",
    published_by="Publicado por",
    keywords="Palabras clave",
    version="Versión",
    series="Serie",
    licence="Licencia",
    continued="continuación",
    conjunction="y",
    back="Volver al texto",
)
