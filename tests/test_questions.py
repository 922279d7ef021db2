"""The scripts of `docs/questions.md`: each runs by itself, is no longer than four lines, and answers."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOC = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
SCRIPTS = dict(re.findall(r"^## (.+?)\n\n```python\n(.*?)^```$", DOC, re.DOTALL | re.MULTILINE))
ANSWERS = ["Sergey Lavrov", "he", "own", "Ukraine", ""]


def test_there_are_five():
    assert len(SCRIPTS) == 5


@pytest.mark.parametrize(("question", "answer"), list(zip(SCRIPTS, ANSWERS, strict=True)), ids=list(SCRIPTS))
def test_a_question_is_answered_in_four_lines(question, answer, tmp_path, monkeypatch):
    lines = [line for line in SCRIPTS[question].splitlines() if line.strip()]
    assert len(lines) <= 4
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile("\n".join(lines), question, "exec"), {})
    assert answer in out.getvalue()
    if "export" in lines[-1]:
        assert (tmp_path / "for_maxqda.qdpx").stat().st_size > 5_000
        assert "'label'" in (tmp_path / "for_r" / "read.R").read_text(encoding="utf-8")
