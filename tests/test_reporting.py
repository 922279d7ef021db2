"""A report is whole or it is not there: what fails is said, what stood before stands, nobody else's file is touched."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import kit
from kit.errors import ReportError
from kit.reporting.publication import MARK, Publication

ROOT = Path(__file__).parent.parent
SOURCE = 'source: str = "seeds/"  # files, folders or a saved corpus\nby: str | None = None\ntop: int = 15'
READ = "import kit\ncorpus = kit.read_corpus(source)"
FINDING = "kit.measures.in_words(kit.measures.share_of_voice(corpus))"


def write(folder: Path, **cells: str) -> Path:
    """A folder with one notebook a name, which reads the corpus and then runs the cell."""
    folder.mkdir(exist_ok=True)
    for name, cell in cells.items():
        parts = [new_markdown_cell(f"# Is {name} well?"), new_code_cell(SOURCE, metadata={"tags": ["parameters"]})]
        parts += [new_code_cell(READ), new_markdown_cell("## What does this show?"), new_code_cell(cell)]
        for part in parts:
            part.pop("id", None)
        nbformat.write(new_notebook(cells=parts, nbformat_minor=4), folder / f"{name}.ipynb")
    return folder


def pages(folder: Path) -> dict[str, bytes]:
    """Every page by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.html"))}


@pytest.fixture(scope="module")
def corpus_folder(three, tmp_path_factory):
    """The three articles, saved."""
    there = tmp_path_factory.mktemp("corpus") / "three"
    three.save(there)
    return there


MADE: list[tuple[Path, list[Path], dict[str, bytes]]] = []


def sample_report(tmp_path_factory):
    """The sample article's report as a user has it, made twice; once for all tests."""
    if not MADE:
        out = tmp_path_factory.mktemp("sample") / "reports"
        listed = kit.report(ROOT / "seeds", out=out, quiet=True)
        first = pages(out)
        kit.report(ROOT / "seeds", out=out, quiet=True)
        MADE.append((out, listed, first))
    return MADE[0]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return sample_report(tmp_path_factory)


