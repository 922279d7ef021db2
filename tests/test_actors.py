"""Who is who: persons, places that stand for governments, roles, speakers, requests for comment."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import actors, quotes, tagger
from kit.actors.kinds import Actor
from kit.actors.likeness import near_spelling
from kit.actors.linker import Answer, answer
from kit.actors.mentions import Mention
from kit.actors.metonymy import acts
from kit.actors.speakers import joined
from kit.quotes.requests import find_requests
from kit.tagger import Name, Part, Reading
from kit.text.layout import Layout
from tests.effort import lines_run
from tests.readings import made


def resolved(reading: Reading) -> actors.Resolved:
    return actors.resolve(reading, quotes.assemble(reading))


def who(reading: Reading) -> dict[str, str]:
    """Each actor's name and type."""
    return {row["name"]: row["type"] for row in resolved(reading).actors}


def stands_for(reading: Reading) -> list[tuple[str, str]]:
    """Each mention's text and its actor's name."""
    return [(row["text"], row["actor"]) for row in resolved(reading).mentions]


@pytest.mark.parametrize(
    ("text", "names", "persons"),
    [
        ("Sergey Lavrov spoke. Mr Lavrov left. Lavrov's car waited.", ["Sergey Lavrov", "Lavrov"], ["Sergey Lavrov"]),
        ("Sergey Lavrov spoke. Sergei Lavrov left.", ["Sergey Lavrov", "Sergei Lavrov"], ["Sergey Lavrov"]),
        ("J. Smith spoke. John Smith left.", ["J. Smith", "John Smith"], ["John Smith"]),
        ("William Hague spoke. Bill Hague left.", ["William Hague", "Bill Hague"], ["William Hague"]),
        ("Volodymyr Zelensky spoke. Zelenskyy left.", ["Volodymyr Zelensky", "Zelenskyy"], ["Volodymyr Zelensky"]),
        ("Xi Jinping spoke. Xi left.", ["Xi Jinping", "Xi"], ["Xi Jinping"]),
        ("Anna Reed met Tom Reed.", ["Anna Reed", "Tom Reed"], ["Anna Reed", "Tom Reed"]),
        (
            "Donald Trump met Donald Trump Jr. there.",
            ["Donald Trump", "Donald Trump Jr."],
            ["Donald Trump", "Donald Trump Jr."],
        ),
        ("Jason Todd met Jane Todd.", ["Jason Todd", "Jane Todd"], ["Jane Todd", "Jason Todd"]),
    ],
    ids=[
        "title and possessive",
        "spelling",
        "initial",
        "nickname",
        "spelling of a surname",
        "surname first",
        "a family",
        "junior",
        "first names alike",
    ],
)
def test_one_person_is_one_row(text, names, persons):
    assert sorted(who(made(text, person=names))) == sorted(persons)


def test_two_share_a_surname_that_stands_once():
    reading = made(
        "John and Donald Parkinson built it. John Kennedy spoke.", person=["John", "Donald Parkinson", "John Kennedy"]
    )
    assert sorted(who(reading)) == ["Donald Parkinson", "John Kennedy", "John Parkinson"]


@pytest.mark.parametrize(
    ("text", "names", "person"),
    [
        ("Dwayne “Rocky” Ames left.", ["Dwayne", "Rocky", "Ames"], "Dwayne “Rocky” Ames"),
        ("Dwayne (Rocky) Ames left.", ["Dwayne", "Ames"], "Dwayne (Rocky) Ames"),
        ("Republican Ann Lee left.", ["Republican Ann Lee"], "Ann Lee"),
        ("Florida Sen. Ann Lee left.", ["Florida Sen. Ann Lee"], "Ann Lee"),
        ("The Chancellor of the Exchequer Ann Lee left.", ["Exchequer Ann Lee"], "Ann Lee"),
        ("Reps. Ann Lee left.", ["Reps. Ann Lee"], "Ann Lee"),
        ("Martin Luther King Jr. left.", ["Martin Luther King Jr."], "Martin Luther King Jr."),
        ("Virginia Lee left.", ["Virginia Lee"], "Virginia Lee"),
        ("Marine Le Pen left.", ["Marine Le Pen"], "Marine Le Pen"),
    ],
    ids=[
        "nickname in marks",
        "nickname in brackets",
        "party",
        "state and title",
        "office",
        "plural title",
        "a surname that is a title",
        "a first name that is a state",
        "a first name that is a rank",
    ],
)
def test_only_the_name_is_the_name(text, names, person):
    assert [name for name, kind in who(made(text, person=names)).items() if kind == "person"] == [person]


def test_two_people_with_something_quoted_between_them_are_two():
    reading = made("They saw Ann Lee. “Rocky” Ames left.", person=["Ann Lee", "Ames"])
    assert sorted(who(reading)) == ["Ames", "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "name", "persons"),
    [
        ("It was Lee/Reed who won.", "Lee/Reed", ["Lee", "Reed"]),
        ("It was Dr. Ann Lee who left.", "Dr. Ann Lee", ["Ann Lee"]),
    ],
    ids=["a slash", "a title"],
)
def test_two_whom_the_tagger_took_for_one_are_two(text, name, persons):
    reading = made(text)
    start = text.index(name)
    reading = replace(reading, names=(Name(start, start + len(name), "person", 0.9),))
    assert sorted(who(reading)) == persons


def test_a_name_is_written_as_the_text_writes_it():
    reading = made("ANN LEE TO LEAVE\n\nAnn Lee left UNESCO.", person=["ANN LEE", "Ann Lee"], organization=["UNESCO"])
    assert who(reading) == {"Ann Lee": "person", "UNESCO": "organization"}


