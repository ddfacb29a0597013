"""An article with endnotes and language editions, in Python. The same in Markdown stands beside it."""

from datetime import date
from pathlib import Path

from briefkit import (
    Brief,
    Edition,
    Emphasis,
    InLanguage,
    Link,
    NoteOptions,
    Organisation,
    Paragraph,
    Person,
    Quoted,
    RelatedPublication,
    Section,
    note,
    render,
)

HERE = Path(__file__).parent


def build() -> Brief:
    """Return the brief."""
    return Brief(
        title="Two isolated men and a launch pad",
        subtitle="How the Vostochny meeting was told in English, Turkish and Russian",
        date=date(2023, 9, 20),
        language="en-GB",
        authors=[
            Person(
                "Örnek Yazar",
                role="Analyst, media and security",
                bio=[
                    "Örnek Yazar is an invented name for an invented analyst. In a real article this box would say that she studied in İstanbul and Iğdır, wrote her thesis, ",
                    InLanguage("tr", Emphasis("Güç, işaret ve söz")),
                    " (Power, sign and word), at a university in Eskişehir, and reads Turkish, Russian and English. The portrait shows Rear Admiral Grace Hopper, United States Navy, and is in the public domain.",
                ],
                photo=HERE / "pictures/grace_hopper.jpg",
                photo_alt="Placeholder for the author's portrait: a smiling officer in navy uniform, her arms crossed.",
                email="yazar@example.org",
            ),
        ],
        organisations=[
            Organisation(
                "The Example Review",
                url="https://review.example.org",
            ),
        ],
        body=[
            Paragraph(
                "Every summit is held twice: once in a room, and once in the sentences that leave it. On 13 September 2023 the room was an assembly hall among the forests of the Amur region, with a rocket lying in it. The sentences went out in a dozen languages within the hour, and they did not describe the same meeting."
            ),
            Section(
                "Before: a diary is published",
                [
                    Paragraph(
                        "The story began with a leak that was not one. On 4 September the ",
                        Emphasis("New York Times"),
                        " reported, from American and allied officials, that Kim Jong Un would travel to Russia that month to talk about weapons.",
                        note(
                            "Edward Wong and Julian E. Barnes, ",
                            Quoted(
                                "Kim Jong-un and Putin Plan to Meet in Russia to Discuss Weapons"
                            ),
                            ", ",
                            Emphasis("The New York Times"),
                            ", 4 September 2023, newspaper, ",
                            Link(
                                "https://www.nytimes.com/2023/09/04/us/politics/putin-kim-meeting-russia-north-korea-weapons.html"
                            ),
                            " (accessed 18 September 2023).",
                        ),
                        " The article named the train, the university campus, a pier of the Pacific Fleet, and the days. Most of it came true, save for the place. Readers in Washington were being told what would happen; readers in Moscow, that they were being read.",
                    ),
                    Paragraph(
                        "From then on English-language reports had their noun. Whatever was said at Vostochny, it would be said about an ",
                        Emphasis("arms deal"),
                        ". The State Department’s spokesman spoke of a president who crossed his own country, hat in hand;",
                        note(
                            Quoted("Russia–North Korea summit"),
                            ", ",
                            Emphasis("Stars and Stripes"),
                            ", 12 September 2023, newspaper, ",
                            Link(
                                "https://www.stripes.com/theaters/asia_pacific/2023-09-12/russia-north-korea-summit-11348600.html"
                            ),
                            " (accessed 18 September 2023).",
                        ),
                        " ",
                        Link("https://thehill.com/policy/international/", "The Hill"),
                        " and others carried the warning that Pyongyang would pay a price. The verb of those days was ",
                        Emphasis("beg"),
                        ", and its subject was in Moscow.",
                    ),
                ],
            ),
            Section(
                "During: three words for one tour",
                [
                    Paragraph(
                        "Pictures left little room for interpretation, so the captions supplied it. The leaders shook hands for some forty seconds. They looked into the pit of a launch pad and up at the tail of an Angara. Asked whether Russia would help with satellites, the host said that this was why they had come.",
                        note(
                            Quoted(
                                "Putin gives Kim Jong Un tour of rocket launch center as leaders meet"
                            ),
                            ", Associated Press, 12 September 2023, news agency, ",
                            Link(
                                "https://mynorthwest.com/3930593/putin-gives-kim-jong-un-tour-of-rocket-launch-center-as-leaders-meet/"
                            ),
                            " (accessed 18 September 2023).",
                        ),
                        " The guest spoke of a ",
                        Emphasis("sacred fight"),
                        ".",
                    ),
                    Paragraph(
                        "In English the phrase was put between quotation marks and kept at arm’s length.",
                        note(
                            Quoted("Putin and Kim meet at Vostochny"),
                            ", ",
                            Emphasis("BBC News"),
                            ", 13 September 2023, live page, ",
                            Link("https://www.bbc.com/news/live/world-asia-66792589"),
                            " (accessed 18 September 2023).",
                        ),
                        " In Turkish, which borrowed its words for the holy from Arabic and for the just from everywhere, agencies had to choose: ",
                        InLanguage("tr", Emphasis("kutsal mücadele")),
                        " is what a congregation hears on a Friday, ",
                        InLanguage("tr", Emphasis("haklı dava")),
                        " what a lawyer says. Most took the first and left the quotation marks on.",
                        note(
                            InLanguage(
                                "tr",
                                [
                                    "“Kuzey Kore lideri ile Rusya Devlet Başkanı Vostoçnıy’da görüştü”, haber ajanslarının 13 Eylül 2023 tarihli bültenleri, internet sitesi, ",
                                    Link("https://www.aa.com.tr/tr/dunya"),
                                    " (erişim tarihi: 20 Eylül 2023).",
                                ],
                            )
                        ),
                        " In Russian the difficulty was the reverse. ",
                        InLanguage("ru", Emphasis("Священная борьба")),
                        " is the vocabulary of a war that ended in 1945 and of a song that every schoolchild knows, and it passed without a mark of any kind.",
                        note(
                            InLanguage(
                                "ru",
                                [
                                    "«Переговоры на космодроме Восточный», сообщения информационных агентств, 13 сентября 2023 г., сайт, ",
                                    Link("https://tass.ru/politika"),
                                    " (дата обращения: 20 сентября 2023 г.).",
                                ],
                            )
                        ),
                    ),
                    Paragraph(
                        "Nor was the guest the same man everywhere. For the BBC he was a leader who wants to be seen;",
                        note("Ibid., entry of 14:53."),
                        " on American television, one who is rarely seen at all;",
                        note(
                            Quoted("Putin and Kim"),
                            ", ",
                            Emphasis("NBC News"),
                            ", 13 September 2023, television and website, ",
                            Link("https://www.nbcnews.com/world/north-korea"),
                            " (accessed 18 September 2023).",
                        ),
                        " for the Australian broadcaster, above all a neighbour of neighbours, with ships and submarines.",
                        note(
                            Quoted("North Korea"),
                            ", ",
                            Emphasis("ABC News"),
                            " (Australia), 16 September 2023, television and website, ",
                            Link("https://www.abc.net.au/news/topic/north-korea"),
                            " (accessed 18 September 2023).",
                        ),
                        " Reports in Turkish dwelt on the train, and gave its weight. Those in Russian gave the menu.",
                    ),
                ],
            ),
            Section(
                "After: what was not signed",
                [
                    Paragraph(
                        "Two days later the ",
                        Emphasis("Guardian"),
                        " found the fact that the rest had stepped over. The only weapons known to have changed hands were two rifles, a gift for a gift.",
                        note(
                            Quoted(
                                "North Korean leader Kim Jong-un continues Russia tour, exchanging rifles with Putin"
                            ),
                            ", ",
                            Emphasis("The Guardian"),
                            ", 15 September 2023, newspaper, ",
                            Link("https://www.theguardian.com/world/north-korea"),
                            " (accessed 18 September 2023).",
                        ),
                        " There was no communiqué and no signature; the Kremlin said so itself. Absence is the hardest thing to report, and most desks did not try. Where an English headline had ",
                        Emphasis("deal"),
                        ", in the present tense, the text beneath said ",
                        Emphasis("may"),
                        ", ",
                        Emphasis("could"),
                        " and ",
                        Emphasis("is believed"),
                        ". In Russian the same gap was filled by ",
                        Emphasis("possibilities"),
                        ", a word that Mr Putin had used himself, with a modest smile, of military co-operation.",
                    ),
                    Paragraph(
                        "By 19 September the visit was over, and ",
                        Emphasis("The Moscow Times"),
                        ", which publishes in English about Russia from outside it, could count what there was to count: six days, four cities, a bullet-proof vest, five drones.",
                        note(
                            Emphasis("The Moscow Times"),
                            ", 19 September 2023, website, ",
                            Link("https://www.themoscowtimes.com/news"),
                            " (accessed 19 September 2023).",
                        ),
                        " It is a short list for so long a journey. That is either because little was given, or because what was given does not lie on a table to be photographed.",
                    ),
                ],
            ),
            Section(
                "What a reader can do",
                [
                    Paragraph(
                        "Three habits help. ",
                        Emphasis("Look for the verb."),
                        " A report that says ",
                        Emphasis("agreed"),
                        " should name a document; one that says ",
                        Emphasis("discussed"),
                        " may rest on a caption. ",
                        Emphasis("Read the quotation marks."),
                        " They tell whose words these are, and a translation that drops them has taken sides without saying so. ",
                        Emphasis("Count the sources, and not the articles."),
                        " Nearly all that was printed that week goes back to one pool of photographers, two state agencies and a handful of officials who would not give their names. A hundred articles can stand on five feet.",
                    ),
                    Paragraph(
                        "None of this makes the meeting less serious. It makes it smaller, which is to say, the size at which it can be seen."
                    ),
                ],
            ),
        ],
        notes=NoteOptions(
            place="end",
            numbering="roman",
        ),
        contents="no",
        editions=[
            Edition(
                "tr",
                title="Türkçe",
                url="https://review.example.org/tr/vostocniy",
            ),
            Edition(
                "ru",
                title="Русский",
                url="https://review.example.org/ru/vostochny",
            ),
        ],
        related=[
            RelatedPublication(
                title="Rockets for shells: what the Vostochny summit was about",
                url="https://www.example.org/briefs/12",
                date=date(2023, 9, 19),
            ),
            RelatedPublication(
                title="What the train window shows: reading a state visit",
                url="https://review.example.org/2019/train-window",
                date=date(2019, 4, 29),
            ),
        ],
        keywords=["North Korea", "Russia", "media", "Vostochny"],
        copyright="© 2023 The Example Review",
        brand=HERE / "_brand_review.yml",
    )


if __name__ == "__main__":
    report = render(build(), "vostochny_article.pdf")
    print(f"{len(report.pages)} pages")