class TestTheSample:
    def test_has_a_page_a_notebook_a_page_an_article_and_an_index(self, sample):
        out, listed, _ = sample
        assert listed[0] == out / "index.html"
        names = [str(path.relative_to(out)) for path in listed]
        assert {"explore.html", "actors.html", "sentiment.html", "quotes.html"} < set(names)
        assert sum(name.startswith("articles/") for name in names) == 1

    def test_is_the_same_again(self, sample):
        out, _, first = sample
        assert pages(out) == first

    def test_names_the_main_actors(self, sample):
        out, _, _ = sample
        for name in ("actors", "sentiment", "quotes"):
            assert "Lavrov" in (out / f"{name}.html").read_text(encoding="utf-8")

    def test_shows_no_path_no_clock_and_no_missing_value(self, sample):
        out, _, _ = sample
        for name, page in pages(out).items():
            text = re.sub(r'(?:src|href)="data:[^"]*"', "", page.decode())
            for word in (str(ROOT), str(Path.home()), sys.prefix, "/tmp/", time.strftime("%Y-%m-%d")):
                assert word not in text, (name, word)
            assert not re.search(r">\s*(?:nan|None|NaT|<NA>)\s*<", text), name

    def test_every_page_has_the_policy_one_h1_and_its_provenance(self, sample):
        out, _, _ = sample
        for page in pages(out).values():
            text = page.decode()
            assert text.index("default-src 'none'") < text.index("<title>")
            assert text.count("<h1") == 1
            assert "Hash of the input" in text
            assert "How to cite it" in text

    def test_every_link_within_it_leads_to_a_place_that_is_there(self, sample):
        out, _, _ = sample
        known = {path.resolve(): path.read_text(encoding="utf-8-sig") for path in out.rglob("*.*ml")}
        known |= {path.resolve(): "" for path in out.rglob("*.csv")}
        for path, text in known.items():
            for target in set(re.findall(r' href="([^"]*)"', text)):
                if not target.startswith(("http", "mailto:")):
                    name, _, anchor = target.partition("#")
                    there = (path.parent / name).resolve() if name else path
                    assert there in known, (path.name, target)
                    assert not anchor or f'id="{anchor}"' in known[there], (path.name, target)

    def test_of_one_article_says_who_speaks_how_much_and_about_whom(self, sample):
        out, _, _ = sample
        text = (out / "index.html").read_text(encoding="utf-8")
        assert "What does this article say?" in text
        part = text[text.index('<section class="single"') : text.index('id="pages"')]
        assert "Sergey Lavrov speaks longest" in part
        assert re.search(r'href="articles/[0-9a-f]{16}\.html"', part)
        for name in ("actors", "sentiment", "quotes", "explore"):
            page = (out / f"{name}.html").read_text(encoding="utf-8")
            assert "1 (100%)" not in page[: page.index('id="made"')]

    def test_has_a_first_page_of_less_than_300_kb(self, sample):
        out, _, _ = sample
        assert (out / "index.html").stat().st_size < 300_000

    def test_each_question_with_a_figure_is_one_click_away(self, sample):
        out, _, _ = sample
        text = (out / "index.html").read_text(encoding="utf-8")
        questions = dict(re.findall(r'<li><a href="(\w+\.html#[\w-]+)">([^<]+)', text))
        assert {"Who is named most?", "Who is quoted most?", "Who speaks how about whom?"} <= set(questions.values())

    def test_evidence_leads_to_places_that_are_there(self, sample):
        out, _, _ = sample
        linked = 0
        for page in out.glob("*.html"):
            for name, anchor in re.findall(r'href="(articles/\w+\.html)#(\w+)"', page.read_text(encoding="utf-8")):
                assert f'id="{anchor}"' in (out / name).read_text(encoding="utf-8")
                linked += 1
        assert linked > 5

    def test_names_lead_to_what_they_are_quoted_with_and_that_to_the_article(self, sample):
        out, _, _ = sample
        figure = (out / "quotes.html").read_text(encoding="utf-8")
        (actor,) = set(re.findall(r'href="(actors/[^"]*lavrov[^"]*)"', figure))
        page = (out / actor).read_text(encoding="utf-8")
        article, anchor = re.findall(r'href="\.\./(articles/\w+\.html)#(q\d+)"', page)[0]
        assert f'id="{anchor}"' in (out / article).read_text(encoding="utf-8")

    def test_the_whole_table_stands_beside_the_page(self, sample):
        out, _, _ = sample
        page = (out / "actors.html").read_text(encoding="utf-8")
        rows = int(re.findall(r'href="tables/actors-figure-1.csv">All ([\d,]+) rows as CSV', page)[0].replace(",", ""))
        file = (out / "tables" / "actors-figure-1.csv").read_bytes().decode("utf-8-sig")
        assert len(file.splitlines()) == rows + 1

    def test_the_policy_lets_only_the_one_script_run(self, sample):
        out, _, _ = sample
        for page in pages(out).values():
            (policy,), (script,) = (
                re.findall(rb"script-src '([^']+)'", page),
                re.findall(rb"<script>(.*?)</script>", page, re.S),
            )
            assert policy == b"sha256-" + base64.b64encode(hashlib.sha256(script).digest())


@pytest.fixture(scope="module")
def failed(corpus_folder, tmp_path_factory):
    """One run of a good notebook, one that raises, one whose kernel ends itself, over the pages of an earlier run."""
    there = tmp_path_factory.mktemp("failures")
    write(there / "before", raises=FINDING)
    kit.report(corpus_folder, out=there / "out", notebooks=there / "before", quiet=True)
    before = (there / "out" / "raises.html").read_bytes()
    (there / "out" / "mine.txt").write_text("mine")
    write(there / "now", good=FINDING, raises="1 / 0", ends="import os\nos._exit(0)")
    with pytest.raises(ReportError) as caught:
        kit.report(corpus_folder, out=there / "out", notebooks=there / "now", quiet=True)
    return there / "out", before, caught.value


