"""Readers on damaged files: whatever the bytes, articles or a `LoadError`, and nothing else."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import random
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import formats
from kit.errors import LoadError
from kit.formats.reading.dates import read_date
from kit.formats.reading.encoding import decode
from kit.formats.reading.registry import Member
from tests.formats import made
from tests.formats.archives import test_factiva, test_lexisnexis, test_proquest
from tests.formats.files.test_hostile import tar
from tests.formats.files.test_pages import linked, warc
from tests.formats.files.test_tables import BODY, NEWSAPI, SHAPES, parquet, xlsx

EUROPRESSE = (
    f'<article><span class="DocPublicationName">Le Courrier</span><span class="DocHeader">jeudi 4 juin 2015</span>'
    f'<p class="titreArticleVisu">T</p><div class="docOcurrContainer"><p>{made.LEAD}</p></div></article>'
)
MAIL = f"From: a@b.example\r\nDate: Mon, 6 May 2024 10:00:00 +0200\r\nContent-Type: text/plain\r\n\r\n{BODY}"

SAMPLES: dict[str, bytes | str] = {
    "docx": made.docx(*test_lexisnexis.COVER, *test_lexisnexis.LINES),
    "odt": made.odt(made.LEAD, made.LAST),
    "zip": made.zipped({"a.txt": b"A.", "b.txt": b"B."}),
    "compressed": gzip.compress(b"A." * 100),
    "tar": tar("w", ("a.txt", b"A." * 100)),
    "rtf": made.rtf(*test_factiva.LINES),
    "pdf": made.pdf([(50, 700, made.LEAD)]),
    "factiva .html": made.factiva_html(
        test_factiva.FULL.format(words="8 words", day="9 May 2017", language="x", lead="L", last="E")
    ),
    "factiva .xml": (
        "<r><article><accessionNo>1</accessionNo><leadParagraph><paragraph>L</paragraph></leadParagraph></article></r>"
    ),
    "nitf": f"<nitf><body><body.head><hl1>T</hl1></body.head><body.content><p>{BODY}</p></body.content></body></nitf>",
    "reuters": (
        f"<REUTERS NEWID='1'><DATE>26-FEB-1987</DATE><TEXT><TITLE>T</TITLE><BODY>{BODY}</BODY></TEXT></REUTERS>"
    ),
    "lexisnexis .html": test_lexisnexis.lexis_html(
        test_lexisnexis.divs("1 of 1 DOCUMENT", "The Post", ("May 1, 2013"), "T", "LENGTH: 2", BODY)
    ),
    "lexisnexis .txt": made.nexis_text(test_lexisnexis.ENGLISH, test_lexisnexis.GERMAN),
    "europresse": EUROPRESSE,
    "proquest .html": test_proquest.proquest_html(),
    "proquest .txt": test_proquest.PROQUEST,
    "mhtml": "MIME-Version: 1.0\r\nContent-Type: text/html\r\nSnapshot-Content-Location: x\r\n\r\n" + made.page(),
    "eml": MAIL,
    "ris": f"TY  - NEWS\nT1  - A vote\nY1  - 2013/03/14/\nN2  - {BODY}\nER  - \n",
    "web page": made.page(more=linked()),
    "jsonl": "\n".join(json.dumps({"title": f"T{n}", "text": BODY, "date": "04/05/2013"}) for n in range(3)),
    "json": json.dumps([NEWSAPI, *SHAPES.values()]),
    "csv": f'title;date;text\nA;04/05/2013;"{BODY}"\nB;2024-01-01;"x"\n',
    "markdown": f"---\ntitle: A\ndate: 2024-01-01\n---\n{BODY}\n",
    "text": BODY,
}
RAW = {name: data.encode() if isinstance(data, str) else data for name, data in SAMPLES.items()}
WRAPPED = {"bz2": bz2.compress(b"A." * 100), "xz": lzma.compress(b"A." * 100)}


@cache
def web_archive() -> bytes:
    """The same bytes each time: a record's date and id are made when it is written."""
    return warc(("https://post.example/1", "text/html", made.page().encode(), "200 OK"))


