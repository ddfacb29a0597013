"""The labels in Arabic."""

from briefkit.resolve.labels import Labels
from briefkit.values import evolve

LABELS = Labels(
    figure="الشكل\u00a0{}",
    table="الجدول\u00a0{}",
    section="القسم\u00a0{}",
    note="الحاشية\u00a0{}",
    page="الصفحة\u00a0{}",
    stop=": ",
    comma="، ",
    enumeration="، ",
    notes="الحواشي",
    contents="المحتويات",
    abstract="الملخص",
    key_points="أبرز النقاط",
    recommendations="التوصيات",
    figures="الأشكال",
    tables="الجداول",
    about_author="نبذة عن المؤلف",
    about_authors="نبذة عن المؤلفين",
    about_organisation="نبذة عن المؤسسة",
    about_organisations="نبذة عن المؤسسات",
    related="إصدارات ذات صلة",
    editions="لغات أخرى",
    acknowledgements="شكر وتقدير",
    funding="التمويل",
    disclaimer="إخلاء مسؤولية",
    source="المصدر",
    photo="الصورة",
    citation="الاستشهاد المقترح",
    published_by="الناشر",
    keywords="الكلمات المفتاحية",
    version="الإصدار",
    series="السلسلة",
    licence="الترخيص",
    continued="تابع",
    conjunction=" و",
    back="العودة إلى النص",
)

# CLDR 46, `defaultNumberingSystem`: not of the Maghreb, the Emirates, or Arabic without a region.
_EASTERN = evolve(LABELS, digits="٠١٢٣٤٥٦٧٨٩")
_REGIONS = "BH DJ EG ER IL IQ JO KM KW LB MR OM PS QA SA SD SO SS SY TD YE"
REGIONS = dict.fromkeys(_REGIONS.split(), _EASTERN)
