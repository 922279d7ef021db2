"""The command as a user types it: what it prints, how it ends, and that an error is one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kit
from kit.cli import app, main
from tests.test_reporting import write

ROOT = Path(__file__).parent.parent
COMMANDS = ("report", "annotate", "show", "sql", "load", "formats", "export", "notebooks")


@pytest.fixture(scope="module")
def saved(three, tmp_path_factory):
    """The three articles as a saved corpus."""
    there = tmp_path_factory.mktemp("cli") / "three"
    three.save(there)
    return there


def run(*arguments, monkeypatch, capsys):
    """What the command printed, what it complained of, and how it ended."""
    monkeypatch.setattr(sys, "argv", ["kit", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    said = capsys.readouterr()
    return said.out, said.err, end.value.code or 0


@pytest.fixture
def command(monkeypatch, capsys):
    return lambda *arguments: run(*arguments, monkeypatch=monkeypatch, capsys=capsys)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_an_example(name):
    said = CliRunner().invoke(app, [name, "--help"])
    assert said.exit_code == 0
    assert f"Example: kit {name}" in said.output


def test_report_counts_its_pages(command, saved, tmp_path):
    there = write(tmp_path / "notebooks", voices="kit.plots.figure(kit.measures.share_of_voice(corpus))")
    out, _, code = command("report", saved, "--out", tmp_path / "out", "--notebooks", there)
    actors = len(list((tmp_path / "out" / "actors").iterdir()))
    said = f"the report, with 1 more page, 3 articles and {actors} actors"
    assert (out.splitlines()[-1].partition(": ")[2], code) == (said, 0)


def test_sql_answers(command, saved):
    out, err, code = command("sql", saved, "select count(*) as n from articles")
    assert (out.split(), err, code) == (["n", "3"], "", 0)


def test_sql_answers_as_csv(command, saved):
    out, _, _ = command("sql", saved, "select title from articles order by position", "--csv")
    assert out.splitlines() == ["title", "Port workers vote to strike", "Bank of England holds rates", '""']


def test_show_prints_an_article(command, saved):
    out, _, code = command("show", saved)
    assert (code, "Named: Ann Lee" in out) == (0, True)


def test_show_writes_a_page_that_loads_nothing(command, saved, tmp_path):
    out, _, code = command("show", saved, "--html", tmp_path / "a.html")
    assert (out.strip(), code) == (str(tmp_path / "a.html"), 0)
    assert "default-src 'none'" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_annotate_keeps_the_tables(command, tmp_path):
    (tmp_path / "a.txt").write_text('"We won," said Ann Lee, the mayor.')
    out, _, code = command("annotate", tmp_path / "a.txt", "--out", tmp_path / "corpus", "--quiet")
    assert (out, code, len(kit.open(tmp_path / "corpus"))) == ("", 0, 1)


def test_load_counts_and_says_what_was_left_out(command, tmp_path):
    (tmp_path / "a.txt").write_text("Ann Lee won.")
    (tmp_path / "b.txt").write_text("")
    out, err, code = command("load", tmp_path, "--report")
    assert (err, code) == ("", 0)
    assert f"{tmp_path}/b.txt: empty; left out" in out
    assert out.splitlines()[-1] == "1 article; 1 left out or doubtful"


def test_formats_lists_what_can_be_read(command):
    out, _, code = command("formats")
    assert (code, all(suffix in out for suffix in (".txt", ".csv", ".jsonl"))) == (0, True)
    listed = {line.split("  ")[0].strip() for line in out.splitlines()}
    assert {"apa", "europresse", "factiva", "lexisnexis", "nitf", "proquest", "reuters", "ris"} <= listed


def test_notebooks_are_copied(command, tmp_path):
    out, _, code = command("notebooks", tmp_path / "mine")
    assert (code, str(tmp_path / "mine" / "quotes.ipynb") in out.splitlines()) == (0, True)


def test_export_and_back(command, saved, tmp_path, three_articles):
    three_articles.to_csv(tmp_path / "articles.csv", index=False)
    out, _, code = command("export", saved, "--to", "csv", "--out", tmp_path / "tables", "--without-text")
    assert (out.strip(), code) == (str(tmp_path / "tables"), 0)
    out, _, code = command(
        "export", tmp_path / "tables", "--verify", tmp_path / "articles.csv", "--out", tmp_path / "whole"
    )
    assert (out.splitlines()[0].split(";")[0], code) == ("3 of 3 articles found", 0)
    assert len(kit.open(tmp_path / "whole").quotes) == len(kit.open(saved).quotes)


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (["report", "nowhere"], "nowhere: no such file or folder", 2),
        (["report", "{saved}", "-p", "tpo=3"], "tpo: no notebook takes this parameter; did you mean top?", 2),
        (["report", "{saved}", "--top", "many"], "kit: Invalid value for '--top': ", 2),
        (["report", "{saved}", "-p", "top"], "'top': write name=value", 2),
        (
            ["report", "{saved}", "--by", "outlet"],
            "by=outlet: the articles have no such column; did you mean source?",
            2,
        ),
        (["report", "{saved}", "--by", "sorce"], "by=sorce: the articles have no such column; did you mean source?", 2),
        (["sql", "{saved}", "select nonsense"], "sql: ", 2),
        (["show", "{saved}", "--article", "zzz"], "zzz: no such article in this corpus", 2),
        (["export", "{saved}", "--to", "word", "--out", "x"], "word: no such form; there are csv", 2),
        (["export", "{saved}"], "give --to and --out, or --verify", 2),
        (["annotate", "{saved}/nowhere", "--out", "x"], "nowhere: no such file or folder", 2),
        (["annotate", "seeds/"], "Missing option '--out'", 2),
        (["frobnicate"], "No such command 'frobnicate'", 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_misuse_is_one_line_and_leaves_nothing(arguments, said, code, command, saved, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out, err, ended = command(*(argument.format(saved=saved) for argument in arguments))
    assert (ended, out) == (code, "")
    assert said in err
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_debug_shows_where_an_error_came_from(monkeypatch, saved):
    monkeypatch.setattr(sys, "argv", ["kit", "sql", str(saved), "select nonsense", "--debug"])
    with pytest.raises(kit.KitError):
        main()


@pytest.mark.parametrize(("sent", "code"), [(None, 130), (signal.SIGTERM, 143)])
def test_a_query_that_was_stopped_is_no_error_of_the_kit(sent, code, monkeypatch, capsys):
    def query(**_):
        try:
            if sent:
                os.kill(os.getpid(), sent)
        finally:  # as DuckDB does with whatever a handler raises
            raise RuntimeError("Query interrupted")

    monkeypatch.setattr("kit.cli.app", query)
    monkeypatch.setattr("kit.cli._terminated", False)
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as ended:
            main()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.value.code == code
    assert capsys.readouterr().err == "kit: stopped; what stood before still stands\n"


def test_the_command_runs_as_a_process(saved):
    done = subprocess.run(
        [sys.executable, "-c", "from kit.cli import main; main()", "--version"],
        capture_output=True,
        text=True,
        env=os.environ,
        check=True,
    )
    assert done.stdout == f"kit {kit.__version__}\n"