def test_who_owns_a_campaign_is_named_and_the_campaign_is_another():
    reading = made("Ann Lee's campaign agreed. Lee's campaign won. Lee left.", person=["Ann Lee", "Lee"])
    assert who(reading) == {"Ann Lee": "person", "Ann Lee campaign": "organization"}
    rows = resolved(reading).mentions
    assert [(row["text"], row["kind"], row["actor"]) for row in rows] == [
        ("Ann Lee's campaign", "nominal", "Ann Lee campaign"),
        ("Ann Lee", "name", "Ann Lee"),
        ("Lee's campaign", "nominal", "Ann Lee campaign"),
        ("Lee", "name", "Ann Lee"),
        ("Lee", "name", "Ann Lee"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee met Tom Lee. Lee's campaign won.", ["Ann Lee", "Tom Lee", "Lee campaign"]),
        ("Lee's campaign won.", ["Lee campaign"]),
    ],
    ids=["a surname of two", "a surname alone"],
)
def test_an_owner_who_could_be_two_or_is_not_named_is_nobody(text, names):
    assert sorted(who(made(text, person=["Ann Lee", "Tom Lee", "Lee"]))) == sorted(names)


def test_an_office_tells_two_of_one_surname_apart():
    reading = made(
        "Secretary of State Ann Lee met President Tom Lee. Secretary Lee left.", person=["Ann Lee", "Tom Lee", "Lee"]
    )
    assert stands_for(reading)[-1] == ("Secretary Lee", "Ann Lee")


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("Wimpey's said it was sorry.", "Wimpey", "Wimpey's"),
        ("Wimpey's closed the shop. They met at Wimpey's.", "Wimpey", "Wimpey's"),
        ("Wimpey's profit rose. Wimpey said so.", "Wimpey", "Wimpey"),
        ("Wimpey's expected sales fell.", "Wimpey", "Wimpey"),
    ],
    ids=["before a verb", "before what was done", "an owner", "an owner of what is expected"],
)
def test_an_s_belongs_to_the_name_where_it_never_stands_without(text, name, body):
    assert who(made(text, organization=[name])) == {body: "organization"}


@pytest.mark.parametrize(
    ("name", "bodies"),
    [
        ("CNN and The New York Times", ["CNN", "The New York Times"]),
        ("Reuters and CNN", ["CNN", "Reuters"]),
        ("Marks and Spencer", ["Marks and Spencer"]),
        ("CNN/Lund Post", ["CNN", "Lund Post"]),
    ],
)
def test_two_bodies_joined_are_two_and_a_body_of_two_words_is_one(name, bodies):
    assert sorted(who(made(f"On Monday {name} agreed.", organization=[name]))) == bodies


def test_an_armed_movement_is_a_body_whatever_the_tagger_takes_it_for():
    reading = made("ISIS lost Lund. Islamic State fighters left.", location=["ISIS"], misc=["Islamic State"])
    assert who(reading) == {"ISIS": "organization"}


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Both Ann Lee left.", ["Both Ann Lee"], {"Ann Lee": "person"}),
        (
            "The Never Lee crowd left. Ann Lee left.",
            ["Never Lee", "Ann Lee"],
            {"Never Lee": "other", "Ann Lee": "person"},
        ),
        ("Ann Lee-led talks.", ["Ann Lee"], {"Ann Lee": "person"}),
        ("Ann Lee wrote as @AnnLee.", ["Ann Lee", "AnnLee"], {"Ann Lee": "person"}),
        ("They left Quito. Ann Lee left.", ["Quito", "Ann Lee"], {"Quito": "place", "Ann Lee": "person"}),
        ("Ann Quito left. Quito smiled.", ["Ann Quito", "Quito"], {"Ann Quito": "person"}),
        ("It was Doctor who left.", ["Doctor"], {"Doctor": "other"}),
        ("The film “Ann Lee” ran.", ["Ann Lee"], {"Ann Lee": "other"}),
        ("My Dad left.", ["My Dad"], {"My Dad": "other"}),
        ("Pope Tom Paul II left.", ["Tom Paul"], {"Tom Paul II": "person"}),
        ("Old “Mildred ‘Babe’ Hansen won.", ["Babe’ Hansen"], {"Mildred ‘Babe’ Hansen": "person"}),
        ("Prince Tom left. Tom and Ann Lee met.", ["Tom", "Ann Lee"], {"Prince Tom": "person", "Ann Lee": "person"}),
    ],
    ids=[
        "a word before",
        "a movement",
        "a name with more",
        "a handle",
        "a capital",
        "a surname",
        "a title",
        "a film",
        "kin",
        "a pope",
        "a nickname",
        "a prince",
    ],
)
def test_a_person_is_who_a_name_of_one_is(text, names, found):
    assert who(made(text, person=names)) == found


def test_a_government_is_its_country():
    reading = made("The Iranian government met on Monday. They left.", misc=["Iranian"])
    reading = replace(reading, nominals=(Part(0, len("The Iranian government"), 0.9),))
    assert stands_for(reading)[0] == ("The Iranian government", "Iran")


