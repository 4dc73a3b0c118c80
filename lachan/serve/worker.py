"""Runs background jobs, and takes up those that a dead worker left."""

import asyncio
import sys
from datetime import datetime

from lachan.config import environment
from lachan.config.boot import wake_django
from lachan.serve import database

# A worker that is silent for STALLED_AFTER seconds is taken for dead and its jobs run again.
HEARTBEAT_EVERY = 3.0
STALLED_AFTER = 12.0


def main() -> None:
    """Works until told to stop; a lost database makes it wait, not die."""
    given = environment.read()
    database.wait_until_it_answers(given.conninfo, _say)
    wake_django()
    from procrastinate.exceptions import ConnectorException
    from psycopg import OperationalError

    while True:
        try:
            asyncio.run(_work())
        except (ConnectorException, OperationalError):
            _say("The database was lost; jobs under way will be run again.")
            database.wait_until_it_answers(given.conninfo, _say)
        else:
            return


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(
                name="lachan",
                concurrency=2,
                delete_jobs="successful",
                shutdown_graceful_timeout=5.0,
                update_heartbeat_interval=HEARTBEAT_EVERY,
                stalled_worker_timeout=STALLED_AFTER,
            )


def _say(text: str) -> None:
    print(f"worker: {text}", file=sys.stderr, flush=True)


def rescue_jobs(_now: datetime) -> None:
    """Puts back in the queue what a worker had begun when it died. Jobs can be run twice safely."""
    from asgiref.sync import async_to_sync

    async_to_sync(_rescue)()


async def _rescue() -> None:
    from django.utils import timezone
    from procrastinate.contrib.django import app

    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        _say(f"Job {job.id} ({job.task_name}) was left by a dead worker; it runs again.")
        await manager.retry_job(job, timezone.now())
