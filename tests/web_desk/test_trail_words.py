"""The trail speaks: no code reaches a record's history without its words."""

import ast
from pathlib import Path

import lachan
from lachan.web.desk.trail_words import ACTIONS


def test_every_action_that_is_recorded_has_words():
    recorded = {word for path in _files() for word in _recorded(ast.parse(path.read_text("utf-8")))}

    assert recorded > {"case.identified", "queue.taken", "tip.received"}
    assert recorded - ACTIONS.keys() == set()


def _files():
    return Path(lachan.__file__).parent.glob("*/operations/**/*.py")


def _recorded(tree):
    """The literal actions given to whatever writes the trail: `action="case.closed"`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "action":
            for part in ast.walk(node.value):
                if isinstance(part, ast.JoinedStr):
                    break
                if isinstance(part, ast.Constant) and "." in str(part.value):
                    yield part.value
