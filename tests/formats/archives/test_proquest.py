from __future__ import annotations

from datetime import datetime

from tests.formats.made import LAST, LEAD, told

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

LINES = PROQUEST.replace("&amp;", "and").replace(" -->", "").split("\n")


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


def test_a_document_that_is_numbered_is_proquest_s_by_its_fields(read):
    numbered = PROQUEST.replace("_" * 60 + "\n", "_" * 60 + "\n\nDocument 1 of 1\n", 1)
    assert [row["text"] for row in read("a.txt", numbered)[0]] == [row["text"] for row in read("b.txt", PROQUEST)[0]]
