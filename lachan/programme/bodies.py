"""Under which name a unit writes official papers, to whom, from where, and who signs."""

from dataclasses import dataclass
from datetime import date

from lachan.papers.rules import Authority, authority_lines
from lachan.people import queries as people
from lachan.people.models import UnitKind, UnitRelation, UnitVersion
from lachan.people.rules import Tree

_COMMITTEE = "Ủy ban nhân dân"
# An administrative unit writes through its people's committee.
_TERRITORY = frozenset({UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE})
_TYPE_WORDS = ("Tỉnh ", "Thành phố ", "Huyện ", "Thị xã ", "Thị trấn ", "Xã ", "Phường ")


@dataclass(frozen=True, slots=True)
class Signing:
    """In which post and in whose name the signer signs. Data: the law has changed on it."""

    post: str = "Giám đốc"
    authority: Authority = Authority.HEAD
    head: str = ""
    body: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        return authority_lines(self.authority, head=self.head, own=self.post, body=self.body)


@dataclass(frozen=True, slots=True)
class Body:
    """A unit as a writer of papers. `superior` is whom it reports to, '' for the highest."""

    name: str
    superior: str
    superior_short: str
    place: str
    signing: Signing


def body_of(unit_id: int, on: date) -> Body:
    """As the unit was on that day."""
    own = _version(unit_id, on)
    above = _above(unit_id, on)
    territory = own
    while territory is not None and territory.kind not in _TERRITORY:
        territory = _above(territory.unit_id, on)
    committee = own is not None and own.kind in _TERRITORY
    return Body(
        name=_full(own),
        superior=_full(above),
        # A committee names no superior above itself.
        superior_short="" if committee else _short(above),
        place=_without_type(territory.name) if territory else "",
        signing=_OF_COMMITTEE if committee else Signing(),
    )


_OF_COMMITTEE = Signing("Chủ tịch", Authority.ON_BEHALF, body=_COMMITTEE)


def _version(unit_id: int, on: date) -> UnitVersion | None:
    found = UnitVersion.objects.filter(people.valid_on(on), unit=unit_id).first()
    return found or UnitVersion.objects.filter(unit=unit_id).order_by("-valid_from").first()


def _above(unit_id: int, on: date) -> UnitVersion | None:
    relations = UnitRelation.objects.filter(people.valid_on(on), tree=Tree.TERRITORIAL)
    relation = relations.filter(child=unit_id).first()
    return _version(relation.parent_id, on) if relation else None


def _full(version: UnitVersion | None) -> str:
    if version is None:
        return ""
    name = version.name
    return f"{_COMMITTEE} {name[0].lower()}{name[1:]}" if version.kind in _TERRITORY else name


def _short(version: UnitVersion | None) -> str:
    return _full(version).replace(_COMMITTEE, "UBND")


def _without_type(name: str) -> str:
    for word in _TYPE_WORDS:
        if name.startswith(word):
            return name.removeprefix(word)
    return name
