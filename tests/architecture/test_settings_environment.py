"""The environment is read in one place, which refuses what is missing or wrong."""

import ast

from tests.architecture.source import PACKAGE, files, place, tree

READS = {"environ", "environb", "getenv", "putenv"}
ALLOWED = {
    "config/environment.py",  # the one place
    "config/boot.py",  # tells Django which settings module is meant
    "config/wsgi.py",  # the same, for a server that opens the door itself
    "detect/hashes/merging.py",  # hands on to its child what it was given itself
    "detect/scale/ray_engine.py",  # what Ray reads: where its cluster is, and not to report its use
}


def _reads_environment(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "os" and bool(READS & {alias.name for alias in node.names})
    return isinstance(node, ast.Attribute) and node.attr in READS


def test_nobody_else_reads_the_environment():
    found = [
        place(path, node)
        for path in files()
        if str(path.relative_to(PACKAGE)) not in ALLOWED
        for node in ast.walk(tree(path))
        if _reads_environment(node)
    ]

    assert not found
