from __future__ import annotations

from datetime import datetime

import pytest

from tests.formats.made import LAST, LEAD, factiva_html, rtf, told

FULL = (
    '<div class="article enArticle"><p></p><div>News</div><div id="hd"><span class="enHeadline">A <b>'
    "harbour</b> divided</span></div>"
    '<div class="author">By Ann Lee</div><div>{words}</div><div>{day}</div><div>14:30</div><div>Irish '
    "Post</div><div>IRPO</div>"
    "<div>{language}</div><div>(c) 2017 Post Ltd</div><p></p>"
    '<p class="articleParagraph enarticleParagraph">{lead}</p><p class="articleParagraph enarticleParagraph">{last}</p>'
    "<p></p><p>Document IRPO000020171113edbd0000d</p></div>"
)


@pytest.mark.parametrize(
    ("words", "day", "language"),
    [
        ("808 words", "13 November 2017", "English"),
        ("1.808 Wörter", "13 November 2017", "Deutsch"),
        ("808 mots", "13 novembre 2017", "Français"),
        ("808 palabras", "13 noviembre 2017", "Español"),
        ("808 字", "2017 年 11 月 13 日", "English"),
    ],
)
def test_factiva_in_any_language_of_its_pages(read, words, day, language):
    rows, _ = read("f.html", factiva_html(FULL.format(words=words, day=day, language=language, lead=LEAD, last=LAST)))
    assert told(rows) == [
        ("A harbour divided", "Irish Post", "Ann Lee", datetime(2017, 11, 13, 14, 30), f"{LEAD}\n\n{LAST}")
    ]


def test_factiva_says_utf8_and_is_latin(read):
    data = factiva_html(FULL.format(words="8 Wörter", day="9 Januar 1993", language="Deutsch", lead=LEAD, last="Töne."))
    rows, _ = read("f.html", data.decode().encode("latin-1"))
    assert rows[0]["text"].endswith("Töne.")


def test_a_list_of_headlines_says_that_it_is_one(read):
    rows, skipped = read("f.html", factiva_html())
    assert (rows, "list of headlines" in skipped[0]) == ([], True)


def test_factiva_index_view(read):
    fields = {
        "HD": "<b class='frHeadline'>Le port</b>",
        "BY": "Par Anne Roux",
        "WC": "295 mots",
        "PD": "29 décembre 2011",
        "SN": "Le Courrier",
        "LA": "Français",
        "LP": f"<p>{LEAD}</p>",
        "TD": f"<p>{LAST}</p>",
    }
    cells = "".join(
        f'<tr><td class="index"><b>{name}</b>&nbsp;</td><td>{value}</td></tr>' for name, value in fields.items()
    )
    rows, _ = read("f.htm", factiva_html(f'<div class="article frArticle"><table>{cells}</table></div>'))
    assert told(rows) == [("Le port", "Le Courrier", "Anne Roux", datetime(2011, 12, 29), f"{LEAD}\n\n{LAST}")]


LINES = (
    "News",
    "A harbour divided",
    "By Ann Lee",
    "808 words",
    "13 November 2017",
    "Irish Post",
    "IRPO",
    "English",
    "(c) 2017 Post Ltd",
    LEAD,
    LAST,
    "Document IRPO000020171113edbd0000d",
)


def test_factiva_rtf(read):
    rows, _ = read("f.rtf", rtf(*LINES, *(line.replace("harbour", "port") for line in LINES)))
    assert told(rows) == [
        (title, "Irish Post", "Ann Lee", datetime(2017, 11, 13), f"{lead}\n\n{LAST}")
        for title, lead in [("A harbour divided", LEAD), ("A port divided", LEAD.replace("harbour", "port"))]
    ]


def test_factiva_xml(read):
    xml = (
        '<?xml version="1.0" encoding="utf-8"?><r xmlns="http://global.factiva.com/pps/2.0"><article><accessionNo>X1</accessionNo>'
        "<baseLanguage>EN</baseLanguage><headline><paragraph><hlt>A</hlt> divided harbour</paragraph>"
        "</headline><leadParagraph>"
        f"<paragraph>{LEAD}</paragraph></leadParagraph><publicationDate><dateTime>2012-01-09T01:35:58Z</dateTime></publicationDate>"
        f"<sourceName>Irish Post</sourceName><tailParagraphs><paragraph>{LAST}</paragraph></tailParagraphs>"
        f"</article></r>"
    )
    rows, _ = read("f.xml", xml)
    assert told(rows, "title", "source", "published", "zone", "text") == [
        ("A divided harbour", "Irish Post", datetime(2012, 1, 9, 1, 35, 58), "UTC", f"{LEAD}\n\n{LAST}")
    ]
