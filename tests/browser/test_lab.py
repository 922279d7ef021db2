"""JupyterLab as a user starts it: the notebooks are there, and run from top to bottom."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import kit
from kit.reporting import copy_notebooks
from tests.made_up import two_papers

ROOT = Path(__file__).parents[2]
TOKEN = "kit"

pytest.importorskip("jupyterlab")


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """The folder that JupyterLab is started in."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def lab(there):
    """A JupyterLab on a copy of the notebooks, beside the sample article."""
    copy_notebooks(there / "notebooks")
    (there / "seeds").symlink_to(ROOT / "seeds")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        f"--port={port}",
        f"--IdentityProvider.token={TOKEN}",
    ]
    command += [f"--notebook-dir={there / 'notebooks'}", "--allow-root", "--ServerApp.port_retries=0"]
    env = os.environ | {"JUPYTER_CONFIG_DIR": str(there / "config"), "JUPYTER_DATA_DIR": str(there / "data")}
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/api/status?token={TOKEN}", timeout=5).close()
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def run_all(tab, address):
    """Open a notebook and run all its cells."""
    tab.goto(address, timeout=120_000)
    tab.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=120_000)
    tab.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=90_000)
    with contextlib.suppress(Exception):  # asked for only where the kernel was not yet there
        tab.locator(".jp-Dialog button.jp-mod-accept").click(timeout=8_000)
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.get_by_role("menuitem", name="Run All Cells", exact=True).click()


@pytest.mark.slow
def test_a_notebook_runs_from_top_to_bottom(lab, browser):
    tab = browser.new_page()
    run_all(tab, f"{lab}/lab/tree/quotes.ipynb?token={TOKEN}")
    tab.wait_for_selector(".jp-Notebook .jp-OutputArea-output img[alt]", timeout=90_000)
    assert "Traceback" not in tab.locator(".jp-Notebook").inner_text()
    tab.close()


@pytest.mark.slow
def test_ten_units_are_coded_with_keys_and_are_there_after_a_reload(lab, there, browser):
    pytest.importorskip("anywidget")
    sheet = there / "notebooks" / "sheet.csv"
    kit.sample(two_papers(8), "mentions", 12, by=None, out=sheet)
    cell = new_code_cell("import kit\nkit.code('sheet.csv', coder='AB')")
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.write(new_notebook(cells=[cell], metadata=kernel), there / "notebooks" / "coding.ipynb")
    address = f"{lab}/lab/tree/coding.ipynb?token={TOKEN}"
    tab = browser.new_page()
    run_all(tab, address)
    tab.locator(".kit-passage").click(timeout=90_000)
    for n in range(1, 11):
        tab.keyboard.press(str(1 + n % 5))
        tab.get_by_text(f"{n} of 12 coded; unit {n + 1}").wait_for(timeout=60_000)
    labels = kit.read_sheet(sheet)["label"]
    assert labels.notna().tolist() == [True] * 10 + [False] * 2
    assert labels[0] == "organization"
    tab.reload()
    run_all(tab, address)
    tab.get_by_text("10 of 12 coded; unit 11").first.wait_for(timeout=90_000)
    assert kit.read_sheet(sheet)["label"].equals(labels)
    tab.close()
