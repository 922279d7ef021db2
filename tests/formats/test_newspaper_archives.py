from __future__ import annotations

from datetime import datetime

import pytest

from tests.formats.made import LAST, LEAD, docx, factiva_html, nexis_text, rtf, zipped

PICK = ("title", "source", "author", "published", "text")


def told(rows, *names):
    return [tuple(row.get(name) for name in names or PICK) for row in rows]


ENGLISH = f"""                                  The Daily Post (London)

                             March 14, 2013 Thursday 6:10 PM GMT
                                  First Edition

Harbour vote
splits the town

BYLINE: By Ann Lee

SECTION: NEWS; Pg. 4

LENGTH: 41 words

DATELINE: DOVER


{LEAD} This line goes on
and on until it is full.

POST: And what now?

LEE: Nobody knows. {LAST}

GRAPHIC: Photo: the harbour

LOAD-DATE: March 15, 2013

LANGUAGE: ENGLISH

                          Copyright 2013 Post Ltd.
                             All Rights Reserved
"""
GERMAN = f"""                                   DER SPIEGEL

                            4. Februar 2012

„Der Hafen bleibt zu“

AUTOR: Lee, Ann

RUBRIK: DEUTSCHLAND; S. 26

LÄNGE: 60 Wörter


SPIEGEL: Herr Minister, was nun?

Reed: {LEAD}

SPIEGEL: Wirklich? {LAST}

UPDATE: 5. Februar 2012

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitschrift

                     Copyright 2012 SPIEGEL-Verlag
"""
FRENCH = f"""                                   Le Courrier

                           jeudi 14 mars 2013

Le port reste fermé

AUTEUR: Anne Roux

RUBRIQUE: FRANCE; Pg. 3

LONGUEUR: 40 mots

ENCART: En bref.

{LEAD}

{LAST}

DATE-CHARGEMENT: 15 mars 2013

LANGUE: FRENCH; FRANÇAIS

TYPE-PUBLICATION: Journal

                    Copyright 2013 Le Courrier
                     Tous droits réservés
"""
DUTCH = f"""                                   de Volkskrant

                           4 september 2008 donderdag

De haven blijft dicht

SECTION: Binnenland

LENGTH: 40 woorden

{LEAD}

{LAST}

LOAD-DATE: 5 september 2008
"""
SPANISH = f"""                                       ABC

                             March 18, 2008 Tuesday
                                PRIMERA Edición

SECTION: ESPAÑA

LENGTH: 201 words


{LEAD}

{LAST}

LOAD-DATE: March 18, 2008

LANGUAGE: SPANISH; ESPAÑOL

PUBLICATION-TYPE: Periódico
"""


def test_lexisnexis_text_gives_the_article_and_nothing_around_it(read):
    rows, skipped = read("a.TXT", nexis_text(ENGLISH))
    assert (told(rows), skipped) == (
        [
            (
                "Harbour vote splits the town",
                "The Daily Post (London)",
                "By Ann Lee",
                datetime(2013, 3, 14, 18, 10),
                f"{LEAD} This line goes on and on until it is full.\n\nPOST: And what now?\n\nLEE: Nobody "
                f"knows. {LAST}",
            )
        ],
        [],
    )


@pytest.mark.parametrize(
    ("document", "marker", "title", "source", "day"),
    [
        (GERMAN, "Dokument {n} von {all}", "„Der Hafen bleibt zu“", "DER SPIEGEL", datetime(2012, 2, 4)),
        (FRENCH, "Document {n} de {all}", "Le port reste fermé", "Le Courrier", datetime(2013, 3, 14)),
        (DUTCH, "{n} of {all} DOCUMENTS", "De haven blijft dicht", "de Volkskrant", datetime(2008, 9, 4)),
        (SPANISH, "{n} of {all} DOCUMENTS", None, "ABC", datetime(2008, 3, 18)),
    ],
    ids=["German", "French", "Dutch", "Spanish, without a headline"],
)
def test_lexisnexis_labels_of_other_languages_are_known(read, document, marker, title, source, day):
    rows, _ = read("a.txt", nexis_text(document, document.replace(LAST, "Another end."), marker=marker))
    got = rows[0]
    assert (len(rows), got.get("title"), got["source"], got["published"], LEAD in got["text"]) == (
        2,
        title,
        source,
        day,
        True,
    )
    assert not any(word in got["text"] for word in ("DATE", "LANG", "SPRACHE", "UPDATE", "Copyright", "En bref"))


