"""The labels in Bulgarian."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Фигура\u00a0{}",
    table="Таблица\u00a0{}",
    section="Раздел\u00a0{}",
    note="бележка\u00a0{}",
    page="страница\u00a0{}",
    notes="Бележки",
    contents="Съдържание",
    abstract="Резюме",
    key_points="Основни точки",
    about_author="За автора",
    about_authors="За авторите",
    related="Свързани публикации",
    editions="На други езици",
    acknowledgements="Благодарности",
    funding="Финансиране",
    disclaimer="Отказ от отговорност",
    source="Източник",
    photo="Снимка",
    citation="Препоръчително цитиране",
    published_by="Издател",
    keywords="Ключови думи",
    version="Версия",
    series="Поредица",
    licence="Лиценз",
    continued="продължение",
    conjunction="и",
    back="Обратно към текста",
)
