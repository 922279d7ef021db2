"""An export without its marker line is still that export, in whatever file it comes."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.formats.archives.test_every_file import FILES, example
from tests.formats.made import LAST
from tests.formats.made import LEAD as SHORT

LEAD = f"{SHORT} {SHORT}"  # longer than the lines of a wrapped text

LEXISNEXIS = (
    "The Evening Post",
    "March 9, 2021 Tuesday",
    "What the vote means",
    "BYLINE: Joan Ellison",
    "SECTION: News; Pg. 4",
    "LENGTH: 120 words",
    LEAD,
    LAST,
    "LOAD-DATE: March 9, 2021",
    "LANGUAGE: ENGLISH",
    "Copyright 2021 The Evening Post Ltd",
    "All Rights Reserved",
)
GERMAN = (
    "Der Bote",
    "9. März 2021",
    "Der Hafen bleibt zu",
    "AUTOR: Ute Weiß",
    "RUBRIK: Lokales; S. 4",
    "LÄNGE: 120 Wörter",
    LEAD,
    LAST,
    "UPDATE: 10. März 2021",
    "SPRACHE: GERMAN; DEUTSCH",
)
DUTCH = (
    "De Bode",
    "9 maart 2021",
    "De haven blijft dicht",
    "AUTEUR: Jan Smit",
    "RUBRIEK: Nieuws; Blz. 4",
    "LENGTE: 120 woorden",
    LEAD,
    LAST,
    "TAAL: Dutch",
    "LAAD-DATUM: 10 maart 2021",
)
UNDATED = tuple(line for line in LEXISNEXIS if line != "March 9, 2021 Tuesday")
FACTIVA = tuple(example("factiva")[1:-1])  # neither the section above nor the document's number below
LABELLED = (
    "HD A harbour divided",
    "BY By Ann Lee",
    "WC 808 words",
    "PD 13 November 2017",
    "SN Irish Post",
    "LA English",
    f"LP {LEAD}",
    f"TD {LAST}",
    "CO irpo : Post",
    "AN Document IRPO000020171113edbd0000d",
)
FOUND_ONLINE = ('"Kurier" gefunden am 23.10.2017 14:05 Uhr', "Der Hafen bleibt geschlossen", LEAD, LAST)
EXPORTS = {
    "LexisNexis": (LEXISNEXIS, "What the vote means", "The Evening Post", datetime(2021, 3, 9)),
    "LexisNexis, German": (GERMAN, "Der Hafen bleibt zu", "Der Bote", datetime(2021, 3, 9)),
    "LexisNexis, Dutch": (DUTCH, "De haven blijft dicht", "De Bode", datetime(2021, 3, 9)),
    "LexisNexis, undated": (UNDATED, "What the vote means", "The Evening Post", None),
    "Factiva": (FACTIVA, "A harbour divided", "Irish Post", datetime(2017, 11, 13)),
    "Factiva, labelled": (LABELLED, "A harbour divided", "Irish Post", datetime(2017, 11, 13)),
    "APA, found online": (FOUND_ONLINE, "Der Hafen bleibt geschlossen", "Kurier", datetime(2017, 10, 23, 14, 5)),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("export", EXPORTS)
def test_it_is_known_in_every_kind_of_file(read, export, name):
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2")
    lines, title, source, published = EXPORTS[export]
    rows, skipped = read(name, FILES[name](*lines))
    got = [(row["title"], row["source"], row["published"], row["text"].split("\n\n")) for row in rows]
    assert (got, skipped) == ([(title, source, published, [LEAD, LAST])], [])


@pytest.mark.parametrize("export", ["LexisNexis", "Factiva", "Factiva, labelled", "APA, found online"])
def test_two_articles_are_two(read, export):
    lines, title, *_ = EXPORTS[export]
    again = [line.replace(title, f"{title} again").replace(LEAD, LAST) for line in lines]
    rows, _ = read("a.txt", "\n\n".join([*lines, *again]))
    assert [row["title"] for row in rows] == [title, f"{title} again"]


@pytest.mark.parametrize(
    "lines",
    [
        ("BYLINE: Joan Ellison", LEAD, LAST),
        ("The report ran to", "808 words", LEAD),
        ("HD is the name of a new channel.", LEAD, "TD is a bank."),
    ],
)
def test_one_sign_alone_makes_no_export(read, lines):
    rows, _ = read("a.txt", "\n".join(lines))
    assert [row["text"] for row in rows] == ["\n".join(lines)]


def test_what_looks_like_an_export_and_is_not_understood_is_told(read):
    rows, skipped = read(
        "a.txt", f"The Evening Post\n\nBYLINE: Joan Ellison\n\nSECTION: News; Pg. 4\n\n{LEAD}\n\n{LAST}"
    )
    assert (len(rows), skipped) == (
        1,
        ["looks like LexisNexis and Nexis Uni export, by BYLINE, SECTION; read as one plain text"],
    )
