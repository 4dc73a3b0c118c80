"""How tests are dealt out to workers: one by one, but stories that share a house stay together."""

from xdist.scheduler.loadscope import LoadScopeScheduling

# Their stories are told in order, or are costly to begin.
TOGETHER = ("tests/serve/", "tests/browser/")


class StoriesStayTogether(LoadScopeScheduling):
    """A file of stories goes to one worker; any other test to whichever is free."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file.startswith(TOGETHER) else nodeid


def pytest_xdist_make_scheduler(config, log):
    return StoriesStayTogether(config, log)