class TestFailures:
    def test_are_an_error_that_names_the_notebook_and_the_heading(self, failed):
        _, _, error = failed
        assert error.exit_code == 1
        assert re.match("(raises|ends), under “What does this show.”: ", str(error))

    def test_leave_the_other_pages(self, failed):
        out, _, _ = failed
        assert "Is good well?" in (out / "good.html").read_text(encoding="utf-8")

    def test_keep_the_page_that_stood_there_and_mark_it_old(self, failed):
        out, before, _ = failed
        assert (out / "raises.html").read_bytes() == before
        index = (out / "index.html").read_text(encoding="utf-8")
        assert "An older page" in index
        assert "ZeroDivisionError: division by zero" in index

    def test_leave_no_page_where_none_stood(self, failed):
        out, _, _ = failed
        assert not (out / "ends.html").exists()
        assert "ends.html" not in (out / "index.html").read_text(encoding="utf-8")
        assert "the kernel died" in (out / "index.html").read_text(encoding="utf-8")

    def test_are_told_in_full_in_the_log(self, failed):
        out, _, _ = failed
        log = (out / "errors.log").read_text(encoding="utf-8")
        assert "Traceback" in log or "1 / 0" in log
        assert str(Path.cwd()) not in log

    def test_touch_nothing_else_and_leave_nothing_behind(self, failed):
        out, _, _ = failed
        assert (out / "mine.txt").read_text() == "mine"
        assert not list(out.glob(".kit-new-*"))


STOPPED = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, pytest.param(signal.SIGKILL, marks=pytest.mark.slow)])
def test_a_run_that_is_stopped_leaves_the_pages_and_no_kernel(sent, corpus_folder, tmp_path):
    write(tmp_path / "notebooks", sleeps="import time\ntime.sleep(600)")
    out = tmp_path / "out"
    with Publication(out) as folder:
        folder.write("index.html", f"{MARK}0")
        folder.publish({"cards": [], "parts": []}, None)
    before = pages(out)
    command = [
        sys.executable,
        "-c",
        "from kit.cli import main; main()",
        "report",
        str(corpus_folder),
        "--out",
        str(out),
    ]
    run = subprocess.Popen(
        [*command, "--notebooks", str(tmp_path / "notebooks")],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,  # a shell's background jobs ignore it
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    assert run.stderr is not None
    for line in run.stderr:
        if "What does this show?" in line:
            break
    run.send_signal(sent)
    said = run.stderr.read()
    assert run.wait(30) == STOPPED[sent]
    assert pages(out) == before
    if sent != signal.SIGKILL:
        assert said == "kit: stopped; what stood before still stands\n"
        assert not list(out.glob(".kit-new-*"))
        assert not list(tmp_path.glob("kit-*"))
    assert _without_kernels(tmp_path)
    with Publication(out):
        assert len(list(out.glob(".kit-new-*"))) == 1  # that of this run; a killed one's is cleared away


def _without_kernels(folder: Path) -> bool:
    """True once no process names this folder: a kernel whose parent is gone ends by itself within a second or two."""
    if not Path("/proc").is_dir():
        return True
    for _ in range(100):
        lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if _readable(path)]
        if not any(b"ipykernel" in line and str(folder).encode() in line for line in lines):
            return True
        time.sleep(0.1)
    return False


def _readable(path: Path) -> bool:
    try:
        path.read_bytes()
    except OSError:
        return False
    return True