@pytest.mark.parametrize(
    ("text", "name"), [("She is a Rep. in Lund.", "Rep"), ("The dockers' union met.", "dockers' union")]
)
def test_a_title_or_a_common_noun_without_a_name_is_nobody(text, name):
    assert who(made(text, misc=[name], organization=[name])) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Midfielder Ann Lee and Coach Bo Lee came. Coach Lee left.", "Bo Lee"),
        ("Detective Inspector Ann Lee met Bo Lee. Det Insp Lee left.", "Ann Lee"),
        ("Sergeant Ann Lee met Bo Lee. Sgt. Lee left.", "Ann Lee"),
        ("Cllr Kim Lee met Jo Lee, a farmer. Cllr Lee sat. Mr Lee left.", "Jo Lee"),
        ("Kim Lee Sr. met Kim Lee Jr. here. It was hot. Lee Jr. left.", "Kim Lee Jr."),
    ],
    ids=["any office", "an abbreviated one", "with a full stop", "one without an office", "a generation"],
)
def test_what_stands_before_a_surname_or_behind_it_tells_whose_it_is(text, expected):
    names = re.findall(r"\b(?:Ann|Bo|Kim|Jo) Lee(?: [SJ]r\.)?|\bLee(?: Jr\.)?", text)
    assert stands_for(made(text, person=sorted(set(names))))[-1][1] == expected


def test_the_first_of_two_surnames_is_enough():
    reading = made("Ann Reyes Lund spoke. Reyes left.", person=["Ann Reyes Lund", "Reyes"])
    assert stands_for(reading) == [("Ann Reyes Lund", "Ann Reyes Lund"), ("Reyes", "Ann Reyes Lund")]


def test_a_storm_is_nobody():
    reading = made("Hurricane Ann hit Lund. Ann killed two.", person=["Ann"], location=["Lund"])
    assert "person" not in who(reading).values()


def test_a_title_tells_two_of_one_surname_apart():
    reading = made(
        "Bill Clinton and Mrs. Hillary Clinton came. Mr. Clinton smiled. Mrs. Clinton left.",
        person=["Bill Clinton", "Hillary Clinton", "Clinton"],
    )
    found = stands_for(reading)
    assert ("Mrs. Clinton", "Hillary Clinton") in found
    assert ("Mr. Clinton", "Bill Clinton") in found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Trump campaign", "organization"),
        ("Trump Tower", "place"),
        ("Clinton Foundation", "organization"),
        ("Trump supporters", "group"),
    ],
)
def test_what_is_named_after_a_person_is_not_the_person(name, kind):
    surname = name.split()[0]
    assert who(made(f"The {name} made news.", person=[surname])) == {name: kind}


@pytest.mark.parametrize("text", ["A Lee supporter left.", "The Lee critic left.", "One Lee voter stayed."])
def test_one_who_is_for_or_against_somebody_is_nobody_named(text):
    assert who(made(text, person=["Lee"])) == {}


def test_a_preposition_before_a_name_is_no_part_of_it():
    reading = made(
        "On Chirper, Ann Lee left. Chirper grew. On Golden Pond won.", organization=["On Chirper", "Chirper"]
    )
    assert who(reading) == {"Chirper": "organization"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Benghazi was attacked. Six died in Benghazi.", "place"),
        ("Benghazi was attacked. He came from Benghazi.", "place"),
        ("Lincoln was shot. Booth shot Lincoln.", "person"),
        ("Ann Lincoln left. Lincoln lives in Lincoln.", "person"),
    ],
)
def test_a_lone_city_that_something_is_in_is_no_person(text, kind):
    reading = made(text, person=["Ann Lincoln", "Lincoln", "Benghazi"])
    assert set(who(reading).values()) == {kind}


@pytest.mark.parametrize("letters", [" KC", ", MP", " TD", ", PhD", " O.B.E."])
def test_letters_behind_a_name_are_no_part_of_it(letters):
    text = f"Ann Lee{letters} asked why. Lee sat down."
    assert stands_for(made(text, person=[f"Ann Lee{letters}", "Lee"])) == [("Ann Lee", "Ann Lee"), ("Lee", "Ann Lee")]


@pytest.mark.parametrize(
    ("name", "kind"), [("Port Harcourt", "place"), ("Phnom Penh", "place"), ("Don Carlos", "person")]
)
def test_a_large_city_is_no_person(name, kind):
    assert who(made(f"The verdict was read to {name} on Monday.", person=[name])) == {name: kind}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Royal Lund hospital", "organization"),
        ("Church of Northern Lund", "organization"),
        ("Soviet Union", "country"),
        ("Lund analysis", "place"),
    ],
)
def test_a_name_with_a_body_s_head_is_no_place(name, kind):
    reading = made(f"The {name} said so.", location=[name])
    assert who(reading) == {name.removesuffix(" analysis"): kind}


def test_what_somebody_is_is_no_name_where_the_article_writes_it_small():
    reading = made("Prosecutors left. The prosecutors came back. Democrats stayed.", misc=["Prosecutors", "Democrats"])
    assert who(reading) == {"Democrats": "group"}


@pytest.mark.parametrize(
    ("text", "names", "actors"),
    [
        ("Jason Van Dyke left. Van Dyke smiled.", ["Jason Van Dyke", "Van Dyke"], ["Jason Van Dyke"]),
        ("Marine Le Pen left. Le Pen smiled.", ["Marine Le Pen", "Le Pen"], ["Marine Le Pen"]),
        ("Van Morrison left. Morrison smiled.", ["Van Morrison", "Morrison"], ["Van Morrison"]),
        ("Von Miller left. Miller smiled.", ["Von Miller", "Miller"], ["Von Miller"]),
        ("Al Gore met Ann Gore. Al smiled.", ["Al Gore", "Ann Gore", "Al"], ["Al Gore", "Ann Gore"]),
    ],
)
def test_a_surname_of_several_words_is_one(text, names, actors):
    assert list(who(made(text, person=names))) == actors


