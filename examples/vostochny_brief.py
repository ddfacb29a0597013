"""A policy brief with a cover and footnotes, in Python. The same in Markdown stands beside it."""

from datetime import date
from pathlib import Path

from briefkit import (
    Brief,
    BulletList,
    Cover,
    CrossReference,
    Emphasis,
    Figure,
    Link,
    NumberedList,
    Organisation,
    Paragraph,
    Person,
    Quoted,
    Section,
    Strong,
    Table,
    note,
    render,
)

HERE = Path(__file__).parent


def build() -> Brief:
    """Return the brief."""
    return Brief(
        title="Rockets for shells: what the Vostochny summit was about",
        subtitle="North Korea, Russia and the price of isolation",
        date=date(2023, 9, 19),
        language="en-GB",
        authors=[
            Person(
                "A. N. Author",
                role="Senior Research Fellow, Arms Control and Outer Space",
            ),
        ],
        organisations=[
            Organisation(
                "Example Institute for Security Studies",
                unit="Arms Control and Outer Space Programme",
                url="https://www.example.org/programmes/arms-control",
            ),
            Organisation(
                "Example Centre for Eurasian Analysis",
                url="https://www.example.com/eurasia",
            ),
        ],
        cover=Cover(
            image=HERE / "pictures/hubble_deep_field.jpg",
            alt="Hundreds of galaxies, yellow, blue and red, scattered over a black sky.",
            caption="The Hubble eXtreme Deep Field. A large telescope that looks up is an observatory; one that looks down is a reconnaissance satellite, and that is what Pyongyang has twice failed to orbit.",
            credit="Picture: NASA, ESA",
        ),
        body=[
            Figure(
                HERE / "pictures/rocket.jpg",
                alt="A slim white rocket stands on its launch pad at dusk, between lattice masts and floodlights.",
                caption=[
                    "A launch pad at dusk. What the visitor came to see stands on one like it, six thousand kilometres from Moscow; the rocket shown is American.",
                    note(
                        "A Falcon 9 before its launch in February 2015. No photograph of the Soyuz-2 pad at Vostochny is free to be printed here; those of the visit belong to the Kremlin’s pool and to the Korean Central News Agency."
                    ),
                ],
                credit="Photograph: SpaceX, CC0",
            ),
            Paragraph(
                "When Kim Jong Un stepped from his armoured train at Vostochny on 13 September 2023, he had travelled for the better part of three days to look at a rocket. The choice of place said more than the communiqué that did not follow. Russia has grander halls for a state visit, and Vladivostok, where an economic forum was sitting that week, would have spared both men a detour of many hundred kilometres. A cosmodrome was chosen because a cosmodrome was the subject. Asked by reporters whether Russia would help North Korea to build satellites, Vladimir Putin answered that this was why they had come.",
                note(
                    Link(
                        "https://www.unionleader.com/news/military/putin-and-north-koreas-kim-discuss-military-matters-ukraine-war-and-satellites/article_2a593c8a-44e9-53e0-87af-4a7b50d19a68.html"
                    )
                ),
            ),
            Paragraph(
                "The meeting had been announced, in effect, by others. Nine days before, American officials told the ",
                Emphasis("New York Times"),
                " that the two leaders planned to meet and to discuss weapons: artillery shells and anti-tank missiles in one direction, satellite and submarine technology in the other, with food aid besides.",
                note(
                    Link(
                        "https://www.nytimes.com/2023/09/04/us/politics/putin-kim-meeting-russia-north-korea-weapons.html"
                    )
                ),
                " The purpose was to raise the price of the deal before it was struck, and the warning that North Korea would pay one was repeated in Washington until the train had crossed the border.",
                note(
                    Link(
                        "https://www.state.gov/briefings/department-press-briefing-september-11-2023/"
                    )
                ),
            ),
            Section(
                "What Moscow wants",
                [
                    Paragraph(
                        "Russia’s need is arithmetic. A war of artillery consumes shells faster than any industry in peacetime makes them, and eighteen months of it have emptied depots that took forty years to fill. North Korea is one of the few states that has kept such depots, in Soviet calibres, and that has no reason to fear a customer’s enemies. The stocks are old, but an army that fires thousands of rounds a day does not ask for elegance."
                    ),
                    Paragraph(
                        "Officials in Washington and Seoul have said since the winter of 2022 that deliveries had begun on a small scale, to a private military company.",
                        note(
                            Link(
                                "https://www.stripes.com/theaters/asia_pacific/2023-09-12/russia-north-korea-summit-11348600.html"
                            )
                        ),
                        " Moscow and Pyongyang deny it.",
                        note("Ibid."),
                        " The Russian defence minister’s journey to Pyongyang in July, the first of its kind since the Soviet Union ended, was followed by letters between the leaders and by talks that the White House described as advancing actively.",
                        note(
                            Quoted(
                                "Kim Jong Un and Putin Plan to Meet in Russia to Discuss Weapons"
                            ),
                            ", ",
                            Emphasis("New York Times"),
                            ", 4 September 2023, reprinted at ",
                            Link(
                                "https://www.spokesman.com/stories/2023/sep/04/kim-jong-un-and-putin-plan-to-meet-in-russia-to-di/"
                            ),
                            ".",
                        ),
                        " The summit was not a beginning. It was the point at which a trade became hard to deny.",
                    ),
                ],
            ),
            Section(
                "What Pyongyang wants",
                [
                    Paragraph(
                        "Kim’s list can be read from his guests and from his route. With him came the chairman of the committee for space science and technology, the admiral who commands the navy, and the director of the department that runs the munitions industry.",
                        note(
                            Link(
                                "https://mynorthwest.com/3930593/putin-gives-kim-jong-un-tour-of-rocket-launch-center-as-leaders-meet/"
                            )
                        ),
                        " From Vostochny he went on to Komsomolsk-on-Amur, where the Su-35 and Su-57 are built,",
                        note(
                            Link(
                                "https://ktvz.com/news/ap-national-news/2023/09/14/kim-jong-un-stops-to-see-a-fighter-jet-factory-as-russia-and-north-korea-are-warned-off-arms-deals/"
                            )
                        ),
                        " and then to Vladivostok, to a frigate of the Pacific Fleet and a row of bombers and missiles on an airfield.",
                        note(
                            Link(
                                "https://kion546.com/ap-national/2023/09/15/north-korean-leader-to-visit-russias-pacific-fleet-as-he-continues-trip-focused-on-arms-cooperation/"
                            )
                        ),
                        " The ",
                        Emphasis("Guardian"),
                        " noted that the only arms known to have changed hands were two rifles, one for each leader, and that a glove from a space suit had been added.",
                        note(
                            Quoted(
                                "North Korean leader Kim Jong-un continues Russia tour, exchanging rifles with Putin"
                            ),
                            ", ",
                            Emphasis("The Guardian"),
                            ", 15 September 2023.",
                        ),
                    ),
                    Paragraph("Behind the ceremony stand three wants."),
                    BulletList(
                        [
                            Paragraph(
                                Strong("Satellites."),
                                " Two attempts to orbit a reconnaissance satellite have failed in 2023, and a third is announced for October. Without eyes above, longer-range missiles are blind.",
                            ),
                            Paragraph(
                                Strong("Submarines and aircraft."),
                                " Both are old. Russian reactors and engines would save decades; it is doubtful that Russia would sell them.",
                            ),
                            Paragraph(
                                Strong("Standing."),
                                " A man photographed as a supplicant in Beijing and as a curiosity in Singapore was received in Russia as an equal and, for most of a week, as an ally.",
                                note(
                                    "Ibid. The reception is best read beside that of 2019. Then, as the BBC’s correspondent in the region recalled on the day, talks between Pyongyang and Washington had just broken down; Moscow stood between the parties, told Beijing and the Trump administration what it had heard, and still supported the sanctions of 2017. Four years on, Russia has blocked the Security Council from adding to them, and both capitals blame the United States for the war in Ukraine. The staging followed the politics. In 2019 the two men met at a university, for an afternoon. In 2023 he was met at the border by a minister, shown the assembly hall of the Angara and the pad of the Soyuz-2, given lunch, and toasted; he stayed for the greater part of a week, which is longer than any journey abroad that he is known to have made. See ",
                                    Link("https://www.bbc.com/news/live/world-asia-66792589"),
                                    ".",
                                ),
                            ),
                        ]
                    ),
                    Table(
                        [
                            [
                                "31 May 2023",
                                "Chollima-1",
                                "Malligyong-1",
                                "lost: second stage did not ignite",
                            ],
                            [
                                "24 August 2023",
                                "Chollima-1",
                                "Malligyong-1",
                                "lost: fault in the third stage",
                            ],
                            ["October 2023", "not stated", "not stated", "announced"],
                        ],
                        head=[["Date", "Rocket", "Payload", "Outcome"]],
                        caption="North Korea’s attempts to orbit a reconnaissance satellite in 2023",
                        source="statements of the Korean Central News Agency, as reported by the Associated Press",
                        id="tbl:launches",
                    ),
                    Paragraph(
                        "As ",
                        CrossReference("tbl:launches"),
                        " shows, the faults have moved upwards, from the second stage to the third. That is progress, and a reason to doubt that Pyongyang needs Russian rockets at all. What it lacks is what they carry. The first satellite, raised from the Yellow Sea by the South Korean navy, was judged to be of no military use.",
                        note(
                            Link(
                                "https://nz.news.yahoo.com/kims-meeting-putin-russian-spaceport-075347813.html"
                            )
                        ),
                    ),
                ],
            ),
            Section(
                "What can be given",
                [
                    Section(
                        "Knowledge leaves no trace",
                        [
                            Paragraph(
                                "A shell can be photographed on a wagon. Advice cannot. An engineer who spends a month at Sohae, a file of test data, the answer to one good question about a turbopump: none of these passes a customs post, and each may be worth more than a shipload of hardware. Transfers of this kind are forbidden as plainly as the rest. The resolutions that Russia voted for ban all launches that use ballistic missile technology, all trade in arms, and scientific and technical co-operation in fields that would serve either.",
                                note(
                                    "Security Council resolutions 1718 (2006), 1874 (2009), 2270 (2016), 2321 (2016) and 2397 (2017); for the ban on technical co-operation see paragraph 11 of resolution 2321. ",
                                    Link("https://main.un.org/securitycouncil/en/sanctions/1718"),
                                ),
                            ),
                        ],
                    ),
                    Section(
                        "Limits that both sides know",
                        [
                            Paragraph(
                                "Three things hold the exchange back. The first is the railway: a single line crosses the Tumen, and what travels on it can be counted from orbit. The second is China, which has no wish to see its neighbour’s dependence shared, nor an alliance to its north-east that gives Washington, Seoul and Tokyo a reason for one of their own. The third is Russia’s own caution: a state that hands over the means to threaten American cities has played a card that it cannot take back.",
                                note("Ibid., paragraph 11."),
                            ),
                        ],
                    ),
                ],
            ),
            Section(
                "What follows",
                [
                    Paragraph(
                        "The panel of experts that reports on North Korea depends on a mandate that Russia can veto. Those who rely on it should prepare for a year without."
                    ),
                    NumberedList(
                        [
                            Paragraph(
                                Strong("Keep the record elsewhere."),
                                " A group of willing states can publish what the panel now publishes, before it is needed.",
                            ),
                            Paragraph(
                                Strong("Watch the line across the Tumen."),
                                " Commercial pictures from orbit are cheap, and admit of no denial. They should be released on a schedule.",
                            ),
                            Paragraph(
                                Strong("Price knowledge."),
                                " Sanctions lists name ships and banks. They should name institutes and design bureaux too.",
                            ),
                        ]
                    ),
                    Paragraph(
                        "None of this would undo what was begun at Vostochny. It would make it dearer. The Russian foreign minister is to visit Pyongyang in October,",
                        note(
                            Link(
                                "https://www.straitstimes.com/world/europe/russian-foreign-minister-lavrov-to-visit-north-korea-next-month-yonhap"
                            )
                        ),
                        " and an invitation to his president has been accepted. Each delivery lowers the cost of the next. This is not the last chance to raise it, only the best that remains.",
                        note(
                            "For the view from Moscow on the day of writing see ",
                            Emphasis("The Moscow Times"),
                            ", 19 September 2023, ",
                            Link("https://www.themoscowtimes.com/news"),
                            ".",
                        ),
                    ),
                ],
            ),
        ],
        contents="no",
        series="Policy Brief",
        number="12",
        keywords=["North Korea", "Russia", "arms transfers", "sanctions", "space launch"],
        licence="CC-BY-4.0",
        copyright="© 2023 Example Institute for Security Studies. An example: institute, centre and author are invented.",
        brand=HERE / "_brand_institute.yml",
    )


if __name__ == "__main__":
    report = render(build(), "vostochny_brief.pdf")
    print(f"{len(report.pages)} pages")