class TestTheFolder:
    def test_takes_one_report_at_a_time(self, tmp_path):
        with (
            Publication(tmp_path / "out"),
            pytest.raises(
                ReportError, match="out: another report is being written here; wait for it, or choose another"
            ),
            Publication(tmp_path / "out"),
        ):
            pass

    def test_is_not_left_behind_where_nothing_was_written(self, tmp_path):
        with Publication(tmp_path / "out"):
            pass
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("kind", ["file", "link", "folder"])
    def test_that_holds_somebody_elses_page_is_refused(self, kind, tmp_path):
        page = tmp_path / "out" / "index.html"
        page.parent.mkdir()
        if kind == "folder":
            page.mkdir()
        elif kind == "link":
            (tmp_path / "theirs").write_text("theirs")
            page.symlink_to(tmp_path / "theirs")
        else:
            page.write_text("<html>theirs</html>")
        with (
            Publication(tmp_path / "out") as folder,
            pytest.raises(ReportError, match=r"index.html: not a page of the kit's") as e,
        ):
            folder.claim(["index.html"])
        assert e.value.exit_code == 2
        assert page.exists()

    def test_that_cannot_be_written_is_said_to_be(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(ReportError, match="file/out: cannot be written"), Publication(tmp_path / "file" / "out"):
            pass

    def test_whose_tables_are_its_own_are_replaced_and_no_others(self, tmp_path):
        for _ in range(2):
            with Publication(tmp_path) as folder:
                folder.write("tables/a-table-1.csv", "n\n1\n")
                folder.publish({"cards": [], "parts": ["tables/a-table-1.csv"]}, None)
        (tmp_path / "tables" / "mine.csv").write_text("mine")
        with Publication(tmp_path) as folder, pytest.raises(ReportError, match=r"mine\.csv: not a page of the kit's"):
            folder.claim(["tables/mine.csv"])

    def test_a_full_disk_changes_nothing(self, tmp_path, monkeypatch):
        with Publication(tmp_path) as folder:
            folder.write("index.html", f"{MARK}first")
            folder.publish({"cards": [], "parts": []}, None)

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        with Publication(tmp_path) as folder:
            monkeypatch.setattr(Path, "write_text", full)
            with pytest.raises(ReportError, match="the disk is full; make room, or choose another folder"):
                folder.write("index.html", f"{MARK}second")
        assert (tmp_path / "index.html").read_bytes() == f"{MARK}first".encode()
        assert not list(tmp_path.glob(".kit-new-*"))

    def test_a_truly_full_disk_changes_nothing(self, tmp_path):
        disk = tmp_path / "disk"
        disk.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, check=False
        )
        if mounted.returncode:
            pytest.skip("no right to mount a small disk")
        try:
            with Publication(disk) as folder, pytest.raises(ReportError, match="the disk is full"):
                folder.write("index.html", MARK + "x" * 100_000)
            assert not list(disk.glob(".kit-new-*"))
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_pages_of_articles_that_are_gone_are_taken_away_and_nothing_else(self, tmp_path):
        old, theirs = f"articles/{'0' * 16}.html", tmp_path / "articles" / f"{'1' * 16}.html"
        with Publication(tmp_path) as folder:
            folder.write(old, MARK)
            folder.publish({"cards": [], "parts": [old, f"articles/{'1' * 16}.html", "../secret.html"]}, None)
        theirs.write_text("theirs")
        with Publication(tmp_path) as folder:
            folder.write("index.html", MARK)
            folder.publish({"cards": [], "parts": []}, None)
        assert not (tmp_path / old).exists()
        assert theirs.read_text() == "theirs"


ASKS = """given, here = kit.read_corpus(source), kit.read_corpus("there")
both = kit.read_corpus("there", "here")
print([list(one.articles.text.str[:5]) for one in (given, here, both)])
"""


def test_a_notebook_gets_the_articles_of_its_report_and_whatever_else_it_asks_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"{name} it rained all day on Ann Lee and on everybody else.\n")
    write(tmp_path / "notebooks", asks=ASKS)
    kit.report("here", out="out", notebooks="notebooks", quiet=True)
    page = (tmp_path / "out" / "asks.html").read_text(encoding="utf-8")
    assert "[[&#x27;here &#x27;], [&#x27;there&#x27;], [&#x27;here &#x27;, &#x27;there&#x27;]]" in page


def test_a_page_that_needs_a_parameter_is_made_where_it_is_given(corpus_folder, tmp_path):
    notebooks = write(tmp_path / "notebooks", plain=FINDING, picky=FINDING)
    content = nbformat.read(notebooks / "picky.ipynb", as_version=4)
    content.metadata["kit"] = {"needs": "by"}
    nbformat.write(content, notebooks / "picky.ipynb")
    without = kit.report(corpus_folder, out=tmp_path / "a", notebooks=notebooks, quiet=True)
    beside = kit.report(corpus_folder, out=tmp_path / "b", notebooks=notebooks, by="source", quiet=True)
    assert [any(page.name == "picky.html" for page in pages) for pages in (without, beside)] == [False, True]


