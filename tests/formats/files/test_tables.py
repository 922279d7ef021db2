from __future__ import annotations

import gzip
import io
import json
from datetime import datetime

import duckdb
import pytest

from tests.formats.made import LAST, LEAD, told, zipped

BODY = f"{LEAD} {LAST}"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a.csv", "title,date,publication,author,content"),
        ("a.csv", "headline,publish_date,Source Name,By Line,articleBody"),
        ("a.csv", "Überschrift,Datum,Zeitung,Autor,Volltext"),
        ("a.csv", "Titre,Date de publication,Source,Auteur,Contenu"),
        ("a.csv", "Título,Fecha,Medio,Autor,Cuerpo"),
        ("a.csv", "Заголовок,Дата,Источник,Автор,Анонс"),
        ("a.csv", "article_title_clean,date_of_issue,news_source,author_names,article_full_text_clean"),
    ],
)
def test_columns_are_known_by_their_names(read, name, header):
    rows, _ = read(name, f'{header}\n"A, vote",2024-05-06,Post,Ann Lee,"{BODY}"\n')
    assert told(rows, "title", "published", "source", "author", "text") == [
        ("A, vote", datetime(2024, 5, 6), "Post", "Ann Lee", BODY)
    ]


def test_columns_can_be_named(read):
    rows, _ = read("a.csv", f'kop2,was,tekstje\nA vote,x,"{BODY}"\n', columns={"text": "tekstje", "title": "kop2"})
    assert told(rows, "title", "text", "was") == [("A vote", BODY, "x")]


def test_a_named_column_that_is_not_there_is_said(read):
    rows, skipped = read("a.csv", "a,b\n1,2\n", columns={"text": "c"})
    assert (rows, skipped) == ([], ["no column 'c'; it has a, b; name one of them in `columns`"])


def test_a_map_the_wrong_way_round_is_said(read):
    _, skipped = read("a.csv", "a,b\n1,2\n", columns={"a": "text"})
    assert "{ours: theirs}" in skipped[0]


