from __future__ import annotations

from datetime import datetime

import pytest

from tests.formats.made import LAST, LEAD, docx, nexis_text, rtf, told, zipped

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
                "Ann Lee",
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


LINES = (
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
    rows, skipped = read(name, make(*COVER, *LINES, *second))
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


def test_archives_within_an_archive_keep_their_paths(read):
    inner = zipped({"deep/a.txt": nexis_text(ENGLISH)})
    rows, _ = read("x.zip", zipped({"b c/inner.zip": inner, "../evil.txt": b"x", "__MACOSX/._a.txt": b"x"}))
    assert [row["path"].split("x.zip/")[1] for row in rows] == ["b c/inner.zip/deep/a.txt"]