@pytest.mark.parametrize(
    ("text", "names", "actors"),
    [
        (
            "Reed & Lee grew. Ann Lee left.",
            ["Reed & Lee", "Ann Lee"],
            {"Reed & Lee": "organization", "Ann Lee": "person"},
        ),
        (
            "The Reed-Lee duel was long. Tom Reed met Ann Lee.",
            ["Reed-Lee", "Tom Reed", "Ann Lee"],
            {"Reed-Lee": "other", "Tom Reed": "person", "Ann Lee": "person"},
        ),
        ("Ocasio-Lee met Ann Lee.", ["Ocasio-Lee", "Ann Lee"], {"Ocasio-Lee": "person", "Ann Lee": "person"}),
        ("The fall of Reed\n\nAnn Lee left.", ["Reed\n\nAnn Lee"], {"Reed": "person", "Ann Lee": "person"}),
        (
            "Ann Lee won. Ann and Tom Reed met.",
            ["Ann", "Tom Reed", "Ann Lee"],
            {"Ann Lee": "person", "Tom Reed": "person"},
        ),
    ],
)
def test_a_name_of_two_is_nobody_s(text, names, actors):
    assert who(made(text, person=names)) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Mr. Reed left. Mrs. Reed stayed. Mr. Reed waved.", ["Reed", "Mrs Reed"]),
        ("Mr. Tom Reed left. Ms. Reed stayed. Ms. Reed waved.", ["Tom Reed", "Ms Reed"]),
        ("Tom Reed left. Mr. Reed waved. Ms. Reed stayed.", ["Tom Reed", "Ms Reed"]),
        ("Ann Reed met Lou Reed. Mr. Reed waved.", ["Ann Reed", "Lou Reed"]),
    ],
)
def test_a_title_for_women_is_no_man_s(text, actors):
    reading = made(text, person=["Tom Reed", "Ann Reed", "Lou Reed", "Reed"])
    assert list(who(reading)) == actors
    if "Lou" in text:
        assert ("Mr. Reed", "Lou Reed") in stands_for(reading)


@pytest.mark.parametrize("name", ["Lee campaign", "Lee’s team"])
def test_a_campaign_that_is_read_as_one_name_is_not_the_person(name):
    text = f"The {name} said so. Ann Lee left. Lee smiled."
    assert who(made(text, person=["Ann Lee", "Lee"], organization=[name])) == {
        name: "organization",
        "Ann Lee": "person",
    }


@pytest.mark.parametrize(
    ("text", "names", "bodies"),
    [
        (
            "The German Institute for International and Security Affairs (SWP) said so. SWP is in Berlin.",
            ["German Institute for International and Security Affairs", "SWP"],
            1,
        ),
        ("The World Health Organization warned. WHO waits.", ["World Health Organization", "WHO"], 1),
        (
            "The Department of Justice sued. The Justice Department won.",
            ["Department of Justice", "Justice Department"],
            1,
        ),
        ("Fortress Investment Group bid. Fortress won.", ["Fortress Investment Group", "Fortress"], 1),
        ("Lund University and Oxford University agreed.", ["Lund University", "Oxford University"], 2),
        ("Bank of England and Bank of Canada agreed.", ["Bank of England", "Bank of Canada"], 2),
    ],
    ids=["in brackets", "acronym", "word order", "short form", "two universities", "two banks"],
)
def test_one_body_is_one_row(text, names, bodies):
    kinds = list(who(made(text, organization=names)).values())
    assert kinds.count("organization") == bodies


@pytest.mark.parametrize(
    ("text", "seat", "country"),
    [
        ("Moscow has relied on Iran for drones.", "Moscow", True),
        ("Tehran denies providing the devices.", "Tehran", True),
        ("The Kremlin rejected the plan.", "Kremlin", True),
        ("Downing Street announced a review.", "Downing Street", True),
        ("Ties between Moscow and others have deepened.", "Moscow", True),
        ("New sanctions against Beijing were agreed.", "Beijing", True),
        ("He criticised U.S. aid for Kyiv on Monday.", "Kyiv", True),
        ("She spoke in Minsk on Monday.", "Minsk", False),
        ("He flew to Moscow on Monday.", "Moscow", False),
        ("The Belarusian capital of Minsk was quiet.", "Minsk", False),
        ("A bomb went off near Kabul.", "Kabul", False),
        ("The trip to Beijing was cancelled.", "Beijing", False),
        ("The train from Warsaw was late.", "Warsaw", False),
        ("The Paris-based group met.", "Paris", False),
        ("Moscow's streets were empty.", "Moscow", False),
        ("Moscow's demands were rejected.", "Moscow", True),
    ],
)
def test_a_capital_stands_for_its_country_where_it_acts(text, seat, country):
    start = text.index(seat)
    assert acts(text, start, start + len(seat)) is country


