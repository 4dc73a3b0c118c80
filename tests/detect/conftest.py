"""What the engine's tests share. None of them needs Django or a database."""

from pathlib import Path

import pytest

from lachan.detect.engine import RuleSet

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"

LEXICON = """\
ma: lo_lang
ten: lời lo lắng
phien_ban: 1
cum_tu: [bắt nạt, sợ hãi]
"""
RULE = """\
ma: THU_NGHIEM
ten: Quy tắc thử
phien_ban: 2
tac_hai: T07
khi:
  tat_ca:
    - co_cum_tu: {tu_dien: lo_lang}
    - mot_trong:
        - co_cum_tu: {cum_tu: [bạn, lớp em], ten: người quen}
        - co_tuoi_duoi: 16
  tru_khi:
    - co_cum_tu: {cum_tu: [trong phim]}
cung_doan: {trong_ky_tu: 100}
diem: {co_so: 60, cong_moi_bang_chung: 10}
giai_thich: Có {so_dau_hieu} dấu hiệu bắt nạt.
kiem_thu:
  phai_bat: [{van_ban: "Bạn ấy bắt nạt em.", vi: [[7, 14]]}]
  khong_bat: [{van_ban: "Bạn ấy đọc sách."}]
"""


@pytest.fixture(scope="session")
def shipped():
    """The rules that ship."""
    return RuleSet.load(CONTENT / "rules")


@pytest.fixture
def write_rules(tmp_path):
    """Writes one rule and one lexicon, with words replaced; gives the folder of rules."""

    def write(*replaced: tuple[str, str], lexicon: str = LEXICON) -> Path:
        text = RULE
        for before, after in replaced:
            assert before in text
            text = text.replace(before, after)
        for folder, name, body in (("rules", "a.yaml", text), ("lexicons", "b.yaml", lexicon)):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / name).write_text(body, encoding="utf-8")
        return tmp_path / "rules"

    return write


@pytest.fixture
def small(write_rules):
    """One small rule, compiled."""
    return RuleSet.load(write_rules())
