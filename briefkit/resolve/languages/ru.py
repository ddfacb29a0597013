"""The labels in Russian."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Рисунок\u00a0{}",
    table="Таблица\u00a0{}",
    section="Раздел\u00a0{}",
    note="примечание\u00a0{}",
    page="страница\u00a0{}",
    notes="Примечания",
    contents="Содержание",
    abstract="Аннотация",
    key_points="Ключевые тезисы",
    about_author="Об авторе",
    about_authors="Об авторах",
    related="Публикации по теме",
    editions="На других языках",
    acknowledgements="Благодарности",
    funding="Финансирование",
    disclaimer="Отказ от ответственности",
    source="Источник",
    photo="Фото",
    citation="Для цитирования",
    published_by="Издатель",
    keywords="Ключевые слова",
    version="Версия",
    series="Серия",
    licence="Лицензия",
    continued="продолжение",
    conjunction="и",
    back="Назад к тексту",
)
