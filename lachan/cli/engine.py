"""Commands of the detection engine; none needs a database."""

from datetime import datetime
from pathlib import Path

import click

from lachan.cli.house import main

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_HOME = click.Path(file_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])
_FIRST_COLUMN = "Of several, a row is read by the first it has."


@main.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--out", "target", required=True, type=click.Path(path_type=Path))
@click.option("--rules", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True)
@click.option("--workers", type=click.IntRange(min=1), help="Processes; by default all processors.")
@click.option("--resume/--fresh", default=True, help="Go on where a scan ended, or begin anew.")
@click.option("--format", "form", type=click.Choice(["jsonl", "parquet"]), help="Of the answers.")
def scan(
    source: Path,
    target: Path,
    rules: Path | None,
    engine: str,
    workers: int | None,
    resume: bool,
    form: str | None,
) -> None:
    """Scan SOURCE with the detection rules: a file or a folder of JSONL, CSV or Parquet.

    Needs no database. Files may be packed with gzip or zstd. A folder is mirrored into OUT.
    """
    from lachan.detect.scan_file import Engine, Form, Options
    from lachan.serve.scan import scan

    options = Options(Engine(engine), workers, not resume, Form(form) if form else None)
    raise SystemExit(scan(source, target, rules, options, click.echo))


@main.command()
@click.argument("data", nargs=-1, required=True, type=_FILE)
@click.option("--text-column", "text", multiple=True, required=True, help=_FIRST_COLUMN)
@click.option("--label-column", "labels", multiple=True, required=True, help=_FIRST_COLUMN)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--label", default="", help="Name of the one label: all that is not clean has it.")
@click.option("--positive", default="", help="Values that are not clean, as 1,2; else by itself.")
@click.option("--negatives", multiple=True, type=_FILE, help="Texts that are all clean.")
@click.option("--context-separator", "separator", default="", help="Ends what a text answers to.")
@click.option("--notice", "notices", multiple=True, type=_FILE, help="A licence to ship with it.")
@click.option("--date", type=_DAY, help="Written into the model; by default today.")
def train(
    data: tuple[Path, ...],
    text: tuple[str, ...],
    labels: tuple[str, ...],
    out: Path,
    label: str,
    positive: str,
    negatives: tuple[Path, ...],
    separator: str,
    notices: tuple[Path, ...],
    date: datetime | None,
) -> None:
    """Train a model on DATA: files of labelled texts, CSV, TSV, JSONL or JSON.

    0, false, [] and "clean" are clean. Other numbers and lists of places only say that a text is
    not; other words are labels, and a list of words several. A row that cannot be read is left out
    and told with its line and field.
    """
    from lachan.detect.model import command
    from lachan.detect.model.labelled import Columns
    from lachan.detect.model.train import Settings

    source = command.Source(data, Columns(text, labels), _values(positive), negatives)
    day = (date or datetime.now().astimezone()).date().isoformat()
    try:
        command.run_train(
            source,
            out,
            label=label,
            separator=separator,
            notices=notices,
            date=day,
            settings=Settings(),
            say=_aside,
        )
    except command.CannotDo as problem:
        raise SystemExit(str(problem)) from None


@main.command()
@click.argument("data", nargs=-1, type=_FILE)
@click.option("--model", required=True, type=_FOLDER, help="The folder that `train` wrote.")
@click.option("--text-column", "text", multiple=True, default=("text",), help=_FIRST_COLUMN)
@click.option("--label-column", "labels", multiple=True, default=("label",), help=_FIRST_COLUMN)
@click.option("--source-column", "origin", default="", help="Figures for each value of it.")
@click.option("--positive", default="", help="Values that are not clean, as 1,2; else by itself.")
@click.option("--negatives", multiple=True, type=_FILE, help="Texts that are all clean.")
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.5, show_default=True)
@click.option("--disguises", is_flag=True, help="Measure again on texts written around a filter.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(
    data: tuple[Path, ...],
    model: Path,
    text: tuple[str, ...],
    labels: tuple[str, ...],
    origin: str,
    positive: str,
    negatives: tuple[Path, ...],
    threshold: float,
    disguises: bool,
    as_json: bool,
) -> None:
    """Measure a model on DATA, read as `train` reads it, or on --negatives alone.

    A model of one label is held against clean and not clean, however many classes the data has.
    """
    from json import dumps

    from lachan.detect.model import command
    from lachan.detect.model.labelled import Columns

    source = command.Source(data, Columns(text, labels, origin), _values(positive), negatives)
    try:
        report = command.run_evaluate(
            source, model, disguises=disguises, threshold=threshold, say=_aside
        )
    except command.CannotDo as problem:
        raise SystemExit(str(problem)) from None
    click.echo(dumps(report, ensure_ascii=False, indent=2) if as_json else command.summary(report))


