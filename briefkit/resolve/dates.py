"""A date and a language → the date as that language writes it. The only user of babel.

The languages that labels are written in have their months here, as CLDR has them: to load babel and
one of its languages takes as long as to resolve a long brief. The tests hold them to babel's. Years
are those of the Gregorian calendar in all of them, and figures those of their labels.
"""

from datetime import date
from functools import lru_cache

from briefkit.lang import parse_language
from briefkit.numerals import in_digits
from briefkit.resolve.labels import labels_for

_BY_NUMBER = "1 2 3 4 5 6 7 8 9 10 11 12"
_JANUARY_TO_DECEMBER = {
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου"
    " Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "fa": "ژانویهٔ فوریهٔ مارس آوریل مهٔ ژوئن ژوئیهٔ اوت سپتامبر اکتبر نوامبر دسامبر",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta"
    " syyskuuta lokakuuta marraskuuta joulukuuta",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "hu": "január február március április május június július augusztus szeptember október"
    " november december",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "ja": _BY_NUMBER,
    "ko": _BY_NUMBER,
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "zh": _BY_NUMBER,
}
_DAY_FIRST, _OF, _DOT, _IDEOGRAPHIC = (
    "{day} {month} {year}",
    "{day} de {month} de {year}",
    "{day}. {month} {year}",
    "{year}年{month}月{day}日",
)
_FORMS = {
    "cs": _DOT,
    "da": _DOT,
    "de": _DOT,
    "fi": _DOT,
    "bg": "{day} {month} {year}\u202fг.",
    "en": "{month} {day}, {year}",
    "es": _OF,
    "he": "{day} ב{month} {year}",
    "hu": "{year}. {month} {day}.",
    "ja": _IDEOGRAPHIC,
    "ko": "{year}년 {month}월 {day}일",
    "pt": _OF,
    "ru": "{day} {month} {year}\u202fг.",
    "uk": "{day} {month} {year}\u202fр.",
    "zh": _IDEOGRAPHIC,
}
"""Of languages that do not write the day first and no more."""

# Regions that write as their language does without one, and those of English that do not.
_REGIONS = {
    "ar": "",
    "bg": "BG",
    "cs": "CZ",
    "da": "DK",
    "de": "BE CH DE LI LU",
    "el": "CY GR",
    "en": "CA PH US",
    "es": "AR CL CO ES MX",
    "fa": "IR",
    "fi": "FI",
    "fr": "BE CA CH FR LU",
    "he": "IL",
    "hu": "HU",
    "it": "CH IT",
    "ja": "JP",
    "ko": "KR",
    "nl": "BE NL",
    "pl": "PL",
    "pt": "BR PT",
    "ru": "KZ RU",
    "sv": "FI SE",
    "tr": "CY TR",
    "uk": "UA",
    "zh": "CN HK MO SG TW",
}
_BRITISH = "AU GB IE IN NZ"


@lru_cache(maxsize=256)
def write_date(day: date, tag: str) -> str:
    """Return a date in its language's long form; in English for a language without one.

    >>> write_date(date(2023, 9, 19), "tr"), write_date(date(2023, 9, 19), "en-GB")
    ('19 Eylül 2023', '19 September 2023')
    """
    language = parse_language(tag)
    form = _form(language.primary, language.region)
    if form and (not language.script or form is _IDEOGRAPHIC):
        month = _JANUARY_TO_DECEMBER[language.primary].split()[day.month - 1]
        said = form.format(day=day.day, month=month, year=day.year)
        return in_digits(said, labels_for(tag).digits)
    # Imported late: it takes 20 ms, and few briefs are in other languages.
    from babel.core import Locale, UnknownLocaleError  # and so here
    from babel.dates import format_date  # and here

    parts = [part for part in (language.primary, language.script, language.region) if part]
    for name in ("_".join(parts), language.primary):
        try:
            said = format_date(day, "long", locale=Locale.parse(name))
            return in_digits(said, labels_for(tag).digits)
        except (UnknownLocaleError, ValueError):
            continue
    return format_date(day, "long", locale=Locale("en"))


def _form(primary: str, region: str) -> str:
    """Return how the day, the month and the year are put together; "" where babel is asked."""
    if primary == "en" and region in _BRITISH.split():
        return _DAY_FIRST
    if primary not in _JANUARY_TO_DECEMBER or (region and region not in _REGIONS[primary].split()):
        return ""
    return _FORMS.get(primary, _DAY_FIRST)