def test_a_table_without_text_says_what_it_has(read):
    _, skipped = read("a.csv", "a,b\n1,2\n")
    assert skipped == ["no column of text; it has a, b; name it: columns={'text': ...}"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(read, delimiter):
    rows, _ = read("a.csv", f'title{delimiter}text\n"A"{delimiter}"Some, text; here"\n')
    assert told(rows, "title", "text") == [("A", "Some, text; here")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found(read, encoding):
    rows, _ = read("a.csv", "title;text\nTöne;Größe – „so“.\n".encode(encoding))
    assert told(rows, "title", "text") == [("Töne", "Größe – „so“.")]


def test_cyrillic_without_a_declaration_is_read(read):
    rows, _ = read("a.csv", "заголовок;текст\nГолосование;Порт был закрыт в понедельник.\n".encode("cp1251"))
    assert told(rows, "title", "text") == [("Голосование", "Порт был закрыт в понедельник.")]


def test_a_table_without_a_header_is_read(read):
    rows, _ = read("a.csv", f'3,A vote,"{BODY * 5}"\n4,A second vote,"{LEAD * 6}"\n')
    assert told(rows, "text") == [(BODY * 5,), (LEAD * 6,)]


def test_the_order_of_day_and_month_comes_from_the_whole_column(read):
    rows, _ = read("a.csv", "text,date\nOne.,04/05/2013\nTwo.,25/05/2013\n")
    assert told(rows, "published") == [(datetime(2013, 5, 4),), (datetime(2013, 5, 25),)]


def test_a_column_that_could_be_read_two_ways_is_left_empty_and_counted(read):
    rows, skipped = read("a.csv", "text,date\nOne.,04/05/2013\nTwo.,05/05/2013\nThree.,06/07/2013\n")
    assert told(rows, "published") == [(None,), (datetime(2013, 5, 5),), (None,)]
    assert "2 articles: published='04/05/2013' could be read two ways" in skipped[0]


def test_links_without_text_are_one_row_of_the_skip_list(read):
    rows, skipped = read("a.csv", "title,url,date\nA,https://a.example,2024-01-01\nB,https://b.example,2024-01-01\n")
    assert (rows, skipped) == ([], ["a list of 2 links without text; fetch the pages first, then load them"])


def test_rows_without_text_are_told_one_by_one_and_then_counted(read):
    rows, skipped = read("a.csv", "title,text\nA,One.\n" + "B,\n" * 30)
    assert (len(rows), len(skipped), skipped[-1]) == (1, 21, "10 more: no text")


def test_the_outlet_may_come_from_the_address(read):
    rows, _ = read("a.csv", "text,link\nOne.,https://www.post.example/1\n")
    assert told(rows, "source") == [("post.example",)]


def test_an_id_of_the_input_stays(read):
    rows, _ = read("a.csv", "article_id,id,text\nx1,7,One.\n")
    assert told(rows, "input_id", "id") == [("x1", "7")]


def test_a_cell_of_any_length_is_read(read):
    rows, _ = read("a.csv", f'title,text\nA,"{"word " * 60000}"\n')
    assert len(rows[0]["text"]) == 300000


NEWSAPI = {
    "status": "ok",
    "articles": [
        {
            "source": {"id": None, "name": "The Post"},
            "author": "Ann Lee",
            "title": "A vote",
            "description": "In short.",
            "url": "https://post.example/1",
            "publishedAt": "2019-06-20T20:30:00Z",
            "content": f"{LEAD}… [+1204 chars]",
        },
        {
            "source": {"name": "Times"},
            "title": "B",
            "description": "In short.",
            "content": None,
            "publishedAt": "2019-06-20",
        },
    ],
}


def test_newsapi_marks_what_it_has_cut(read):
    rows, _ = read("n.json", "// 20190621\n// https://newsapi.example\n\n" + json.dumps(NEWSAPI))
    assert told(rows, "title", "source", "text", "truncated", "zone") == [
        ("A vote", "The Post", f"{LEAD}… [+1204 chars]", True, "UTC"),
        ("B", "Times", "In short.", True, None),
    ]


SHAPES = {
    "GDELT": {
        "articles": [
            {"url": "https://a.example/1", "title": "A", "seendate": "20240615T170000Z", "domain": "a.example"}
        ]
    },
    "Guardian": {
        "response": {
            "results": [
                {
                    "webTitle": "A vote",
                    "webUrl": "https://g.example/1",
                    "webPublicationDate": "2024-05-06T07:08:09Z",
                    "fields": {"bodyText": BODY, "byline": "Ann Lee", "publication": "The Guardian"},
                }
            ]
        }
    },
    "New York Times": {
        "response": {
            "docs": [
                {
                    "headline": {"main": "A vote", "kicker": None},
                    "lead_paragraph": BODY,
                    "pub_date": "2024-05-06T07:08:09+0000",
                    "source": "The Guardian",
                    "byline": {"original": "Ann Lee"},
                    "web_url": "https://g.example/1",
                }
            ]
        }
    },
    "WordPress": [
        {
            "title": {"rendered": "A vote"},
            "content": {"rendered": f"<p>{LEAD}</p>\n<p>{LAST}</p>"},
            "date": "2024-05-06T07:08:09",
            "link": "https://g.example/1",
            "author": "Ann Lee",
            "source": "The Guardian",
        }
    ],
    "newspaper4k": {
        "url": "https://g.example/1",
        "title": "A vote",
        "text": BODY,
        "authors": ["Ann Lee"],
        "publish_date": "2024-05-06T07:08:09",
        "meta_site_name": "The Guardian",
    },
    "news-please": {
        "maintext": BODY,
        "title": "A vote",
        "date_publish": "2024-05-06 07:08:09",
        "authors": ["Ann Lee"],
        "source_domain": "The Guardian",
        "url": "https://g.example/1",
    },
    "trafilatura": {
        "title": "A vote",
        "author": "Ann Lee",
        "date": "2024-05-06",
        "text": BODY,
        "raw_text": BODY,
        "source": "https://g.example/1",
        "source-hostname": "The Guardian",
        "hostname": "g.example",
    },
    "fundus": {
        "title": "A vote",
        "body": {"summary": [LEAD], "sections": [{"headline": [], "paragraphs": [LAST]}]},
        "authors": ["Ann Lee"],
        "publishing_date": "2024-05-06 07:08:09+02:00",
        "html": {
            "requested_url": "https://g.example/1",
            "content": "<html>" * 999,
            "source_info": {"publisher": "The Guardian"},
        },
    },
    "JSON-LD": {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {
                "@type": ["NewsArticle"],
                "headline": "A vote",
                "articleBody": BODY.replace(" ", "&nbsp;", 1),
                "datePublished": "2024-05-06T07:08:09Z",
                "author": {"name": "Ann Lee"},
                "publisher": {"name": "The Guardian"},
            },
        ],
    },
    "Event Registry": {
        "articles": {
            "results": [
                {
                    "title": "A vote",
                    "body": BODY,
                    "date": "2024-05-06",
                    "lang": "eng",
                    "source": {"title": "The Guardian", "uri": "g.example"},
                    "authors": [{"name": "Ann Lee"}],
                }
            ]
        }
    },
}


@pytest.mark.parametrize("shape", [name for name in SHAPES if name != "GDELT"])
def test_shapes_of_apis_and_extractors_are_known(read, shape):
    rows, _ = read("a.json", json.dumps(SHAPES[shape]))
    got = [(row["title"], row["source"], row["author"], row["published"].date().isoformat()) for row in rows]
    assert got == [("A vote", "The Guardian", "Ann Lee", "2024-05-06")]
    assert rows[0]["text"].replace("\n\n", " ").replace("\xa0", " ") == BODY


def test_a_list_of_links_from_an_api_is_said_to_be_one(read):
    rows, skipped = read("a.json", json.dumps(SHAPES["GDELT"]))
    assert (rows, "a list of 1 links" in skipped[0]) == ([], True)


def test_bad_lines_are_left_out_and_the_rest_is_read(read):
    rows, skipped = read("a.jsonl", '{"text": "One."}\n{broken\n[1]\n{"text": "Two."}\n')
    assert (told(rows, "text"), [reason.split(" is ")[0] for reason in skipped]) == (
        [("One.",), ("Two.",)],
        ["line 2", "line 3"],
    )


def test_a_line_longer_than_the_limit_is_left_out(read, monkeypatch):
    monkeypatch.setattr("kit.formats.files.records.LINE", 100)
    rows, skipped = read("a.jsonl", '{"text": "One."}\n{"text": "' + "x" * 500 + '"}\n{"text": "Two."}\n')
    assert (told(rows, "text"), "line 2 is longer than" in skipped[0]) == ([("One.",), ("Two.",)], True)


def test_json_lines_are_known_by_content(read):
    rows, _ = read("a.dump", '{"text": "One."}\n{"text": "Two."}\n')
    assert told(rows, "text") == [("One.",), ("Two.",)]


def test_what_is_compressed_is_read_under_its_own_path(read):
    rows, _ = read("a.jsonl.gz", gzip.compress(b'{"text": "One."}\n'))
    assert [row["path"].rsplit("/", 1)[1] for row in rows] == ["a.jsonl.gz"]


def xlsx(*rows) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("empty")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_numbers_in_a_table_are_text(read):
    rows, _ = read("i.xlsx", xlsx(("title", "text", "source", "pages"), (1984, LEAD, 7.0, 12), (None, LAST, None, 3.5)))
    assert told(rows, "title", "source", "pages") == [("1984", "7", "12"), (None, None, "3.5")]


def test_excel_tables_of_integrum(read):
    rows, _ = read(
        "i.xlsx",
        xlsx(
            ("Источник", "Дата", "Время", "Заголовок", "Анонс", "Автор"),
            ("Первый канал", "28.02.05", None, "Порт", BODY, None),
            ("Первый канал", datetime(2005, 3, 1), None, "Порт", LAST, "Ли"),
        ),
    )
    assert told(rows, "source", "published", "title", "text", "author") == [
        ("Первый канал", datetime(2005, 2, 28), "Порт", BODY, None),
        ("Первый канал", datetime(2005, 3, 1), "Порт", LAST, "Ли"),
    ]


def parquet(folder, rows: int = 2) -> bytes:
    path = folder / "made.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select 'T' || i as headline, 'Text ' || i as body, date '2024-05-06' as date from "
            f"range({rows}) t(i)) to '{path}'"
        )
    data = path.read_bytes()
    path.unlink()
    return data


