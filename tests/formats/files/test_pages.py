from __future__ import annotations

import io
import json
from datetime import datetime

import pytest

from tests.formats.made import LAST, LEAD, docx, odt, page, rtf, zipped

LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "A close vote",
    "datePublished": "2024-05-06T08:09:10+02:00",
    "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Tom Reed"}],
    "publisher": {"@type": "Organization", "name": "The Post"},
}


def linked(**more) -> str:
    return f'<script type="application/ld+json">{json.dumps(LINKED | more)}</script>'


def test_a_page_gives_its_article(read):
    head = (
        linked()
        + '<link rel="canonical" href="https://post.example/vote"><meta property="og:site_name" content="The Post">'
    )
    rows, _ = read("a.html", page(tag="A close vote | The Post", more=head))
    row = rows[0]
    assert [row[name] for name in ("title", "source", "author", "published", "zone", "url", "language")] == [
        "A close vote",
        "The Post",
        "Ann Lee, Tom Reed",
        datetime(2024, 5, 6, 8, 9, 10),
        "+02:00",
        "https://post.example/vote",
        "en",
    ]
    assert row["text"].startswith(LEAD)
    assert row["text"].endswith(LAST)


@pytest.mark.parametrize("tag", ["A close vote | The Post", "A close vote - The Post", "A close vote – The Post"])
def test_the_site_is_no_part_of_the_title(read, tag):
    head = f'<meta property="og:site_name" content="The Post"><meta property="og:title" content="{tag}">'
    rows, _ = read("a.html", page("Vote", tag=tag, more=head))
    assert rows[0]["title"] == "A close vote"


def test_a_bar_in_a_headline_stays(read):
    rows, _ = read(
        "a.html", page("Vote: yes | no", tag="Vote: yes | no", more='<meta property="og:site_name" content="The Post">')
    )
    assert rows[0]["title"] == "Vote: yes | no"


def test_a_date_of_year_one_is_none(read):
    head = (
        linked(datePublished="0001-01-01T00:00:00Z") + '<meta property="article:published_time" content="2024-05-07">'
    )
    rows, _ = read("a.html", page(more=head))
    assert rows[0]["published"] == datetime(2024, 5, 7)


def test_a_page_without_an_article_is_said_to_be_one(read):
    rows, skipped = read("a.html", "<!DOCTYPE html><html><head><title>404</title></head><body></body></html>")
    assert (rows, "page without an article" in skipped[0]) == ([], True)


def test_content_decides_before_suffix(read):
    rows, _ = read("a.txt.download", page())
    assert rows[0]["title"] == "A close vote"


def test_a_page_saved_in_one_file(read):
    html = page().replace("=", "=3D")
    mhtml = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/vote\r\nSubject: A close vote\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="XX"\r\n\r\n--XX\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://post.example/vote\r\n\r\n{html}\r\n--XX\r\nContent-Type: "
        f"image/png\r\n\r\nx\r\n--XX--\r\n"
    )
    rows, _ = read("a.mhtml", mhtml)
    assert [rows[0][name] for name in ("title", "url")] == ["A close vote", "https://post.example/vote"]
    assert rows[0]["path"].endswith("a.mhtml")


def test_a_mail_is_an_article(read):
    mail = (
        "From: The Post <news@post.example>\r\nTo: a@b.example\r\nSubject: =?utf-8?q?Caf=C3=A9_closed?=\r\n"
        "Date: Mon, 6 May 2024 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\nThe caf\xe9 closed.\r\n"
    )
    rows, _ = read("m.eml", mail.encode("latin-1"))
    assert [rows[0][name] for name in ("title", "source", "published", "zone", "text")] == [
        "Café closed",
        "The Post",
        datetime(2024, 5, 6, 10),
        "+0200",
        "The café closed.\n",
    ]


