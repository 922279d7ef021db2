"""The README says what is true: its code runs, prints what stands there, and its folders exist."""

import contextlib
import io
import json
import re
import shutil
from pathlib import Path

import pytest

import kit

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder that holds nothing but the sample articles."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pairs() -> list[tuple[str, str, str | None]]:
    """(language, code, the output that the README prints below it)."""
    blocks = list(BLOCK.finditer(README))
    found = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        gap = README[block.end() : after.start()] if after else "end"
        output = after.group(2) if after and after.group(1) == "text" and not gap.strip() else None
        found.append((block.group(1), block.group(2), output))
    return found


def coded(corpus, folder, **drawn):
    """Sheets as Ann and Ben have filled them in, each a copy of the one drawn."""
    for coder in ("ann", "ben"):
        sheet = kit.sample(corpus, **drawn)
        sheet.assign(label="Sergey Lavrov").to_excel(folder / f"{coder}.xlsx", index=False)


def test_python_blocks_run_in_order_and_print_what_stands_below_them(elsewhere):
    names: dict[str, object] = {}
    for language, code, expected in pairs():
        if language != "python" or "distributed" in code:
            continue
        if "ann.xlsx" in code:
            coded(names["corpus"], elsewhere, of="voices", n=200)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, "README.md", "exec"), names)
        if expected is not None:
            assert out.getvalue().rstrip() == expected.rstrip()


@pytest.mark.slow
def test_what_it_says_of_a_cluster_runs(elsewhere):
    pytest.importorskip("distributed")
    shutil.copytree("seeds", "archive")
    (code,) = (code for language, code, _ in pairs() if language == "python" and "distributed" in code)
    exec(compile(code, "README.md", "exec"), {"kit": kit})
    assert kit.open("corpus/").count("articles") == 1


def test_each_folder_of_the_map_exists():
    names = re.findall(r"^([a-z]+/)  ", README, re.MULTILINE)
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []


ARTICLES = "articles of PolNeAR, PerSenT and today's news"


@pytest.mark.parametrize(
    ("row", "figure"),
    [
        ("words of what is said", ("quotes", "content token F1", "PolNeAR dev")),
        ("quote and its source together", ("links", "end-to-end F1", "PolNeAR dev")),
        ("spoken quotes in today's news", ("quotes", "quote F1", "today's news, dev")),
        ("names", ("names", "entity F1", "CoNLL-2003 testa")),
        ("who is meant", ("meant", "accuracy", "today's news")),
        ("who speaks", ("meant", "right speaker, quote given", "today's news, dev")),
        ("sentiment towards a target", ("sentiment", "macro-F1, all", "NewsMTSC, held-back tenth of train")),
        ("of portrayals", ("stance", "favourable precision", ARTICLES)),
        ("of those that it calls", ("stance", "unfavourable precision", ARTICLES)),
    ],
)
def test_how_far_it_can_be_trusted_is_what_the_card_measured(row, figure):
    card = json.loads((ROOT / "kit" / "models" / "card.json").read_text(encoding="utf-8"))["methods"]
    (value,) = (r["value"] for r in card[figure[0]] if (r["figure"], r["data"]) == figure[1:])
    (line,) = re.findall(rf"^\| {re.escape(row)}.*$", README, re.MULTILINE)
    assert line.split("|")[2].strip() == str(round(value))


def test_the_plain_words_on_trust_are_the_cards_figures():
    card = json.loads((ROOT / "kit" / "models" / "card.json").read_text(encoding="utf-8"))["methods"]

    def figure(part, name):
        rows = [row for row in card[part] if row["figure"] == name]
        return str(round(next((row for row in rows if "today" in row["data"]), rows[0])["value"]))

    (said,) = re.findall(r"^On articles that it had not learned from.*?\n\n", README, re.DOTALL | re.MULTILINE)
    told = re.findall(r"(\d+) of 100", said)
    wanted = [
        ("quotes", "quote recall"),
        ("quotes", "quote precision"),
        ("meant", "accuracy"),
        ("stance", "favourable precision"),
        ("stance", "unfavourable precision"),
    ]
    assert told == [figure(*one) for one in wanted]
