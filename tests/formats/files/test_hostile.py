from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile

import pytest

from kit import formats
from tests.formats.made import LEAD, docx, odt, page, pdf, zipped


def reasons(read, name, data):
    rows, skipped = read(name, data)
    assert rows == []
    return "; ".join(skipped)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><nitf><body>'
    "<body.content><p>&b;</p></body.content></body></nitf>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><body.content><p>&x;</p></body.content></body></nitf>'


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE], ids=["a billion laughs", "a file from outside"])
@pytest.mark.parametrize("wrap", ["nitf", "docx", "odt", "factiva"])
def test_xml_with_entities_of_its_own_is_refused(read, xml, wrap):
    data = {
        "nitf": ("a.xml", xml.encode()),
        "factiva": ("a.xml", xml.replace("<nitf>", "<nitf><accessionNo>1</accessionNo>").encode()),
        "docx": ("a.docx", zipped({"[Content_Types].xml": b"", "word/document.xml": xml.encode()})),
        "odt": (
            "a.odt",
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml.encode()}, 0),
        ),
    }[wrap]
    assert "refused" in reasons(read, *data)


@pytest.fixture
def little_room(monkeypatch):
    """What may always be unpacked, smaller than the 64 MB it is, so that the bombs of the tests may be small."""
    for module in ("reading.limits", "files.containers", "files.documents"):
        monkeypatch.setattr(f"kit.formats.{module}.ALWAYS", 1 << 20)


def bomb(size: int = 6 << 20) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as member:
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    return out.getvalue()


def test_a_zip_bomb_is_refused(read, little_room):
    assert "as archive bombs do; refused" in reasons(read, "a.zip", bomb())


def test_a_bomb_that_lies_about_its_size_is_refused(read, little_room):
    data = bytearray(bomb())
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + at
        data[place : place + 4] = struct.pack("<I", 1000)
    assert reasons(read, "a.zip", bytes(data))


def test_a_bomb_of_gzip_is_refused(read, little_room):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as stream:
        for _ in range(6):
            stream.write(b" " * (1 << 20))
    assert "as archive bombs do; refused" in reasons(read, "a.txt.gz", out.getvalue())


def test_a_bomb_within_a_word_document_is_refused(read, little_room):
    data = zipped({"[Content_Types].xml": b"", "word/document.xml": b" " * (6 << 20)})
    assert "as archive bombs do; refused" in reasons(read, "a.docx", data)


def test_archives_may_not_nest_without_end(read):
    data = zipped({"a.txt": b"A."})
    for _ in range(8):
        data = zipped({"a.zip": data})
    assert "archives within each other; refused" in reasons(read, "a.zip", data)


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_names_that_lead_out_are_refused(read, name):
    assert "leads out of the archive; refused" in reasons(read, "a.zip", zipped({name: b"x"}))


def tar(mode: str, *members: tuple[str, bytes | None]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            if data is None:
                info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
                archive.addfile(info)
            else:
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tars_are_walked_and_what_leads_out_is_refused(read, mode):
    suffix = {"w": ".tar", "w:gz": ".tar.gz", "w:bz2": ".tar.bz2", "w:xz": ".tar.xz"}[mode]
    data = tar(
        mode, ("b/a.txt", b"A."), ("../x.txt", b"x"), ("link", None), ("b/metadata.csv", b"path,source\na.txt,Post\n")
    )
    rows, skipped = read("t" + suffix, data)
    assert [(row["path"].split("/t")[-1], row["source"]) for row in rows] == [(f"{suffix}/b/a.txt", "Post")]
    assert sorted(reason.split("; ")[1] for reason in skipped) == ["not followed", "refused"]


def test_nothing_of_an_archive_is_written(read, tmp_path):
    read("a.zip", zipped({"b/a.txt": b"A.", "c.html": page().encode()}))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip"]


def test_zstd_is_read(read):
    zstandard = pytest.importorskip("zstandard")
    rows, _ = read("a.txt.zst", zstandard.ZstdCompressor().compress(b"A."))
    assert rows[0]["text"] == "A."


WHOLE = {
    "a.docx": docx(LEAD * 50),
    "a.odt": odt(LEAD * 50),
    "a.pdf": pdf([(50, 700, LEAD)]),
    "a.zip": zipped({"a.txt": LEAD.encode() * 50}),
    "a.txt.gz": gzip.compress(LEAD.encode() * 50),
    "a.txt.bz2": bz2.compress(LEAD.encode() * 50),
    "a.txt.xz": lzma.compress(LEAD.encode() * 50),
    "a.tar": tar("w", ("a.txt", LEAD.encode() * 50)),
}


@pytest.mark.parametrize("name", [name for name in WHOLE if name != "a.pdf"])
def test_what_is_cut_short_is_a_row_of_the_skip_list(read, name):
    data = WHOLE[name]
    assert reasons(read, name, data[: 1000 if name == "a.tar" else len(data) // 2])


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_whole_is_read(read, name):
    rows, skipped = read(name, WHOLE[name])
    assert (len(rows), skipped) == (1, [])


def test_an_encrypted_zip_is_said_to_be_one(read):
    data = bytearray(zipped({"a.txt": b"A."}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "encrypted; unpack it" in reasons(read, "a.zip", bytes(data))


def test_an_encrypted_word_document_is_said_to_be_one(read):
    assert "encrypted, or of an old Office version" in reasons(
        read, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    )


def test_an_encrypted_pdf_is_said_to_be_one(read):
    pytest.importorskip("pypdfium2")
    data = pdf([(50, 700, LEAD)]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >> /ID [<00><00>]"
        % (b"00" * 32, b"11" * 32),
    )
    assert "encrypted; save it without a password" in reasons(read, "a.pdf", data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", "[" * 100_000),
        ("b.json", '{"a":' * 100_000 + "1" + "}" * 100_000),
        ("a.html", "<div>" * 50_000),
        ("a.xml", "<nitf>" + "<p>" * 50_000),
        ("a.jsonl", '{"text":' + "[" * 100_000),
        ("a.rtf", "{\\rtf1" + "{" * 50_000),
    ],
)
def test_deep_nesting_is_a_row_of_the_skip_list(read, name, data):
    assert reasons(read, name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(100)),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("a.exe", b"MZ" + bytes(200)),
        ("a.txt", bytes(1000)),
        ("a.rar", b"Rar!\x1a\x07\0" + bytes(100)),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.html", b""),
        ("a.txt", b" \n"),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(100)),
    ],
)
def test_what_is_no_text_is_a_row_of_the_skip_list(read, name, data):
    assert reasons(read, name, data)


def test_a_file_too_large_for_one_piece_is_left_out(read, monkeypatch):
    monkeypatch.setattr("kit.formats.reading.registry.WHOLE", 1000)
    assert "larger than" in reasons(read, "a.txt", "word " * 1000)


def test_one_article_of_many_megabytes_is_read(read):
    rows, _ = read("a.txt", "word " * 2_000_000)
    assert len(rows[0]["text"]) == 10_000_000


def test_a_table_is_never_held_whole(tmp_path, monkeypatch):
    """40 MB of rows pass through 20 MB of memory."""
    import tracemalloc

    monkeypatch.setattr("kit.formats.files.tables.ROOM", 1 << 20)
    path = tmp_path / "a.jsonl"
    with open(path, "w") as out:
        for n in range(40):
            out.write(json.dumps({"text": "word " * 200_000 + str(n)}) + "\n")
    tracemalloc.start()
    n = sum(1 for _ in formats.stream(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (n, peak < 20 << 20) == (40, True)