def test_a_scratch_notebook_is_no_page_and_a_broken_one_is_named_while_the_others_are_finished(
    corpus_folder, tmp_path, capsys
):
    notebooks = write(tmp_path / "notebooks", good=FINDING, Untitled="1 / 0")
    content = nbformat.read(notebooks / "Untitled.ipynb", as_version=4)
    content.cells[1].metadata["tags"] = []
    nbformat.write(content, notebooks / "Untitled.ipynb")
    kit.report(corpus_folder, out=tmp_path / "a", notebooks=notebooks)
    assert "Untitled.ipynb: has no cell tagged parameters, so it is no page of the report" in capsys.readouterr().err
    assert {path.name for path in (tmp_path / "a").glob("*.html")} == {"index.html", "good.html"}
    (notebooks / "halved.ipynb").write_text('{"cells": [')
    with pytest.raises(ReportError, match=r"^halved: not a Jupyter notebook \(.*; .*the other pages are in .*b,"):
        kit.report(corpus_folder, out=tmp_path / "b", notebooks=notebooks, quiet=True)
    assert (tmp_path / "b" / "good.html").exists()


def test_what_is_wrong_is_said_before_anything_starts(corpus_folder, tmp_path):
    for options, message in [
        ({"tpo": 3}, "tpo: no notebook takes this parameter; did you mean top"),
        ({"top": "many"}, "top: found 'many'; give a whole number"),
        ({"notebooks": tmp_path / "nowhere"}, "nowhere: no such folder"),
    ]:
        with pytest.raises(ReportError, match=message):
            kit.report(corpus_folder, out=tmp_path / "out", quiet=True, **options)
    assert not (tmp_path / "out").exists()


def test_hostile_articles_are_shown_as_what_they_are(tmp_path):
    """A script as a title, a line of a megabyte, text from right to left, characters that hide, addresses that run."""
    import pandas as pd

    line = "Der Hafen bleibt auch in dieser Woche geschlossen. " * 20_000  # not English: kept, not annotated
    articles = pd.DataFrame(
        {
            "text": [
                line,
                '"We won\u202eers\u200b," said Tom Reed.',
                "אמר דוד לוי כי הנמל ייפתח מחר. <img src=x onerror=alert(1)>",
            ],
            "title": ["A long one", "<script>document.title='run'</script>", "נמל"],
            "url": ["javascript:alert(1)", "file:///etc/passwd", "https://example.org/a"],
            "source": ["</style><script>alert(1)</script>", "B", "C"],
        }
    )
    corpus = kit.annotate(articles, progress=False)
    out = tmp_path / "out"
    write(tmp_path / "notebooks", voices=FINDING)
    kit.report(corpus, out=out, notebooks=tmp_path / "notebooks", quiet=True)
    for name, page in pages(out).items():
        text = page.decode()
        assert text.count("<script") == text.count('<script>"use strict";') == 1, name
        assert not re.search(r'href="(?:javascript|file):', text), name
        assert len(page) < 1_500_000, name
        assert text.count("<") < 40_000, name
    whole = b"".join(pages(out).values()).decode()
    assert "The article goes on for" in whole
    assert "&lt;script&gt;document.title" in whole
    assert 'title="right-to-left override">U+202E<' in whole
    assert "javascript:alert(1)" in whole


def test_a_report_can_be_packed_into_one_file(corpus_folder, tmp_path):
    import zipfile

    write(tmp_path / "notebooks", voices=FINDING)
    out = tmp_path / "out"
    kit.report(
        corpus_folder, out=out, notebooks=tmp_path / "notebooks", archive=tmp_path / "press.zip", quiet=True, articles=1
    )
    with zipfile.ZipFile(tmp_path / "press.zip") as archive:
        packed = {name.removeprefix("press/"): archive.read(name) for name in archive.namelist()}
    tables = {f"tables/{path.name}": path.read_bytes() for path in (out / "tables").iterdir()}
    assert tables
    assert packed == pages(out) | tables
    assert len(list((out / "articles").iterdir())) == 1
    shutil.rmtree(out)
