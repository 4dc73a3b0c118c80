"""What happens while nobody clicks: the jobs of the worker, the sweeps of the scheduler."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

from asgiref.sync import sync_to_async
from django.db import connections
from django.utils import timezone

from lachan.serve.schedule import STEPS

SWEEPS = ("triage.take_in", "triage.watch", "journal.seal")


def work_on() -> None:
    """The worker runs what is queued, then the sweeps of the queue and the trail are made."""
    # Playwright keeps a loop in this thread, so the worker's own needs another.
    failed: list[BaseException] = []
    worker = Thread(target=_run, args=(failed,))
    worker.start()
    worker.join()
    assert not failed, failed
    for step in STEPS:
        if step.name in SWEEPS:
            step.run(timezone.now())


def _run(failed: list[BaseException]) -> None:
    try:
        asyncio.run(_jobs())
    except BaseException as error:  # noqa: BLE001 - told by the thread that waits
        failed.append(error)


async def _jobs() -> None:
    from procrastinate.contrib.django import app

    # One thread for all jobs, so that their database connection can be closed at the end.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(
                wait=False, concurrency=1, delete_jobs="successful", install_signal_handlers=False
            )
    await sync_to_async(connections.close_all, thread_sensitive=False)()
