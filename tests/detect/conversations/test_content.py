"""Stages and settings are checked whole; mistakes come with file, line and remedy."""

import math
import shutil

import pytest

from lachan.detect.conversations.model import ConversationModel
from lachan.detect.conversations.stages import read_content, threshold_of
from lachan.detect.problems import BadRules
from tests.detect.conversations.conftest import FOLDER


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped content that may be broken."""
    shutil.copytree(FOLDER, tmp_path / "conversations")
    return tmp_path / "conversations"


def broken(folder, file, before, after):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadRules) as caught:
        ConversationModel.load(folder)
    return [str(problem) for problem in caught.value.problems]


LOVE = "stages/01_lam_quen.yaml"


@pytest.mark.parametrize(
    ("file", "before", "after", "says"),
    [
        (LOVE, "{du_do: ", "{la: ", "không có loại “la”"),
        (LOVE, "cum_tu:\n", "cum_tu:\n  - (a|b\n", "không khớp"),
        (LOVE, "cum_tu:\n", "cum_tu:\n  - <la> a\n", "không có nhóm từ “la”"),
        (LOVE, "cum_tu:\n", "cum_tu:\n  - '?!'\n", "không có chữ cái"),
        (LOVE, "ma: lam_quen", "ma: ban_dem", "đã dùng ở chỗ khác"),
        (LOVE, "ten: ", "tem: ", "mục lạ"),
        (LOVE, "ma: lam_quen", "ma: [", "YAML"),
        ("model.yaml", "tac_hai: T04", "tac_hai: T99", "không có mã “T99”"),
        ("model.yaml", "moi_luot: -0.03", "moi_luot: 1", "quá lớn"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_remedy(folder, file, before, after, says):
    problems = broken(folder, file, before, after)

    assert any(
        says in one and "dòng" in one and "Cách sửa" in one and file.split("/")[-1] in one
        for one in problems
    )


def test_every_mistake_is_told_at_once(folder):
    text = (folder / LOVE).read_text(encoding="utf-8")
    (folder / LOVE).write_text(text.replace("cum_tu:\n", "cum_tu:\n  - (a\n  - b)\n"))

    _settings, _stages, problems = read_content(folder)

    assert len(problems) == 2


def test_the_threshold_is_what_the_false_alarms_allow():
    assert threshold_of(5, 1000, 40) == pytest.approx(math.log(8000))
    assert threshold_of(1, 1000, 40) > threshold_of(5, 1000, 40)


def test_the_shipped_weights_are_by_known_kinds_and_every_kind_has_some(model):
    kinds = {kind.code for kind in model.settings.kinds}

    assert {kind for stage in model.stages for kind in stage.weights} == kinds


def test_the_digest_names_the_content(folder, model):
    same = ConversationModel.load(folder)
    path = folder / LOVE
    path.write_text(path.read_text(encoding="utf-8") + "# khác\n", encoding="utf-8")
    other = ConversationModel.load(folder)

    assert len(model.digest) == 64
    assert same.digest != other.digest
