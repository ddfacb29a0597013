"""The labels in Ukrainian."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Рисунок\u00a0{}",
    table="Таблиця\u00a0{}",
    section="Розділ\u00a0{}",
    note="примітка\u00a0{}",
    page="сторінка\u00a0{}",
    notes="Примітки",
    contents="Зміст",
    abstract="Анотація",
    key_points="Ключові тези",
    about_author="Про автора",
    about_authors="Про авторів",
    related="Публікації за темою",
    editions="Іншими мовами",
    acknowledgements="Подяки",
    funding="Фінансування",
    disclaimer="Відмова від відповідальності",
    source="Джерело",
    photo="Фото",
    citation="Для цитування",
    published_by="Видавець",
    keywords="Ключові слова",
    version="Версія",
    series="Серія",
    licence="Ліцензія",
    continued="продовження",
    conjunction="і",
    back="Назад до тексту",
)
