"""One map over batches: in this process, over local processes, or over a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kit.errors import KitError
from kit.pipeline.intake import Batch
from kit.pipeline.work import Done, Task, work
from kit.progress import Bar

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["spread"]


def spread(batches: Iterable[Batch], task: Task, workers: int, client: Client | None, bar: Bar) -> Iterator[Done]:
    """What becomes of each batch, in any order; how it is spread changes nothing in the rows.

    Each batch once. `client`, a Dask client, goes before `workers`; `bar` counts articles.

    Raises
    ------
    KitError
        If there is less than one worker, or what works on the batches is lost.
    """
    if workers < 1:
        raise KitError(f"workers: {workers}; give a number of processes, 1 or more")
    if client is None and workers == 1:
        for batch in batches:
            yield work(batch, task, bar.step)
        return
    if client is not None:
        # Dask is an extra: it is imported by those who asked for it.
        from kit.pipeline.cluster import over_cluster

        done = over_cluster(batches, task, client)
    else:
        from kit.pipeline.processes import over_processes

        done = over_processes(batches, task, workers)
    for one in done:
        bar.step(len(one.batch))
        yield one
