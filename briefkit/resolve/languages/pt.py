"""The labels in Portuguese."""

from briefkit.resolve.labels import Labels
from briefkit.values import evolve

LABELS = Labels(
    figure="Figura\u00a0{}",
    table="Tabela\u00a0{}",
    section="Secção\u00a0{}",
    note="nota\u00a0{}",
    page="página\u00a0{}",
    notes="Notas",
    contents="Índice",
    abstract="Resumo",
    key_points="Pontos principais",
    recommendations="Recomendações",
    figures="Figuras",
    tables="Tabelas",
    about_author="Sobre o autor",
    about_authors="Sobre os autores",
    about_organisation="Sobre a organização",
    about_organisations="Sobre as organizações",
    related="Publicações relacionadas",
    editions="Outras línguas",
    acknowledgements="Agradecimentos",
    funding="Financiamento",
    disclaimer="Aviso legal",
    source="Fonte",
    photo="Fotografia",
    citation="Como citar",
    published_by="Publicado por",
    keywords="Palavras-chave",
    version="Versão",
    series="Série",
    licence="Licença",
    continued="continuação",
    conjunction=" e ",
    back="Voltar ao texto",
)

REGIONS = {
    "BR": evolve(
        LABELS,
        section="Seção\u00a0{}",
        contents="Sumário",
        editions="Outros idiomas",
        photo="Foto",
    )
}