def test_a_name_is_a_country_before_it_is_a_place():
    reading = made(
        "Moscow and Tehran agreed. Russia will pay, the Kremlin said. Iranian media cheered. They met in Kazan.",
        location=["Moscow", "Tehran", "Russia", "Kremlin", "Kazan"],
        misc=["Iranian"],
    )
    rows = {row["name"]: row for row in resolved(reading).actors}
    assert {name: (row["type"], row["country"]) for name, row in rows.items()} == {
        "Russia": ("country", "RUS"),
        "Iran": ("country", "IRN"),
        "Kazan": ("place", "RUS"),
    }
    assert rows["Russia"]["aliases"] == ["Kremlin", "Moscow"]


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("It was cold in London, Ontario, on Monday.", "London", "CAN"),
        ("It was cold in Moscow, Idaho.", "Moscow", "USA"),
        ("It was cold in Birmingham, Ala., on Monday.", "Birmingham", "USA"),
        ("It was cold in Perth, Scotland.", "Perth", "GBR"),
        ("It was cold in Athens, Georgia.", "Athens", "USA"),
        ("It was cold in Tbilisi, Georgia.", "Tbilisi", "GEO"),
        ("It was cold in Birmingham.", "Birmingham", "GBR"),
        ("They met in Moscow, Iran and China.", "Moscow", "RUS"),
        ("They met in Tripoli, Lebanon, where it rained.", "Tripoli", "LBN"),
        ("They met in Durham in Cumbria.", "Durham", "GBR"),
        ("They met in Hyderabad, in Sindh.", "Hyderabad", "PAK"),
        ("The Texas city of Paris was quiet.", "Paris", "USA"),
        ("The Pakistani city of Hyderabad was quiet.", "Hyderabad", "PAK"),
        ("The Georgia secretary of state agreed.", "Georgia", "USA"),
        ("The president of Georgia met those of France and Spain in Tbilisi.", "Georgia", "GEO"),
    ],
)
def test_the_larger_place_decides_the_country(text, place, country):
    names = re.findall(r"\b(?!It|They|The|Monday)[A-Z][a-z]+\b\.?(?=,)|\b(?!It|They|The|Monday)[A-Z][a-z]+\b", text)
    found = resolved(made(text, location=names))
    actor = next(m["actor_id"] for m in found.mentions if m["text"] == place)
    assert next(row["country"] for row in found.actors if row["actor_id"] == actor) == country


def test_a_surname_behind_a_place_is_no_province():
    found = resolved(made("In Paris, Kerry said no.", location=["Paris"], person=["Kerry"]))
    assert next(row["country"] for row in found.actors if row["name"] == "Paris") == "FRA"


def test_two_places_of_one_name_are_two():
    found = resolved(made("From Dublin, Ohio, to Dublin, Ireland.", location=["Dublin", "Ohio", "Ireland"]))
    assert [row["country"] for row in found.actors if row["name"] == "Dublin"] == ["USA", "IRL"]


def test_a_place_told_once_is_the_same_place_later():
    found = resolved(made("A man in Moscow, Idaho, left. Moscow was quiet.", location=["Moscow", "Idaho"]))
    assert [(r["name"], r["type"], r["country"]) for r in found.actors if r["name"] == "Moscow"] == [
        ("Moscow", "place", "USA")
    ]


def test_a_country_is_a_country_where_it_is_only_a_place_too():
    assert who(made("She lives in Belarus.", location=["Belarus"])) == {"Belarus": "country"}


def test_a_people_is_a_group():
    assert who(made("Iranians voted on Friday.", misc=["Iranians"])) == {"Iranians": "group"}


@pytest.mark.parametrize(
    ("text", "name", "role", "body"),
    [
        ("Ann Lee, research fellow at the Port Institute, agreed.", "Ann Lee", "research fellow", "Port Institute"),
        ("Port Institute director Ann Lee agreed.", "Ann Lee", "director", "Port Institute"),
        ("Ann Lee is the director of the Port Institute.", "Ann Lee", "director", "Port Institute"),
        ("The actress Ann Lee agreed.", "Ann Lee", "actress", None),
        ("Critics of Ann Lee agreed.", "Ann Lee", None, None),
        ("He told Ann Lee about it.", "Ann Lee", None, None),
        ("The chief executive of Port Institute, Ann Lee, agreed.", "Ann Lee", "chief executive", "Port Institute"),
        ("Its president, Ann Lee, agreed.", "Ann Lee", "president", None),
        ("Ann Lee, 45, a teacher, agreed.", "Ann Lee", "teacher", None),
        ("The town chided President Ann Lee.", "Ann Lee", "President", None),
        ("He is an adviser to Ms. Ann Lee.", "Ann Lee", None, None),
        ("They need a candidate. Ann Lee agreed.", "Ann Lee", None, None),
        ("According to Ann Lee, the director lied.", "Ann Lee", None, None),
        ("It was the worst terrorist attack Ann Lee saw.", "Ann Lee", None, None),
        ("Speaking to reporters, Ann Lee, in black, agreed.", "Ann Lee", None, None),
        ("Ann Lee is a pharmacist.", "Ann Lee", "pharmacist", None),
        ("Ann Lee is a hero.", "Ann Lee", None, None),
        ("Ann Lee, who served as chief engineer, agreed.", "Ann Lee", "chief engineer", None),
        ("Ann Lee, a parish priest, agreed.", "Ann Lee", "parish priest", None),
        ("Her brother, Bo Lee, is a salmon farmer.", "Bo Lee", "salmon farmer", None),
    ],
    ids=[
        "apposition",
        "before the name",
        "is",
        "title",
        "a preposition is no role",
        "object",
        "the name is the apposition",
        "of what was named before",
        "age",
        "a verb is no part of it",
        "whose it is",
        "another sentence",
        "a subject of its own",
        "a noun that only begins so",
        "whom one speaks to",
        "what somebody lives by",
        "an opinion",
        "what somebody served as",
        "no superlative",
        "a trade before kin",
    ],
)
def test_the_role_comes_from_the_text(text, name, role, body):
    row = next(
        r for r in resolved(made(text, person=[name], organization=["Port Institute"])).actors if r["name"] == name
    )
    assert (row["role"], row["affiliation"]) == (role, body)


