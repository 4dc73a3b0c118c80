"""What a report says as an official paper: the skeleton I-V and the annex of figures."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils import translation
from django.utils.translation import gettext

from lachan.common.time import local
from lachan.papers.render import Annex, Block, Column, PaperContext
from lachan.papers.rules import body_code
from lachan.programme import queries
from lachan.programme.bodies import Signing, body_of
from lachan.programme.models import Figure, Report
from lachan.programme.rules import (
    NO_DATA,
    SECTION_TITLES,
    Section,
    number_text,
    percent_text,
)

_COLUMNS = (
    Column("STT", 9),
    Column("Chỉ tiêu", 44),
    Column("Đơn vị tính", 17),
    Column("Tử số", 17, numeric=True),
    Column("Mẫu số", 17, numeric=True),
    Column("Tỷ lệ", 17, numeric=True),
    Column("Cùng kỳ năm trước", 20, numeric=True),
    Column("Ghi chú", 24),
)


def context_of(
    report: Report,
    *,
    draft: bool,
    signer: str,
    signing: Signing | None = None,
    number: int | None = None,
    day: date | None = None,
) -> PaperContext:
    """The whole paper, in Vietnamese whatever the reader's language."""
    with translation.override("vi"):
        body = body_of(report.unit_id, report.period.window.last_day)
        figures = list(queries.figures(report))
        return PaperContext(
            superior=body.superior_short,
            issuer=body.name,
            issuer_code=body_code(body.name),
            place=body.place,
            year=(day or local(report.computed_at).date()).year,
            number=number,
            day=day,
            subject=f"Kết quả thực hiện {report.programme.title} {report.period.title}",
            addressees=(body.superior,) if body.superior else (),
            bases=_bases(report),
            blocks=tuple(_blocks(report, figures)),
            authority=(signing or body.signing).lines,
            signer=signer,
            recipients=("Như trên",) if body.superior else (),
            annexes=tuple(_annexes(report, figures)),
            draft=draft,
        )


def _bases(report: Report) -> tuple[str, ...]:
    """Only what somebody has checked is printed as law."""
    if not report.programme.verified:
        return ()
    return (f"Căn cứ {report.programme.legal_basis}",)


def _blocks(report: Report, figures: Sequence[Figure]) -> Iterator[Block]:
    for section in Section:
        title = gettext(SECTION_TITLES[section]).upper()
        yield Block("heading", f"{section.value}. {title}")
        written = report.narrative.get(section.value, "")
        if written:
            yield Block("text", written)
        if section is Section.RESULTS:
            yield from _results(report, figures)


def _results(report: Report, figures: Sequence[Figure]) -> Iterator[Block]:
    group = ""
    number = 0
    told, without = queries.by_data(figures)
    for figure in told:
        if figure.indicator.group != group:
            group, number = figure.indicator.group, number + 1
            yield Block("subheading", f"{number}. {figure.indicator.group_title}")
        yield Block("text", f"- {sentence(figure)}")
    if without:
        yield Block("text", _lacking(without, of=len(figures), since="trong kỳ"))
    unmatched = [figure for figure in told if figure.previous_numerator is None]
    if unmatched:
        yield Block("text", _lacking(unmatched, of=len(told), since="cùng kỳ năm trước để so sánh"))
    counted = local(report.computed_at)
    missing = report.missing_units.count()
    yield Block(
        "text",
        f"Số liệu tính đến {counted:%H} giờ {counted:%M} ngày {counted:%d/%m/%Y}; "
        + (f"còn {missing} đơn vị chưa báo cáo (Phụ lục II)" if missing else "không thiếu đơn vị")
        + ". Chi tiết tại Phụ lục I.",
    )


def _lacking(without: Sequence[Figure], *, of: int, since: str) -> str:
    """One sentence for all that nobody has a number for: how many, and which."""
    if len(without) == of:
        return f"Tất cả {of} chỉ tiêu {gettext(NO_DATA)} {since}."
    names = "; ".join(f"{one.indicator.code}. {one.indicator.name}" for one in without)
    return f"Có {len(without)}/{of} chỉ tiêu {gettext(NO_DATA)} {since}: {names}."


def sentence(figure: Figure) -> str:
    """One figure in words, beside last year's where there is one: `…: 12 tin (cùng kỳ: 9)`."""
    indicator = figure.indicator
    now = _value(figure.numerator, figure.denominator, ratio=indicator.is_ratio)
    before = _value(
        figure.previous_numerator, figure.previous_denominator, ratio=indicator.is_ratio
    )
    unit = "" if figure.numerator is None else f" {indicator.unit_word}"
    beside = "" if figure.previous_numerator is None else f" (cùng kỳ năm trước: {before})"
    return f"{indicator.name}: {now}{unit}{beside}."


def _value(numerator: int | None, denominator: int | None, *, ratio: bool) -> str:
    if not ratio or numerator is None or denominator is None:
        return gettext(number_text(numerator))
    share = gettext(percent_text(numerator, denominator))
    return f"{number_text(numerator)}/{number_text(denominator)} ({share})"


def _annexes(report: Report, figures: Sequence[Figure]) -> Iterator[Annex]:
    yield Annex(
        title=f"Biểu số liệu {report.period.title}",
        columns=_COLUMNS,
        rows=tuple(_row(number, figure) for number, figure in enumerate(figures, start=1)),
        notes=(
            f"“{gettext(NO_DATA)}”: không đơn vị nào có số liệu trong kỳ; không phải là bằng 0.",
            *_unverified(figures),
        ),
    )
    missing = queries.missing_units(report)
    if missing:
        yield Annex(
            title="Đơn vị chưa báo cáo",
            columns=(Column("STT", 15), Column("Đơn vị", 150)),
            rows=tuple((str(place), name) for place, name in enumerate(missing, start=1)),
        )


def _row(number: int, figure: Figure) -> tuple[str, ...]:
    indicator = figure.indicator
    ratio = indicator.is_ratio
    return (
        str(number),
        f"{indicator.code}. {indicator.name}",
        indicator.unit_word,
        gettext(number_text(figure.numerator)),
        gettext(number_text(figure.denominator)) if ratio else "-",
        gettext(percent_text(figure.numerator, figure.denominator)) if ratio else "-",
        _value(figure.previous_numerator, figure.previous_denominator, ratio=ratio),
        _note(figure),
    )


def _note(figure: Figure) -> str:
    notes = []
    if figure.indicator.target_percent is not None:
        notes.append(f"mục tiêu {figure.indicator.target_percent}%")
    if figure.units_missing:
        notes.append(f"thiếu {figure.units_missing} đơn vị")
    return "; ".join(notes)


def _unverified(figures: Iterable[Figure]) -> tuple[str, ...]:
    codes = [figure.indicator.code for figure in figures if not figure.indicator.verified]
    if not codes:
        return ()
    return ("Biểu mẫu này chưa được đối chiếu với biểu mẫu chính thức của cơ quan có thẩm quyền.",)