def _values(listed: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in listed.split(",") if value.strip())


def _aside(line: str) -> None:
    """Progress and what was left out: not part of the answer."""
    click.echo(line, err=True)


@main.command()
@click.option("--rules", required=True, type=_FOLDER, help="The changed rules.")
@click.option("--since", type=_DAY, help="First day, as 2026-08-01; else the first there is.")
@click.option("--until", type=_DAY, help="Last day; else the last there is.")
@click.option("--history", "home", type=_HOME, help="The history; by default var/history.")
@click.option("--base", default="", help="Digest of the rule set to compare with.")
@click.option("--minutes", type=click.FloatRange(min=0), help="Of an officer for one finding.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def backtest(
    rules: Path,
    since: datetime | None,
    until: datetime | None,
    home: Path | None,
    base: str,
    minutes: float | None,
    as_json: bool,
) -> None:
    """Tell what changed rules would have found in the past, no longer found, and cost."""
    from lachan.serve.history import run_backtest

    first, last = (moment.date() if moment else None for moment in (since, until))
    run_backtest(rules, first, last, home, click.echo, base=base, minutes=minutes, as_json=as_json)


@main.group()
def rules() -> None:
    """Detection rules, as content/rules holds them."""


@rules.command("check")
@click.argument("folder", type=_FOLDER)
@click.option("--sample", type=_FILE, help="Ordinary texts (JSONL) that rules should leave alone.")
def check_rules(folder: Path, sample: Path | None) -> None:
    """Read the rules of FOLDER, run their examples, and say what is odd; exit code 1 on errors.

    Warned of are weak terms, conditions that change nothing, and rules that find what others find.
    """
    from lachan.serve.rules import run_check

    raise SystemExit(run_check(folder, sample, click.echo))


@main.group()
def history() -> None:
    """Past texts with what rules said of them, which backtests look back at. No database."""


@history.command("add")
@click.argument("source", type=_FILE)
@click.option("--rules", type=_FOLDER, help="Rules that judge the texts; by default content/rules.")
@click.option("--history", "home", type=_HOME)
def add_history(source: Path, rules: Path | None, home: Path | None) -> None:
    """Add the texts of SOURCE (JSONL, as `lachan scan` reads it) with what the rules find."""
    from lachan.serve.history import run_add

    run_add(source, rules, home, click.echo)


@history.command("decide")
@click.argument("source", type=_FILE)
@click.option("--history", "home", type=_HOME)
def decide_history(source: Path, home: Path | None) -> None:
    """Add officers' decisions: CSV or Parquet with id, rule, outcome (real or not_real)."""
    from lachan.serve.history import run_decide

    run_decide(source, home, click.echo)


@history.command("replay")
@click.argument("digest", required=False)
@click.option("--history", "home", type=_HOME)
def replay_history(digest: str | None, home: Path | None) -> None:
    """Give old verdicts again and compare every byte; exit code 1 if one is another.

    Of the rule set DIGEST, or of all that the history holds.
    """
    from lachan.serve.history import run_replay

    raise SystemExit(run_replay(digest, home, click.echo))


@history.command("drop-texts")
@click.option("--before", required=True, type=_DAY, help="The first day whose texts stay.")
@click.option("--history", "home", type=_HOME)
def drop_texts(before: datetime, home: Path | None) -> None:
    """Take out the texts of earlier days for good; ids and verdicts stay."""
    from lachan.serve.history import run_drop_texts

    run_drop_texts(before.date(), home, click.echo)


@main.command()
@click.argument("source", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each chat.")
@click.option(
    "--names",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write here who is behind each letter.",
)
@click.option("--model", type=_FOLDER, help="By default content/conversations.")
def chat(source: Path, as_json: bool, names: Path | None, model: Path | None) -> None:
    """Read a chat turn by turn: pasted text, or result.json as Telegram exports it.

    It shows the turns that an officer should look at, and says of nobody what they did. Speakers
    are letters in what is printed.
    """
    from lachan.serve.chat import run_chat

    run_chat(source, model, click.echo, as_lines=as_json, names=names)