def test_attachments_are_read_beside_the_mail(read):
    mail = (
        "From: a@b.example\r\nDate: Mon, 6 May 2024 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="XX"\r\n\r\n--XX\r\nContent-Type: text/plain\r\n\r\nSee the '
        "file.\r\n--XX\r\n"
        'Content-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; '
        'filename="../a.txt"\r\n\r\nAn article.\r\n--XX--\r\n'
    )
    rows, _ = read("m.eml", mail)
    assert sorted((row["path"].split("m.eml")[1], row["text"].strip()) for row in rows) == [
        ("", "See the file."),
        ("/a.txt", "An article."),
    ]


def test_a_word_document_is_one_article(read):
    rows, _ = read("a.docx", docx("A close vote", LEAD, f"{LAST}\nEnd.", style={"A close vote": "Title"}))
    assert (rows[0]["title"], rows[0]["text"]) == ("A close vote", f"A close vote\n\n{LEAD}\n\n{LAST}\nEnd.")


def test_an_opendocument_text_is_one_article(read):
    rows, _ = read("a.odt", odt(f"The<text:s/>vote<text:line-break/>{LEAD}", LAST, title="A close vote"))
    assert (rows[0]["title"], rows[0]["text"]) == ("A close vote", f"The vote\n{LEAD}\n\n{LAST}")


def test_rich_text_is_one_article(read):
    rows, _ = read("a.rtf", rtf("Töne.", LAST))
    assert rows[0]["text"] == f"Töne.\n\n{LAST}"


def test_markdown_gives_what_its_front_matter_says(read):
    rows, _ = read(
        "a.md",
        f'---\ntitle: "A vote: close"\ndate: 2023-03-07 12:31:00 -0500\n# no field\nauthors:\n  - Ann Lee\n  '
        f"- Tom Reed\n---\n\n{LEAD}\n\n---\n{LAST}\n",
    )
    assert [rows[0][name] for name in ("title", "author", "published", "zone", "text")] == [
        "A vote: close",
        "Ann Lee, Tom Reed",
        datetime(2023, 3, 7, 12, 31),
        "-0500",
        f"{LEAD}\n\n---\n{LAST}\n",
    ]


def test_markdown_may_begin_with_html(read):
    rows, _ = read("a.md", f"<div align=center>\n\n# A close vote\n\n</div>\n\n{LEAD}\n")
    assert rows[0]["text"].startswith("<div")


def test_markdown_without_front_matter_is_titled_by_its_heading(read):
    rows, _ = read("a.md", f"# A close vote\n\n{LEAD}\n")
    assert (rows[0]["title"], rows[0]["text"]) == ("A close vote", f"# A close vote\n\n{LEAD}\n")


def warc(*records: tuple[str, str, bytes, str]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url, kind, body, status in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


def test_a_web_archive_gives_its_articles_and_counts_the_rest(read):
    pytest.importorskip("warcio")
    html = "text/html; charset=utf-8"
    rows, skipped = read(
        "a.warc.gz",
        warc(
            ("https://post.example/1", html, page().encode(), "200 OK"),
            ("https://post.example/1", html, page().encode(), "200 OK"),
            ("https://post.example/2", html, page("Gone").encode(), "404 Not Found"),
            ("https://post.example/robots.txt", "text/plain", b"User-agent: *", "200 OK"),
            ("https://post.example/x", html, b"<html><body>\xff\xfe\0\0<<<<", "200 OK"),
            ("https://post.example/3", html, page("Another vote", lead="Another day.").encode(), "200 OK"),
        ),
    )
    assert ([row["url"][-1] for row in rows], len(rows[0]["path"].split("a.warc.gz")[1])) == (["1", "3"], 0)
    for reason in ("a status other than 200", "no HTML", "the address of an article before"):
        assert f"1 of its records: {reason}" in skipped[0]


def test_a_zip_of_mixed_files_is_walked_as_a_folder(read):
    rows, _ = read(
        "x.zip",
        zipped(
            {
                "all of it/a.html": page().encode(),
                "all of it/b.txt": b"B.",
                "all of it/metadata.csv": b"path,source\nb.txt,Post\n",
                ".DS_Store": b"x",
            }
        ),
    )
    assert [(row["path"].split("x.zip/")[1], row["source"]) for row in rows] == [
        ("all of it/a.html", None),
        ("all of it/b.txt", "Post"),
    ]
