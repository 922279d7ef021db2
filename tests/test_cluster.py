"""The same pass over a real Dask scheduler and real workers on this machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import kit
from kit.errors import CorpusError, KitError
from kit.pipeline import cluster
from kit.pipeline.cluster import connected
from tests.test_corpus import assert_same
from tests.test_pipeline import many

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals")]

ROOT = str(Path(__file__).parent.parent)


class Cluster:
    """A scheduler and its workers, each a process that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        said = b""
        while b"Scheduler at:" not in said:
            said = self.scheduler.stderr.readline()
        self.address = re.search(rb"tcp://\S+", said)[0].decode()
        threading.Thread(target=self.scheduler.stderr.read, daemon=True).start()

    def add_worker(self) -> subprocess.Popen:
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def _start(self, *words: str) -> subprocess.Popen:
        environment = {**os.environ, "PYTHONPATH": ROOT, "OMP_NUM_THREADS": "1"}
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if words[0] == "scheduler" else subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process


@pytest.fixture
def dask(tmp_path):
    running = Cluster(tmp_path)
    yield running
    for process in running.processes:
        process.kill()
        process.communicate() if process is not running.scheduler else process.wait()


@pytest.fixture
def client(dask):
    with connected(dask.address) as found:
        yield found


def test_a_cluster_gives_the_same(dask, client, tmp_path):
    dask.add_worker()
    dask.add_worker()
    whole = kit.annotate(many(150), progress=False)
    assert_same(kit.annotate(many(150), client=client, cache=False, progress=False), whole)
    assert_same(kit.annotate(many(150), client=client, out=tmp_path / "out", cache=False, progress=False), whole)


def test_rows_come_back_where_the_folder_is_not_shared(dask, client, tmp_path, monkeypatch):
    dask.add_worker()
    monkeypatch.setattr(cluster, "_see", lambda client, folder: False)
    made = kit.annotate(many(70), client=client, out=tmp_path / "out", cache=False, progress=False)
    assert_same(made, kit.annotate(many(70), progress=False))


def test_a_worker_killed_in_mid_run_costs_nothing(dask, client, tmp_path):
    victim = dask.add_worker()
    dask.add_worker()
    out = tmp_path / "out"

    def kill() -> None:
        while not list(out.glob("batches/[0-9a-f]*")):
            time.sleep(0.05)
        victim.send_signal(signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    made = kit.annotate(many(600), client=client, out=out, cache=False, progress=False)
    assert victim.wait(timeout=10) == -signal.SIGKILL
    assert_same(made, kit.annotate(many(600), progress=False))


def test_a_scheduler_that_is_lost_is_said_and_the_run_goes_on_from_there(dask, client, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 3)
    dask.add_worker()
    client.wait_for_workers(1, timeout=60)
    out = tmp_path / "out"

    def kill() -> None:
        while not list(out.glob("batches/[0-9a-f]*")):
            time.sleep(0.05)
        dask.scheduler.kill()

    threading.Thread(target=kill, daemon=True).start()
    with pytest.raises(CorpusError, match="lost; finished batches are kept, run again to go on from there") as caught:
        kit.annotate(many(2000), client=client, out=out, cache=False, progress=False)
    assert caught.value.exit_code == 1
    assert 0 < len(kit.open(out)) < 2000
    assert_same(kit.annotate(many(200), out=out, prune=True, progress=False), kit.annotate(many(200), progress=False))


def test_a_cluster_without_workers_is_said(dask, client, monkeypatch):
    monkeypatch.setattr(cluster, "START", 1)
    with pytest.raises(KitError, match=r"has no workers; start some with `dask worker tcp://"):
        kit.annotate(many(2), client=client, progress=False)


def test_no_scheduler_is_said():
    with pytest.raises(
        KitError, match=r"tcp://127.0.0.1:9: no Dask scheduler answers; start one with `dask scheduler`"
    ):
        connected("tcp://127.0.0.1:9")
