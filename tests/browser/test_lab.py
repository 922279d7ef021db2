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

import pytest

from kit.reporting import copy_notebooks

ROOT = Path(__file__).parents[2]
TOKEN = "kit"

pytest.importorskip("jupyterlab")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab on a copy of the notebooks, beside the sample article."""
    there = tmp_path_factory.mktemp("lab")
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


@pytest.mark.slow
def test_a_notebook_runs_from_top_to_bottom(lab, browser):
    tab = browser.new_page()
    tab.goto(f"{lab}/lab/tree/quotes.ipynb?token={TOKEN}", timeout=120_000)
    tab.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=120_000)
    tab.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=90_000)
    with contextlib.suppress(Exception):  # asked for only where the kernel was not yet there
        tab.locator(".jp-Dialog button.jp-mod-accept").click(timeout=8_000)
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    tab.wait_for_selector(".jp-Notebook .jp-OutputArea-output img[alt]", timeout=90_000)
    assert "Traceback" not in tab.locator(".jp-Notebook").inner_text()
    tab.close()
