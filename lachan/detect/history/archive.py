"""Rule sets kept under the name of their content, so that an old verdict can be given again."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from lachan.detect.engine import RuleSet
from lachan.detect.history.aside import folder_aside, put
from lachan.detect.history.fingerprints import fingerprints, gazetteer_digest
from lachan.detect.history.refusals import AlteredArchive, CannotLookBack, OtherEngine
from lachan.detect.rule_folder import RuleFolder, read_folder
from lachan.detect.versions import COMPANIONS, ENGINE_VERSION, digest_of

_LEXICONS: Final = "lexicons"
_ABOUT: Final = "about.json"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an archived rule set without reading its rules.

    `rules` is the name of its folder of rules, which is part of the digest; `fingerprints` are
    those of its rules by code; `gazetteer` is the digest of the places that finders knew.
    """

    engine: int
    rules: str
    fingerprints: Mapping[str, str]
    gazetteer: str


def archive(rules: Path, home: Path) -> str:
    """Copies a folder of rules and all that it leans on into a history; gives its digest.

    The same content again changes nothing. Raises BadRules; then nothing is kept.
    """
    rules = rules.absolute()
    known = digest_of(rules, rules.parent / _LEXICONS)
    if _folder(home, known).exists():
        return known
    with folder_aside(_folder(home, "")) as copy:
        _copy(rules, copy)
        # Read from the copy: whoever edits the folder meanwhile changes nothing here.
        read = read_folder(copy / rules.name)
        marks = fingerprints(read, copy)
        told = asdict(About(ENGINE_VERSION, rules.name, marks, gazetteer_digest(copy)))
        (copy / _ABOUT).write_text(json.dumps(told, indent=1, sort_keys=True), encoding="utf-8")
        put(copy, _folder(home, read.digest))
    return read.digest


def about(home: Path, digest: str) -> About:
    """What is known of an archived rule set. Raises CannotLookBack."""
    path = _folder(home, digest) / _ABOUT
    try:
        return About(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        what = f"Không có bộ quy tắc {digest[:12]} trong lịch sử này."
        raise CannotLookBack(f"{what} Kiểm tra mã hoặc thư mục lịch sử.") from None
    except (ValueError, TypeError):
        raise AlteredArchive(_altered(digest)) from None


def archived(home: Path) -> list[str]:
    """The digests of all archived rule sets."""
    return sorted(path.parent.name for path in home.glob(f"rulesets/*/{_ABOUT}"))


def read_archived(home: Path, digest: str) -> RuleFolder:
    """An archived rule set, read. Raises AlteredArchive, OtherEngine, CannotLookBack."""
    known = about(home, digest)
    if known.engine != ENGINE_VERSION:
        raise OtherEngine(
            f"Bộ quy tắc {digest[:12]} đã chạy trên bộ máy phiên bản {known.engine}, máy này là"
            f" phiên bản {ENGINE_VERSION}. Dùng bản phần mềm cũ để chạy lại."
        )
    rules = _folder(home, digest) / known.rules
    if digest_of(rules, rules.parent / _LEXICONS) != digest:
        raise AlteredArchive(_altered(digest))
    # Of a set without names of its own: those that ship may have changed.
    if known.gazetteer != gazetteer_digest(rules.parent):
        raise OtherEngine(
            f"Danh sách địa danh đã đổi so với khi bộ quy tắc {digest[:12]} chạy. Khôi phục"
            " content/gazetteer của khi đó để chạy lại."
        )
    return read_folder(rules)


def load_archived(home: Path, digest: str) -> RuleSet:
    """An archived rule set, compiled. Raises AlteredArchive, OtherEngine, CannotLookBack."""
    return RuleSet.of(read_archived(home, digest))


def _folder(home: Path, digest: str) -> Path:
    return home / "rulesets" / digest


def _copy(rules: Path, target: Path) -> None:
    for folder in (rules, rules.parent / _LEXICONS):
        (target / folder.name).mkdir(exist_ok=True)
        for path in sorted(folder.glob("*.yaml")):
            shutil.copyfile(path, target / folder.name / path.name)
    for companion in COMPANIONS:
        if (rules.parent / companion).is_dir():
            shutil.copytree(rules.parent / companion, target / companion)


def _altered(digest: str) -> str:
    return (
        f"Bộ quy tắc lưu trữ {digest[:12]} đã bị sửa: nội dung không còn khớp với mã của nó."
        " Khôi phục từ bản sao lưu."
    )