def test_a_minister_belongs_to_the_country():
    found = resolved(
        made("Russia's Foreign Minister Sergey Lavrov spoke.", person=["Sergey Lavrov"], location=["Russia"])
    )
    row = next(r for r in found.actors if r["type"] == "person")
    assert (row["role"], row["affiliation"], row["country"]) == ("Foreign Minister", "Russia", "RUS")
    assert [(r["start"], r["end"]) for r in found.roles] == [(0, 25)]


def test_another_party_to_what_a_country_owns_is_not_the_persons():
    text = "Ann Lee, an architect of Israel's peace treaty with Egypt, agreed."
    found = resolved(made(text, person=["Ann Lee"], location=["Israel", "Egypt"]))
    row = next(r for r in found.actors if r["name"] == "Ann Lee")
    assert (row["affiliation"], row["country"]) == (None, None)
    assert "architect" in row["role"]


def test_pronouns_are_those_of_the_text_and_never_guessed():
    reading = made("Ann Lee spoke. She left. Tom Reed stayed.", person=["Ann Lee", "Tom Reed"])
    assert {r["name"]: r["pronouns"] for r in resolved(reading).actors} == {"Ann Lee": "she", "Tom Reed": None}


def test_a_pronoun_counts_by_how_sure_it_is_that_it_stands_for_the_person():
    """ "Her" in doubt and "he" beyond it: one against one, and the second is the text's."""
    lee = Actor("person", "Lee")
    mentions = [
        Mention(0, 3, "her", "pronoun", "person", 0.55, actor=0),
        Mention(9, 11, "he", "pronoun", "person", 0.93, actor=0),
    ]
    actors._pronouns([lee], mentions)
    assert lee.gender == "he"


@pytest.mark.parametrize(
    ("text", "persons", "word", "name"),
    [
        ("Ann Lee lost the vote. She will appeal.", ["Ann Lee"], "She", "Ann Lee"),
        ("Mrs. Ann Lee met Mr. Tom Reed. She smiled.", ["Ann Lee", "Tom Reed"], "She", "Ann Lee"),
        ("Mrs. Ann Lee met Mr. Tom Reed. He smiled.", ["Ann Lee", "Tom Reed"], "He", "Tom Reed"),
    ],
    ids=["one person", "she of two", "he of two"],
)
def test_a_pronoun_stands_for_a_named_person(text, persons, word, name):
    assert (word, name) in stands_for(made(text, person=persons))


SPEAKERS = [
    ('"We will appeal," said Ann Lee.', "We will appeal,", "said", "Ann Lee", "Ann Lee", "named"),
    ("Ann Lee's lawyer said that it rained.", "it rained", "said", "Ann Lee's lawyer", None, "unnamed"),
    ("Officials said that it rained.", "it rained", "said", "Officials", None, "unnamed"),
    ("A Port Union report said that it rained.", "it rained", "said", "A Port Union report", "Port Union", "document"),
    ("The Port Union said that it rained.", "it rained", "said", "The Port Union", "Port Union", "named"),
    ("Reuters said that it rained.", "it rained", "said", "Reuters", "Reuters", "outlet"),
    ("Tehran denied that it rained.", "it rained", "denied", "Tehran", "Iran", "named"),
    ("The Iranian government denied that it rained.", "it rained", "denied", "The Iranian government", "Iran", "named"),
    ("Iranian officials denied that it rained.", "it rained", "denied", "Iranian officials", None, "unnamed"),
]


@pytest.mark.parametrize(("text", "content", "cue", "source", "actor", "kind"), SPEAKERS, ids=[s[3] for s in SPEAKERS])
def test_the_speaker_is_an_actor_where_the_text_names_one(text, content, cue, source, actor, kind):
    reading = made(
        text,
        person=["Ann Lee"],
        organization=["Port Union", "Reuters"],
        location=["Tehran"],
        misc=["Iranian"],
        said=[(content, cue, source)],
    )
    row = resolved(reading).quotes[0]
    assert (row["actor"], row["speaker_type"]) == (actor, kind)


JOINT = [
    ("Ann Lee and Tom Reed said that it rained.", ["Ann Lee", "Tom Reed"]),
    ("Both Ann Lee, the mayor, and Mr. Tom Reed said that it rained.", ["Ann Lee", "Mr. Tom Reed"]),
    ("Ann Lee of the Port Union and Tom Reed said that it rained.", ["Ann Lee", "Tom Reed"]),
    ("Ann Lee, Tom Reed and the Port Union said that it rained.", ["Ann Lee", "Tom Reed", "Port Union"]),
    ("Mayor Ann Lee as well as Tom Reed said that it rained.", ["Mayor Ann Lee", "Tom Reed"]),
    ("Neither Ann Lee nor Tom Reed said that it rained.", ["Ann Lee", "Tom Reed"]),
]


@pytest.mark.parametrize(("text", "words"), JOINT, ids=[text for text, _ in JOINT])
def test_names_that_a_source_joins_all_speak(text, words):
    source = text.removesuffix(" said that it rained.")
    reading = made(
        text, person=["Ann Lee", "Tom Reed"], organization=["Port Union"], said=[("it rained", "said", source)]
    )
    found = resolved(reading).speakers
    assert [text[row["start"] : row["end"]] for row in found] == words
    assert [(row["speaker"], row["speaker_type"]) for row in found] == [(n, "named") for n in range(len(words))]


