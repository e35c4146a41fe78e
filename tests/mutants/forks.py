"""Judges the mutants of the domain in minutes: pytest collects once, and each mutant is a fork of it.

    python -m tests.mutants.forks VERDICTS TEST... -- MUTANT...

Run in a tree whose pyproject.toml has mutmut's settings. mutmut makes the mutants and names them; here they are judged.
The domain needs neither the application nor a database, so that what is forked is small, and a mutant costs little more
than the tests that notice it, the quickest first. Nothing runs before a fork, or what is kept from one call to the next
would hide the mutant.
"""

import fnmatch
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import hypothesis
import pytest
from mutmut import __main__ as mutmut
from mutmut.mutation import trampoline
from mutmut.utils.format_utils import mangled_name_from_mutant_name

from tests.mutants.areas import UNJUDGED

# No line of a failure is read: that one failed is all there is to know.
PLAIN = (
    "-c/dev/null",
    "--rootdir=.",
    "--noconftest",
    "--assert=plain",
    "--import-mode=importlib",
    "--tb=no",
    "-qq",
    "-s",
)
WITHOUT = ("cacheprovider", "logging", "unraisableexception", "threadexception")
# A mutant may be slower than what it was; where a test takes so many times as long, it goes round for ever.
TIMES, LEAST_SECONDS = 4, 2


class Judge:
    """A plugin of pytest that judges mutants in place of a run of the tests, and keeps a verdict on each."""

    def __init__(self, asked: Sequence[str]) -> None:
        """Judge those whose names fit, or all."""
        self.asked = asked or ("*",)
        self.verdicts: dict[str, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which tests meet which function, then judge."""
        learnt = Path("learnt.json")
        if _forked(lambda: _learn(session, learnt)):
            raise RuntimeError("A test fails without any mutant.")
        hits, lasts = json.loads(learnt.read_text())
        for mutant in _mutants():
            if not any(fnmatch.fnmatch(mutant, each) for each in self.asked):
                self.verdicts[mutant] = UNJUDGED
                continue
            meeting = sorted(hits.get(mangled_name_from_mutant_name(mutant), ()), key=lasts.__getitem__)
            self.verdicts[mutant] = _verdict(session, mutant, meeting, lasts)
        return True


def _mutants() -> list[str]:
    return [
        name for meta in sorted(Path().rglob("*.meta")) for name in json.loads(meta.read_text())["exit_code_by_key"]
    ]


def _verdict(session: pytest.Session, mutant: str, meeting: Sequence[str], lasts: Mapping[str, float]) -> str:
    if not meeting:
        return "no tests"
    items = {item.nodeid: item for item in session.items}

    def judge() -> bool:
        trampoline.set_mutant_under_test(mutant)
        for test in meeting:
            _allow(LEAST_SECONDS + int(TIMES * lasts[test]))
            if _fails(session, items[test]):
                return True
        return False

    ended = _forked(judge)
    return {0: "survived", 1: "killed", -signal.SIGXCPU: "timeout"}.get(ended, "segfault")


def _allow(seconds: int) -> None:
    """Let this process have so many more seconds of the processor, and end there."""
    last = int(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (last, resource.RLIM_INFINITY))


def _learn(session: pytest.Session, learnt: Path) -> bool:
    """Write which tests meet which function, and how long each test lasts; tell whether one fails."""
    trampoline.set_mutant_under_test("stats")
    met: set[str] = set()
    trampoline.record_trampoline_hit = lambda name, **_: met.add(name)
    hits: dict[str, list[str]] = {}
    lasts: dict[str, float] = {}
    for item in session.items:
        met.clear()
        begun = time.process_time()
        if _fails(session, item):
            return True
        lasts[item.nodeid] = time.process_time() - begun
        for name in met:
            hits.setdefault(name, []).append(item.nodeid)
    learnt.write_text(json.dumps([hits, lasts]))
    return False


def _fails(session: pytest.Session, item: pytest.Item) -> bool:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    return session.testsfailed > 0


def _forked(work: Callable[[], bool]) -> int:
    """Return how a fork that does the work ends: 0, 1 where it says so or breaks, or less than 0 by which signal."""
    child = os.fork()
    if child == 0:
        ended = 1
        try:
            ended = int(work())
        finally:
            os._exit(ended)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _make_mutants() -> None:
    Path("mutants").mkdir(exist_ok=True)
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.setup_source_paths()
    mutmut.store_lines_covered_by_tests()
    mutmut.create_mutants(1)


def main(verdicts: Path, tests: Sequence[str], asked: Sequence[str]) -> int:
    """Make the mutants and judge them, write the verdicts, and return the exit code."""
    _make_mutants()
    os.chdir("mutants")
    sys.path[0] = str(Path.cwd())
    trampoline.set_mutant_under_test("")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    hypothesis.settings.register_profile("house", deadline=None)
    hypothesis.settings.load_profile("house")
    judge = Judge(asked)
    ended = pytest.main([*PLAIN, *(f"-pno:{name}" for name in WITHOUT), *tests], plugins=[judge])
    verdicts.write_text(json.dumps(judge.verdicts))
    return 0 if judge.verdicts else ended or 1


if __name__ == "__main__":
    at = sys.argv.index("--")
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:at], sys.argv[at + 1 :]))