def test_the_copyright_may_stand_above_the_outlet(read):
    old = "                    Copyright 2003 Post Ltd.\n                         post.example\n\n" + ENGLISH
    rows, _ = read("a.txt", nexis_text(old.replace("LOAD-DATE: March 15, 2013\n\n", "")))
    assert told(rows, "title", "source") == [("Harbour vote splits the town", "The Daily Post (London)")]


def test_a_speaker_is_no_label(read):
    rows, _ = read("a.txt", nexis_text(GERMAN, marker="Dokument {n} von {all}"))
    assert rows[0]["text"].count("SPIEGEL:") == 2


def test_a_month_alone_is_no_day_and_told(read):
    document = ENGLISH.replace("March 14, 2013 Thursday 6:10 PM GMT", "January 2009")
    rows, skipped = read("a.txt", nexis_text(document))
    assert (rows[0]["published"], rows[0]["title"], "names no day" in skipped[0]) == (
        None,
        "Harbour vote splits the town",
        True,
    )


def lexis_html(*documents: str) -> str:
    return "<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>" + "".join(
        f"<!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->{one}<!-- Hide XML section from browser\n"
        "</DOCFULL>\n</DOC> -->"
        for one in documents
    )


def divs(*lines: str) -> str:
    return "".join(f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">{line}</SPAN></P>\n</DIV>' for line in lines)


def test_lexisnexis_html_leaves_out_what_is_no_article(read):
    good = divs("1 of 2 DOCUMENTS", "The Post", "14. März 2013", "First part;<BR>Second part", "LENGTH: 2 words")
    body = f'<BR><DIV CLASS="c5"><P CLASS="c9">{LEAD}</P>\n<P CLASS="c9">{LAST}</P></DIV>' + divs(
        "LOAD-DATE: March 15, 2013"
    )
    rows, skipped = read("a.html", lexis_html(good + body, divs("We are sorry but there is an error in this document")))
    assert told(rows, "title", "published", "text") == [
        ("First part;Second part", datetime(2013, 3, 14), f"{LEAD}\n\n{LAST}")
    ]
    assert "neither date nor fields" in skipped[0]


NEXIS = (
    "A harbour divided",
    "The Post (London)",
    "May 2, 2002, Thursday,, FINAL EDITION",
    "\nCopyright 2002 Post Ltd. All Rights Reserved",
    "Section:\xa0NEWS; Pg. 1",
    "Length:\xa041 words",
    "Byline:\xa0Ann Lee",
    "Body",
    LEAD,
    "Graphic content was shown, said Lee: nobody minded.",
    LAST,
    "Graphic",
    "PHOTO: The harbour",
    "Classification",
    "Language:\xa0ENGLISH",
    "\nSubject:\xa0PORTS (90%)",
    "\nLoad-Date:\xa0May 2, 2002",
    "End of Document",
)
COVER = (
    "User Name: ANN",
    "Job Number: 1",
    "Documents (2)",
    "1. A harbour divided",
    "Client/Matter: -None-",
    "Search Terms: x",
)


@pytest.mark.parametrize(("make", "name"), [(docx, "a.DOCX"), (rtf, "a.rtf")])
def test_nexis_uni_documents_give_one_row_an_article(read, make, name):
    second = (
        "Notes: Zweiter Titel",
        "Die Welt",
        "3. Mai 2002",
        "Länge: 5 Wörter",
        "Text",
        LEAD,
        "Klassifizierung",
        "Sprache: GERMAN",
        "Ende des Dokuments",
    )
    rows, skipped = read(name, make(*COVER, *NEXIS, *second))
    assert (told(rows, "title", "source", "published"), skipped) == (
        [
            ("A harbour divided", "The Post (London)", datetime(2002, 5, 2)),
            ("Notes: Zweiter Titel", "Die Welt", datetime(2002, 5, 3)),
        ],
        [],
    )
    assert [row["text"].split("\n\n") for row in rows] == [
        [LEAD, "Graphic content was shown, said Lee: nobody minded.", LAST],
        [LEAD],
    ]


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


FACTIVA_LINES = (
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
    rows, _ = read("f.rtf", rtf(*FACTIVA_LINES, *(line.replace("harbour", "port") for line in FACTIVA_LINES)))
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


def test_europresse_of_today(read):
    html = (
        '<html><head><meta charset="utf-8"></head><body><article><header><span class="DocPublicationName">Le '
        "Courrier, no. 12</span>"
        '<span class="DocHeader">Politique, jeudi 4 juin 2015 542 mots, p. 24</span><div class="titreArticle">'
        '<p class="titreArticleVisu rdp__articletitle">Le port reste fermé</p></div><p '
        'class="sm-margin-bottomNews">Anne Roux</p>'
        f'</header><section><div class="DocText clearfix"><div class="docOcurrContainer"><p>{LEAD}</p><p>'
        f"{LAST}</p></div></div>"
        "</section><footer><small>© 2015 Le Courrier</small><p>news·20150604·LC·1</p></footer></article></body></html>"
    )
    rows, _ = read("e.html", html)
    assert told(rows) == [
        ("Le port reste fermé", "Le Courrier", "Anne Roux", datetime(2015, 6, 4), f"{LEAD}\n\n{LAST}")
    ]


def test_europresse_of_before(read):
    html = (
        '<html><head><META http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"></head><body>'
        "<table><tr><td>"
        '<table id="tbHeaderImages"><tr><td>logo</td></tr></table><span class="DocPublicationName">Le '
        "Courrier</span><br>"
        '<span class="DocHeader">Politique, </span><span class="DocHeader">jeudi </span><span '
        'class="DocHeader">5 octobre 2013</span>'
        '<br><br><span class="TitreArticleVisu">Le <span style="color:red">port</span> fermé</span><br><br>'
        "Anne Roux<br><p></p>"
        f"{LEAD}<p></p>{LAST}<p></p><b><i>© 2013 Le Courrier.</i></b><p></p>Numéro de document : news·1<table>"
        f"<tr><td>certificat"
        "</td></tr></table></td></tr></table></body></html>"
    )
    rows, _ = read("e.html", html)
    assert told(rows) == [("Le port fermé", "Le Courrier", "Anne Roux", datetime(2013, 10, 5), f"{LEAD}\n\n{LAST}")]


PROQUEST = f"""____________________________________________________________

Fish &amp; ships: the harbour

Author: Lee, Ann

Publication info: The Post ; London [London]28 Dec 2020.

Abstract: None available.

Full text: {LEAD}
Enlarge this image.
As Lee said: nobody knew.
Note: this is text.
{LAST} -->

Subject: Ports; Harbours

Location: London

Title: Fish &amp; ships: the harbour: a sub title

Publication title: The Post; London

Publication year: 2020

Publication date: Dec 28, 2020

Language of publication: English

ProQuest document ID: 247

Document URL: https://www.proquest.com/docview/247

Database: News

____________________________________________________________
"""


def test_proquest_text(read):
    rows, _ = read("p.txt", PROQUEST.replace("\n", "\r\n"))
    assert told(rows) == [
        (
            "Fish & ships: the harbour",
            "The Post",
            "Lee, Ann",
            datetime(2020, 12, 28),
            f"{LEAD}\n\nAs Lee said: nobody knew.\n\nNote: this is text.\n\n{LAST}",
        )
    ]


def test_proquest_without_full_text_is_said(read):
    cut = PROQUEST.replace(
        PROQUEST[PROQUEST.index("Full text:") : PROQUEST.index("Subject:")], "Full text: Not available.\n\n"
    )
    rows, skipped = read("p.txt", cut)
    assert (rows, "without its full text" in skipped[0]) == ([], True)


def proquest_html() -> str:
    fields = {"Author": "Lee, Ann", "Publication info": "The Post ; London [London]08 May 2010: A2."}
    behind = {
        "Subject": "Ports",
        "Publication title": "The Post; London",
        "Publication date": ("May 8, 2010"),
        "Database": "News",
        "ProQuest document ID": "25",
    }
    return (
        '<div><a name="DocID_MSTAR_25"></a><p style="font-weight:bold">A harbour divided</p>'
        + "".join(f"<p><strong>{name}: </strong>{value}</p>" for name, value in fields.items())
        + '<p><a href="https://x">ProQuest document link</a></p>'
        + f"<p><strong>Full text: </strong><text><p>{LEAD}</p><p>{LAST}</p></text></p>"
        + "".join(f"<p><strong>{name}: </strong>{value}</p>" for name, value in behind.items())
        + "</div>"
    )


def test_proquest_html(read):
    rows, _ = read("p.html", proquest_html())
    assert told(rows) == [("A harbour divided", "The Post", "Lee, Ann", datetime(2010, 5, 8), f"{LEAD}\n\n{LAST}")]


def test_an_export_sent_as_mail_is_read_as_the_export(read):
    mail = (
        f"From: a@b.org\nSubject: Email 4 of 5\nDate: Mon, 6 May 2024 10:00:00 +0000\nMIME-Version: "
        f"1.0\nContent-Type: text/html\n\n{proquest_html()}"
    )
    rows, _ = read("m.eml", mail)
    assert told(rows, "title", "source") == [("A harbour divided", "The Post")]


def test_apa_rtf_holds_raw_utf8(read):
    data = (
        '{\\rtf1 "Kronen Zeitung" vom 23.10.2017 Seite: 28\\par\nRessort: Lokal\\par\n\\par\nAbend\\par\nDer '
        "Hafen bleibt geschlossen\\par\n"
        f'{LEAD} Größe.\\par\n{LAST}\\par\n"Salzburger Nachrichten" Nr. 246 vom 24.10.2017 Seite '
        f"3\\par\nRessort: Politik\\par\n"
        f"Zweiter Titel\\par\n{LEAD}\\par}}"
    ).encode()
    rows, _ = read("a.rtf", data)
    assert told(rows, "title", "source", "published", "text") == [
        ("Der Hafen bleibt geschlossen", "Kronen Zeitung", datetime(2017, 10, 23), f"{LEAD} Größe.\n\n{LAST}"),
        ("Zweiter Titel", "Salzburger Nachrichten", datetime(2017, 10, 24), LEAD),
    ]


def test_reuters_sgml_keeps_its_bodies(read):
    story = (
        '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="1"><DATE>26-FEB-1987 15:01:01.79</DATE><TEXT>&#2;\n'
        f"<TITLE>STANDARD OIL &lt;SRD> TO MOVE</TITLE><DATELINE>    PARIS, Feb 26 - </DATELINE><BODY>{LEAD}\n "
        f"Reuter\n&#3;</BODY></TEXT>"
        '</REUTERS>\n<REUTERS NEWID="2"><DATE>27-FEB-1987 15:01:01.79</DATE><TEXT TYPE="BRIEF">&#2;\n<TITLE>'
        "OIL UP</TITLE></TEXT></REUTERS>"
    )
    rows, _ = read("r.sgm", story)
    assert told(rows, "title", "published", "text") == [
        ("STANDARD OIL <SRD> TO MOVE", datetime(1987, 2, 26, 15, 1, 1), f"{LEAD}\n Reuter"),
        ("OIL UP", datetime(1987, 2, 27, 15, 1, 1), "OIL UP"),
    ]


def test_nitf_of_the_new_york_times_gives_the_lead_once(read):
    xml = (
        '<nitf><head><title>T</title><pubdata name="The New York Times" date.publication="19870101T000000"/>'
        "</head><body><body.head>"
        "<hedline><hl1>A harbour divided</hl1></hedline><byline>By ANN LEE<byttl>AP Writer</byttl></byline>"
        "</body.head><body.content>"
        f'<block class="lead_paragraph"><p>{LEAD}</p></block><block class="full_text"><p>{LEAD}</p><p>'
        f"{LAST}</p></block>"
        "</body.content></body></nitf>"
    )
    rows, _ = read("n.xml", xml)
    assert told(rows) == [
        ("A harbour divided", "The New York Times", "ANN LEE", datetime(1987, 1, 1), f"{LEAD}\n\n{LAST}")
    ]


def test_archives_within_an_archive_keep_their_paths(read):
    inner = zipped({"deep/a.txt": nexis_text(ENGLISH)})
    rows, _ = read("x.zip", zipped({"b c/inner.zip": inner, "../evil.txt": b"x", "__MACOSX/._a.txt": b"x"}))
    assert [row["path"].split("x.zip/")[1] for row in rows] == ["b c/inner.zip/deep/a.txt"]