@pytest.mark.parametrize(
    "source",
    [
        "Ann Lee",
        "Ann Lee and her son",
        "Ann Lee, head of the Port Union and mother of Tom Reed",
        "Lawyers for Ann Lee and Tom Reed",
        "Ann Lee's and Tom Reed's lawyers",
        "Ann Lee and Tom Reed aides",
        "Reports by the Port Union, Ann Lee and Tom Reed",
        "Ann Lee, Tom Reed",
    ],
)
def test_names_within_a_source_are_not_joined_where_others_speak(source):
    names = [
        Mention(match.start(), match.end(), match.group(), "name", None, 0.9, actor=number)
        for number, match in enumerate(re.finditer("Ann Lee|Tom Reed|Port Union", source))
    ]
    assert joined(Layout(source), (0, len(source)), names, []) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will wait,” said Rebecca Marsh of the Valmora Post.", "Rebecca Marsh"),
        ("“It is late,” said Petra Kohl, who represents Oscar Lindt. Lindt nodded.", "Petra Kohl"),
        ("Oscar Lindt was ill. Lindt aide Petra Kohl said it was late.", "Petra Kohl"),
    ],
    ids=["of a body", "a clause with another's name", "another's name before"],
)
def test_a_source_is_the_person_whose_name_heads_it(text: str, speaker: str) -> None:
    assert list(kit.find_quotes(text).actor) == [speaker]


@pytest.mark.parametrize(
    ("kind", "chances", "several", "chosen"),
    [
        ("persons", [0.6, 0.3, 0.1], True, (0, 1)),
        ("persons", [0.6, 0.3, 0.1], False, (0,)),
        ("bodies", [0.6, 0.3, 0.1], True, (0,)),
        ("bodies", [0.5, 0.4, 0.1], True, (0, 1)),
        ("persons", [0.4, 0.2, 0.4], True, ()),
    ],
    ids=["they are two people", "one is meant", "they are one body", "they are two bodies", "nobody named"],
)
def test_several_are_those_that_are_nearly_as_likely(kind, chances, several, chosen):
    persons = {0, 1} if kind == "persons" else set()
    given = np.array(chances, dtype=np.float32)
    assert answer([0, 1], given, [(0,), (1,)], persons, several).actors == chosen


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            ["Ann Lee", "Tom Reed", "and", ",", "the mayor", "of", "they", "said that", '"It rained."', "."]
        ),
        max_size=14,
    )
)
def test_the_first_speaker_is_the_quotes_and_nobody_speaks_twice(words):
    text = " ".join(words)
    source = next((word for word in ("Ann Lee and Tom Reed", "Ann Lee", "they") if word in text), None)
    said = [('"It rained."', None, source)] if '"It rained."' in text else []
    found = resolved(made(text, person=["Ann Lee", "Tom Reed"], said=said))
    for quote in found.quotes:
        rows = [row for row in found.speakers if row["quote"] == quote["quote"]]
        assert [row["speaker"] for row in rows] == list(range(len(rows)))
        assert {name: rows[0][name] for name in ("actor_id", "actor", "speaker_type")}.items() <= quote.items()
        assert len({row["actor_id"] for row in rows}) == len(rows)


def test_a_quote_in_the_next_paragraph_without_a_cue_is_the_same_speakers():
    text = '"We will win this vote in May," said Ann Lee.\n\n"Nobody will stop us from doing that."'
    reading = made(
        text,
        person=["Ann Lee"],
        said=[
            ("We will win this vote in May,", "said", "Ann Lee"),
            ("Nobody will stop us from doing that.", None, None),
        ],
    )
    assert [row["actor"] for row in resolved(reading).quotes] == ["Ann Lee", "Ann Lee"]


REQUESTS = [
    ("Newsweek has contacted the Port Union for comment.", "asked"),
    ("The Port Union declined to comment.", "declined"),
    ("The Port Union did not respond to a request for comment.", "no reply"),
    ("The Port Union did not immediately return calls.", "no reply"),
    ("Ann Lee could not be reached for comment.", "no reply"),
    ("When contacted by Reuters, Ann Lee said that she was out.", "replied"),
    ("The Port Union declined the offer.", None),
    ("The patient did not respond to treatment.", None),
    ("Ann Lee declined to run again.", None),
    ("The union's share declined by two percent.", None),
    ("Ann Lee responded to the attack on Monday.", None),
    ("The threshold will be reached by the end of May.", None),
]


@pytest.mark.parametrize(("text", "outcome"), REQUESTS, ids=[text for text, _ in REQUESTS])
def test_requests_for_comment_are_told_from_their_like(text, outcome):
    found = find_requests(text, [(0, len(text))], [])
    assert [request.outcome for request in found] == ([outcome] if outcome else [])


def test_who_was_asked_is_an_actor():
    reading = made("Newsweek has contacted the Port Union for comment.", organization=["Newsweek", "Port Union"])
    row = resolved(reading).comment_requests[0]
    assert (row["actor"], row["asked"], row["outcome"]) == ("Port Union", "Port Union", "asked")


@given(text=st.text(alphabet=st.sampled_from('Ann Lee said "he"\n.,’\'s MrTheofit'), max_size=200))
@settings(max_examples=60)
def test_every_mention_slices_back_to_its_text(text):
    reading = made(text, person=["Ann", "Lee", "Ann Lee"])
    found = resolved(reading)
    assert [text[m["start"] : m["end"]] for m in found.mentions] == [m["text"] for m in found.mentions]
    known = {row["actor_id"] for row in found.actors}
    assert {m["actor_id"] for m in found.mentions} <= known


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("sergey", "sergei", True),
        ("zelensky", "zelenskyy", True),
        ("reed", "reid", False),
        ("martin", "marten", True),
        ("smith", "smyth", True),
        ("johnson", "jackson", False),
    ],
)
def test_spellings_of_one_name(a, b, one):
    assert near_spelling(a, b) is one