@st.composite
def damaged(draw: st.DrawFn, sample: bytes) -> bytes:
    """A file after bytes have been changed, cut out, doubled, put in, and its end lost."""
    data = bytearray(sample)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        kind = draw(st.sampled_from(["change", "cut", "double", "put", "end"]))
        if kind == "change" and data:
            data[at] = draw(st.integers(0, 255))
        elif kind == "cut":
            del data[at : at + draw(st.integers(1, 200))]
        elif kind == "double":
            data[at:at] = data[at : at + draw(st.integers(1, 200))]
        elif kind == "put":
            data[at:at] = draw(
                st.one_of(
                    st.binary(max_size=20),
                    st.sampled_from([b"\0", b"<", b"]]>", b"&#0;", b"\xff\xfe", b"\n" * 50, b'"']),
                )
            )
        else:
            del data[at + draw(st.integers(0, 400)) :]
    return bytes(data)


def held(name: str, data: bytes) -> None:
    """`name` is that of a format, and where it hands out several kinds of files, a suffix."""
    name, _, suffix = name.partition(" .")
    form = next(form for form in formats.FORMATS if form.name == name)
    path = f"a.{suffix}" if suffix else f"a{form.suffixes[0]}"
    form.looks_like(data[: 1 << 16], path)
    try:
        for found in form.read(data, path):
            if isinstance(found, Member):
                with found.open() as stream:
                    stream.read(1 << 20)
    except LoadError:
        pass
    except Exception:
        if name not in ("zip", "tar", "compressed"):
            raise  # a member's own stream is guarded where it is counted


@pytest.mark.parametrize("name", RAW)
@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_files_give_articles_or_a_load_error(name, data):
    held(name, data.draw(damaged(RAW[name])))


def spoiled(sample: bytes, chance: random.Random) -> bytes:
    """A file after some of its bytes have been changed, cut out, doubled or put in, by this chance."""
    data = bytearray(sample)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) or 1), chance.randint(1, 200)
        kind = chance.choice(["change", "cut", "double", "put", "end"])
        if kind == "change" and data:
            data[at] = chance.randrange(256)
        elif kind == "cut":
            del data[at : at + length]
        elif kind == "double":
            data[at:at] = data[at : at + length] * chance.choice([1, 1, 50])
        elif kind == "put":
            data[at:at] = chance.choice(
                [b"\0", b"<", b"]]>", b"&#0;", b"\xff\xfe", b"\n" * 50, b'"', chance.randbytes(20)]
            )
        else:
            del data[at + 400 :]
    return bytes(data)


@pytest.mark.slow
def test_ten_thousand_damaged_files_are_read_in_time_and_within_memory(capsys):
    """None crashes, takes ten seconds of the processor, or makes memory grow by ten times its size and 16 MB."""
    chance, n, slowest, most = random.Random(0), 0, 0.0, 0
    # What a library takes when it is first asked is not the file's.
    decode(b"Das Caf\xe9 \xfcber dem Hafen war zu.")
    read_date("ב-6 במאי 2024")
    for _ in range(20):
        for name, sample in RAW.items():
            held(name, spoiled(sample, chance))
    for _ in range(10_000 // len(RAW) + 1):
        for name, sample in RAW.items():
            data, before, start = spoiled(sample, chance), peak(), time.process_time()
            held(name, data)
            took, grew = time.process_time() - start, peak() - before
            assert (took < 10, grew <= max(16 << 20, 10 * len(data))) == (True, True), (name, took, grew, data)
            n, slowest, most = n + 1, max(slowest, took), max(most, grew)
    with capsys.disabled():
        print(f"\n{n} damaged files: no crash, the slowest {slowest:.2f} s, memory grew by {most >> 20} MB at most")


def peak() -> int:
    """The most memory that the process has had, in bytes."""
    resource = pytest.importorskip("resource")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most if sys.platform == "darwin" else most << 10)


@cache
def binary(suffix: str) -> bytes:
    """Tables and web archives, made once: what a library writes differs from time to time."""
    if suffix == ".warc":
        pytest.importorskip("warcio")
        return web_archive()
    if suffix == ".xlsx":
        return xlsx(("title", "text"), ("A", BODY))
    with tempfile.TemporaryDirectory() as folder:
        return parquet(Path(folder))


STOPS = {
    ".zip": RAW["zip"],
    ".tar": RAW["tar"],
    ".txt.gz": RAW["compressed"],
    ".txt.bz2": WRAPPED["bz2"],
    ".txt.xz": WRAPPED["xz"],
    ".docx": RAW["docx"],
    ".html": RAW["web page"],
    ".csv": RAW["csv"],
}


@pytest.mark.parametrize("suffix", [*STOPS, ".warc", ".xlsx", ".parquet"])
@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_files_never_stop_a_loading(read, suffix, data):
    rows, skipped = read("a" + suffix, data.draw(damaged(STOPS.get(suffix) or binary(suffix))))
    assert rows or skipped
