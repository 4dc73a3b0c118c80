"""The wizard's questions: one to a page, every one may be skipped."""

from collections.abc import Mapping
from dataclasses import dataclass

from lachan.tips.rules import (
    LOCATOR_MAX,
    NARRATIVE_MAX,
    AgeBand,
    Answer,
    Place,
    ReporterRole,
    TipAnswers,
)
from lachan.web.public import tiles


@dataclass(frozen=True, slots=True)
class Step:
    """`choices` are the answers a page offers, by field; `texts` the longest text, by field."""

    name: str
    choices: Mapping[str, frozenset[str]]
    texts: Mapping[str, int]

    @property
    def template(self) -> str:
        return f"public/tell/{self.name}.html"

    def read(self, given: Mapping[str, str]) -> dict[str, str]:
        """The answers to this page. What the page does not offer counts as not answered."""
        chosen = {
            field: given[field]
            for field, offered in self.choices.items()
            if given.get(field) in offered
        }
        written = {field: given.get(field, "").strip() for field in self.texts}
        return chosen | written

    def too_long(self, answers: Mapping[str, str]) -> list[str]:
        """The texts that do not fit."""
        return [field for field, most in self.texts.items() if len(answers.get(field, "")) > most]


def _offered(
    kind: type[Answer] | type[AgeBand] | type[ReporterRole] | type[Place],
) -> frozenset[str]:
    return frozenset(one.value for one in kind)


STEPS = (
    Step("danger", {"danger": _offered(Answer)}, {}),
    Step("who", {"age_band": _offered(AgeBand), "reporter_role": _offered(ReporterRole)}, {}),
    Step("what", {"harm": frozenset(tile.harm for tile in tiles.ALL)}, {}),
    Step("where", {"place_kind": _offered(Place)}, {"locator": LOCATOR_MAX}),
    Step("still", {"ongoing": _offered(Answer)}, {}),
    Step("words", {}, {"narrative": NARRATIVE_MAX}),
)
NAMES = tuple(step.name for step in STEPS)
BY_NAME = {step.name: step for step in STEPS}


def after(step: Step) -> Step | None:
    """The next question, None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def before(step: Step) -> Step:
    """The question before; the first one stays."""
    return STEPS[max(STEPS.index(step) - 1, 0)]


def current(answers: Mapping[str, str]) -> Step:
    """The page a draft stands at."""
    return BY_NAME.get(answers.get("step", ""), STEPS[0])


def as_tip(answers: Mapping[str, str]) -> TipAnswers:
    """The draft as a tip. Whatever is missing is unknown."""
    return TipAnswers(
        danger=Answer(answers.get("danger", Answer.UNKNOWN)),
        age_band=AgeBand(answers.get("age_band", AgeBand.UNKNOWN)),
        reporter_role=ReporterRole(answers.get("reporter_role", ReporterRole.UNKNOWN)),
        harm=answers.get("harm", "T00"),
        place_kind=Place(answers.get("place_kind", Place.UNKNOWN)),
        ongoing=Answer(answers.get("ongoing", Answer.UNKNOWN)),
        narrative=answers.get("narrative", ""),
        locator=answers.get("locator", ""),
    )
