"""The labels in Turkish."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Şekil\u00a0{}",
    table="Tablo\u00a0{}",
    section="Bölüm\u00a0{}",
    note="not\u00a0{}",
    page="sayfa\u00a0{}",
    notes="Notlar",
    contents="İçindekiler",
    abstract="Özet",
    key_points="Öne çıkan noktalar",
    about_author="Yazar hakkında",
    about_authors="Yazarlar hakkında",
    related="İlgili yayınlar",
    editions="Diğer diller",
    acknowledgements="Teşekkür",
    funding="Mali destek",
    disclaimer="Sorumluluk reddi",
    source="Kaynak",
    photo="Fotoğraf",
    citation="Önerilen atıf",
    published_by="Yayımlayan",
    keywords="Anahtar kelimeler",
    version="Sürüm",
    series="Dizi",
    licence="Lisans",
    continued="devam",
    conjunction="ve",
    back="Metne dön",
)
