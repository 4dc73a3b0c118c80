"""What the leaves of conditions mean: terms, ages and other signs, scores of a trained model."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lachan.detect.extractors import EXTRACTORS, Span, ages_under
from lachan.detect.extractors.ages import AGE_TRIGGER
from lachan.detect.extractors.gazetteer import Gazetteer, finding_with
from lachan.detect.fold import Folded, fold
from lachan.detect.lexicons import Lexicon
from lachan.detect.syllables import Marks
from lachan.detect.terms import Term

UNKNOWN: Final = ""
Wrong = tuple[str, str]
_FINE: Final[Wrong] = ("", "")


@dataclass(frozen=True, slots=True)
class Finder:
    """A leaf that a function answers. What it finds is never quoted when `private`."""

    label: str
    find: Callable[[Folded], Iterator[Span]]
    private: bool
    # A pattern over the folded view that hits wherever `find` finds; None: it may find anywhere.
    trigger: str | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """A leaf that a trained model answers: its label scores at least `least`, 0 to 1."""

    label: str
    least: float


@dataclass(slots=True)
class LeafBook:
    """Every leaf of a rule set under its key, so that each is looked up once per page."""

    lexicons: Mapping[str, Lexicon]
    finders: dict[str, Finder] = field(default_factory=dict)
    # key -> label, and term -> keys of the leaves it belongs to.
    labels: dict[str, str] = field(default_factory=dict)
    terms: dict[Term, list[str]] = field(default_factory=dict)
    thresholds: dict[str, Threshold] = field(default_factory=dict)
    # Labels that the trained models give.
    scored: frozenset[str] = frozenset()
    # Names of places that signs know; None: those that ship.
    places: Gazetteer | None = None

    def key(self, kind: str, body: Any) -> tuple[str, Wrong]:
        """The key of a leaf, or UNKNOWN with what is wrong and how to mend it."""
        if kind == "co_tuoi_duoi":
            finder = Finder(f"tuổi dưới {body}", ages_under(body), False, AGE_TRIGGER)
            return self._finder(f"tuoi:{body}", finder)
        if kind == "co_dau_hieu":
            return self._sign(body)
        if kind == "co_nhan":
            return self._score(body["nhan"], body["tu"])
        return self._words(body)

    def only(self, keys: Collection[str]) -> "LeafBook":
        """The same with these leaves alone."""
        owners = {term: [key for key in held if key in keys] for term, held in self.terms.items()}
        return LeafBook(
            self.lexicons,
            {key: finder for key, finder in self.finders.items() if key in keys},
            {key: label for key, label in self.labels.items() if key in keys},
            {term: held for term, held in owners.items() if held},
            {key: at for key, at in self.thresholds.items() if key in keys},
            self.scored,
            self.places,
        )

    def _finder(self, key: str, finder: Finder) -> tuple[str, Wrong]:
        self.finders[key] = finder
        self.labels[key] = finder.label
        return key, _FINE

    def _sign(self, name: str) -> tuple[str, Wrong]:
        if name not in EXTRACTORS:
            known = ", ".join(sorted(EXTRACTORS))
            return UNKNOWN, (f"không có dấu hiệu tên “{name}”.", f"chọn một trong: {known}.")
        sign = EXTRACTORS[name]
        find = sign.find if self.places is None else finding_with(self.places, sign.find)
        return self._finder(
            f"dau_hieu:{name}", Finder(sign.label, find, sign.private, sign.trigger)
        )

    def _score(self, label: str, least: float) -> tuple[str, Wrong]:
        if label not in self.scored:
            known = ", ".join(sorted(self.scored)) or "(chưa có mô hình nào)"
            return UNKNOWN, (f"không có nhãn “{label}”.", f"chọn một trong: {known}.")
        key = f"nhan:{label}:{least}"
        self.thresholds[key] = Threshold(label, least)
        self.labels[key] = f"mô hình chấm “{label}” từ {least:g}"
        return key, _FINE

    def _words(self, body: Mapping[str, Any]) -> tuple[str, Wrong]:
        marks = Marks(body["dau"]) if "dau" in body else None
        if ("tu_dien" in body) == ("cum_tu" in body):
            return UNKNOWN, ("cần đúng một trong hai mục tu_dien và cum_tu.", "giữ lại một mục.")
        if "cum_tu" in body:
            terms = tuple(Term(text, marks or Marks.COMPATIBLE) for text in body["cum_tu"])
            for term in terms:
                if not any(c.isalnum() for c in fold(term.text).text):
                    what = f"cụm từ “{term.text}” không có chữ cái hoặc chữ số nào."
                    return UNKNOWN, (what, "bỏ cụm từ này.")
            return self._terms(f"cum_tu:{terms!r}", body.get("ten", "từ ngữ"), terms)
        lexicon = self.lexicons.get(body["tu_dien"])
        if lexicon is None:
            known = ", ".join(sorted(self.lexicons)) or "(chưa có từ điển nào)"
            what = f"không có từ điển “{body['tu_dien']}”."
            return UNKNOWN, (what, f"chọn một trong: {known}.")
        terms = tuple(Term(term.text, marks or term.marks) for term in lexicon.terms)
        return self._terms(f"tu_dien:{lexicon.code}:{marks}", lexicon.label, terms)

    def _terms(self, key: str, label: str, terms: tuple[Term, ...]) -> tuple[str, Wrong]:
        if key not in self.labels:
            self.labels[key] = label
            for term in dict.fromkeys(terms):
                self.terms.setdefault(term, []).append(key)
        return key, _FINE
