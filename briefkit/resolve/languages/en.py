"""The labels in English."""

from briefkit.resolve.labels import Labels
from briefkit.values import evolve

LABELS = Labels(
    figure="Figure\u00a0{}",
    table="Table\u00a0{}",
    section="Section\u00a0{}",
    note="note\u00a0{}",
    page="page\u00a0{}",
    notes="Notes",
    contents="Contents",
    abstract="Abstract",
    key_points="Key points",
    recommendations="Recommendations",
    figures="Figures",
    tables="Tables",
    about_author="About the author",
    about_authors="About the authors",
    about_organisation="About the organization",
    about_organisations="About the organizations",
    related="Related publications",
    editions="Other languages",
    acknowledgements="Acknowledgments",
    funding="Funding",
    disclaimer="Disclaimer",
    source="Source",
    photo="Photo",
    citation="Suggested citation",
    published_by="Published by",
    keywords="Keywords",
    version="Version",
    series="Series",
    licence="License",
    continued="continued",
    conjunction=" and ",
    back="Back to the text",
)

_BRITISH = evolve(
    LABELS,
    acknowledgements="Acknowledgements",
    licence="Licence",
    about_organisation="About the organisation",
    about_organisations="About the organisations",
)
REGIONS = dict.fromkeys(("AU", "CA", "GB", "IE", "IN", "NZ", "ZA"), _BRITISH)
