"""What clusters tell: edges, groups with their reasons, floods."""

from typing import NamedTuple

from lachan.detect.campaigns.kinds import Kind, Link


class Edge(NamedTuple):
    """Two posts by their ids, the earlier first, and what joins them.

    `score` is the Jaccard of texts alike, 1 for a link. `value` is the link, empty for texts.
    """

    left: str
    right: str
    kind: Kind
    value: str
    score: float


class Reason(NamedTuple):
    """Something that all of these posts have in common."""

    kind: Kind
    value: str
    members: tuple[str, ...]


class Group(NamedTuple):
    """A campaign: two posts or more in the order they came, connected by the reasons.

    `name` is made of the first post's id, and stays while the campaign grows.
    """

    name: str
    members: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Flood(NamedTuple):
    """A link that stands in too many different texts to join anything."""

    link: Link
    texts: int
    members: tuple[str, ...]
