"""The compiled loops over sets that are joined."""

from lachan.detect.compiled import njit


@njit()
def root(parent, item):  # type: ignore[no-untyped-def]
    """The first of the set that an item is in; shortens the way there."""
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


@njit()
def join_pairs(parent, left, right):  # type: ignore[no-untyped-def]
    """Joins the sets of each pair; the lesser root stays the root."""
    for at in range(len(left)):
        a, b = root(parent, left[at]), root(parent, right[at])
        if a != b:
            parent[max(a, b)] = min(a, b)


@njit()
def roots(parent, out):  # type: ignore[no-untyped-def]
    for item in range(len(parent)):
        out[item] = root(parent, item)