def test_parquet_tables(read, tmp_path):
    rows, _ = read("a[1]*.parquet", parquet(tmp_path))
    assert told(rows, "title", "text", "published") == [
        ("T0", "Text 0", datetime(2024, 5, 6)),
        ("T1", "Text 1", datetime(2024, 5, 6)),
    ]


def test_parquet_within_an_archive(read, tmp_path):
    rows, _ = read("a.zip", zipped({"b.parquet": parquet(tmp_path)}))
    assert told(rows, "text") == [("Text 0",), ("Text 1",)]


def test_ris_citations_with_text(read):
    pytest.importorskip("rispy")
    ris = (
        f"TY  - NEWS\nT1  - A vote\nA1  - Lee, Ann\nJF  - The Post\nY1  - 2013/03/14/\nN2  - {BODY}\nUR  - "
        f"https://post.example\nER  - \n\n"
        "TY  - NEWS\nT1  - Another\nJF  - The Post\nER  - \n"
    )
    rows, skipped = read("a.ris", ris)
    assert told(rows, "title", "author", "source", "published", "text") == [
        ("A vote", "Lee, Ann", "The Post", datetime(2013, 3, 14), BODY)
    ]
    assert "1 citations without text" in " ".join(skipped)
    assert "only its abstract is here" in " ".join(skipped)


@pytest.mark.parametrize("module", ["openpyxl", "pypdfium2", "warcio.archiveiterator", "rispy", "zstandard"])
def test_a_library_that_is_missing_is_named_with_the_mend(read, monkeypatch, module):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    monkeypatch.setitem(__import__("sys").modules, module.split(".")[0], None)
    name, data = {
        "openpyxl": ("a.xlsx", zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""})),
        "pypdfium2": ("a.pdf", b"%PDF-1.4"),
        "warcio.archiveiterator": ("a.warc", b"WARC/1.0\r\n"),
        "rispy": ("a.ris", b"TY  - NEWS\nER  - \n"),
        "zstandard": ("a.zst", b"\x28\xb5\x2f\xfd0000"),
    }[module]
    _, skipped = read(name, data)
    assert "pip install article-kit[formats]" in skipped[0]
