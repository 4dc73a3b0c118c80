"""What somebody told an officer: by phone, at the door, by letter, or through another body."""

import json
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from lachan.common.errors import Invalid
from lachan.journal.rules import Author
from lachan.tips.errors import KnownNumber
from lachan.tips.models import Tip, TipSheet
from lachan.tips.operations.receiving import Received, receive
from lachan.tips.queries import sheet_with_number
from lachan.tips.rules import Channel, TipAnswers
from lachan.tips.sheet import WRITTEN_WITHIN, Sheet, time_problem
from lachan.vault import operations as vault


@transaction.atomic
def write_down(
    *,
    answers: TipAnswers,
    sheet: Sheet,
    channel: Channel,
    received_at: datetime,
    by: Author,
    now: datetime,
    token: str | None = None,
    with_code: bool = True,
    within: timedelta = WRITTEN_WITHIN,
) -> Received:
    """A tip with its sheet. The clocks run from `received_at`, when it was heard or came in.

    The same `token` gives the same tip and code, as for `receive`. Raises what `receive` raises,
    Invalid for a time too long ago or a sheet that cannot stand, KnownNumber.
    """
    problem = time_problem(received_at, now=now, within=within)
    wrong = ("received_at", problem) if problem else sheet.problem()
    if wrong:
        raise Invalid(field=wrong[0], problem=wrong[1])
    received = receive(
        answers=answers,
        channel=channel,
        received_at=received_at,
        by=by,
        now=now,
        token=token,
        with_code=with_code,
    )
    if not TipSheet.objects.filter(tip=received.tip).exists():
        _keep(sheet, received.tip, now)
    return received


def _keep(sheet: Sheet, tip: Tip, now: datetime) -> None:
    known = sheet_with_number(sheet)
    if known:
        raise KnownNumber(number=known.tip.number)
    row = TipSheet(tip=tip, body=sheet.body or "", body_name=sheet.body_name, number=sheet.number)
    lines = sheet.filled()
    sealed = json.dumps(lines, ensure_ascii=False) if lines else None
    vault.seal(row, now=now, particulars=sealed)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # Somebody else was quicker by a moment; their number is not read any more.
        raise KnownNumber(number=sheet.number) from error