def test_a_thousand_names_take_work_in_proportion():
    def work(n: int) -> int:
        names = [f"Lee{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(n)]
        text = "\n\n".join(f"{name} met others. He left. She said so." for name in names)
        found = tuple(Name(m.start(), m.end(), "person", 0.9) for m in re.finditer(r"Lee\w+", text))
        reading = replace(made(text), names=found)
        return lines_run(lambda: resolved(reading))

    assert work(1000) < 5 * work(250)


def test_a_name_used_before_a_longer_one_is_no_short_form_of_it():
    text = "Strava grew. Strava earns more. The Strava Community Hub opened."
    assert len(who(made(text, organization=["Strava", "Strava Community Hub"]))) == 2


def test_a_nominal_that_hardly_is_the_one_is_not_named(monkeypatch):
    reading = tagger.read("Mayor Ann Lee closed the mill in Northport on Monday. The mayor said that it was unsafe.")
    assert ("The mayor", "Ann Lee") in stands_for(reading)
    monkeypatch.setattr(actors, "UNLIKELY", 1.0)
    assert "The mayor" not in dict(stands_for(reading))


@pytest.mark.parametrize(
    ("text", "name", "nominal", "mentions"),
    [
        ("The Port Union met.", "Port Union", "The Port Union", ["The Port Union"]),
        ("A report by the Port Union came.", "Port Union", "A report by the Port Union", None),
        ("Ann Lee, mayor of Lund, spoke.", "Ann Lee", "Ann Lee, mayor of Lund", ["Ann Lee"]),
        (
            "The boats of the Port Union that sank were old.",
            "Port Union",
            "The boats of the Port Union that sank",
            None,
        ),
    ],
)
def test_words_around_a_name_are_no_second_mention_of_it(monkeypatch, text, name, nominal, mentions):
    kind = "person" if name == "Ann Lee" else "organization"
    reading = replace(made(text, **{kind: [name]}), nominals=(Part(0, len(nominal), 0.9),))
    monkeypatch.setattr(actors, "link", lambda _, points, *__: [Answer((0,), 0.9, {0: 0.9})] * len(points))
    assert [words for words, _ in stands_for(reading)] == (mentions or [name])


def test_what_a_possessive_opens_stands_beside_it():
    text = "Tom Reed was tried on Monday in Lund. His lawyer said that the evidence was thin."
    reading = made(text, person=["Tom Reed"], said=[("the evidence was thin", "said", "His lawyer")])
    assert dict(stands_for(reading))["His"] == "Tom Reed"
    assert resolved(reading).quotes[0]["actor"] is None


def test_a_doctor_is_whoever_is_called_so_in_full():
    text = "Tom Nyberg wrote to Dr. Ida Nyberg. Dr. Nyberg never answered. Nyberg wrote again."
    assert stands_for(made(text, person=["Tom Nyberg", "Ida Nyberg", "Nyberg"]))[-2:] == [
        ("Dr. Nyberg", "Ida Nyberg"),
        ("Nyberg", "Tom Nyberg"),
    ]


def test_a_state_is_one_however_it_is_written():
    reading = made("Ann Lee, of Barre, Vt., left Vermont for N.H. and LA.", location=["Vt", "Vermont", "N.H.", "LA"])
    assert list(who(reading)) == ["Vermont", "New Hampshire", "LA"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Russian-Iranian", {"Russia": "country"}),
        ("African-American", {"African-American": "other"}),
        ("Mexican-American", {"Mexican-American": "other"}),
    ],
)
def test_a_people_with_two_names_is_no_country(word, expected):
    assert who(made(f"The {word} mood was good.", misc=[word])) == expected


def test_party_and_state_are_a_role_only_where_no_other_is_told():
    reading = made("Senator Ann Lee (D-Ga.) met Tom Reed (R-Wash.).", person=["Ann Lee", "Tom Reed"])
    assert [row["role"] for row in resolved(reading).actors] == ["Senator", "R-Wash."]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Iowa Republican", {"Iowa": "place", "Republican Party": "organization"}),
        ("GOP Israel", {"Republican Party": "organization", "Israel": "country"}),
        ("Presumptive Democrat", {"Democratic Party": "organization"}),
        ("Iowa Democrats", {"Iowa Democrats": "group"}),
        ("Irish Republican", {"Irish Republican": "other"}),
        ("Republican Jewish Coalition", {"Republican Jewish Coalition": "organization"}),
    ],
)
def test_a_party_beside_a_name_is_one_of_two(name, expected):
    assert who(made(f"It was a matter of the {name} vote.", misc=[name])) == expected


@pytest.mark.parametrize(("surname", "expected"), [("Barzeh", {"Ann Barzeh"}), ("Houston", {"Ann Houston", "Houston"})])
def test_a_surname_that_is_no_place_is_whoever_bears_it(surname, expected):
    reading = made(f"Ann {surname} came. {surname} left.", person=[f"Ann {surname}"], location=[surname])
    assert set(who(reading)) == expected


def test_an_office_in_capitals_is_no_first_name():
    text = "MEC Reed opened the road. Ann Reed thanked the crew. Tom Vance met JD Vance."
    reading = made(text, person=["MEC Reed", "Ann Reed", "Tom Vance", "JD Vance"])
    assert list(who(reading)) == ["Ann Reed", "Tom Vance", "JD Vance"]
