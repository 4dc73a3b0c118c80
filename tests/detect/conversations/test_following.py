"""An alarm comes at the turn at which it is warranted, and shows what made it."""

from datetime import datetime

import pytest

from lachan.common.time import VIETNAM
from lachan.detect.conversations.chat import Turn
from lachan.detect.conversations.circumstances import FanOut
from tests.detect.conversations.conftest import chat

NIGHT = datetime(2026, 3, 1, 23, 15, tzinfo=VIETNAM)
GROOMING = (
    "A: em xinh quá, cho anh làm quen nhé",
    "B: dạ",
    "A: em bao nhiêu tuổi rồi",
    "B: em 12 tuổi",
    "A: đừng nói với bố mẹ là mình nhắn tin nha",
    "A: gửi anh xem ảnh em đi",
    "B: em không gửi đâu",
)
PILE_ON = (
    "A: nhìn con Bưởi Bịa kìa, xấu như ma",
    "B: haha chuẩn luôn",
    "C: đuổi nó ra khỏi nhóm đi",
    "D: sao các bạn lại nói mình thế",
)


def stages(timeline):
    return {entry.stage for entry in timeline.entries}


def test_the_stages_of_grooming_add_up_to_an_alarm(model):
    read = model.read(chat(*GROOMING))

    assert (read.alarm, read.kinds, read.harms) == (True, ("du_do",), ("T04",))
    assert read.first_alarm_turn == 5
    assert {"lam_quen", "hoi_rieng_tu", "giu_bi_mat", "doi_anh"} <= stages(read)


def test_before_that_turn_there_is_none(model):
    read = model.read(chat(*GROOMING[:4]))

    assert not read.alarm
    assert read.first_alarm_turn is None
    assert 0 < read.strength < 1


def test_one_sign_however_often_is_no_alarm(model):
    assert not model.read(chat(*["A: đừng nói với mẹ nhé"] * 50)).alarm


def test_the_same_signs_of_two_people_do_not_add_up(model):
    shared = [line.replace("A:", f"{'AC'[n % 2]}:") for n, line in enumerate(GROOMING[::2])]

    assert model.read(chat(*shared)).strength < model.read(chat(*GROOMING[::2])).strength


def test_the_usual_order_weighs_more(model):
    own = [line for line in GROOMING if line.startswith("A")]

    assert model.read(chat(*own)).strength > model.read(chat(*reversed(own))).strength


def test_an_entry_tells_turn_time_speaker_stage_place_and_a_sentence(model):
    [entry] = model.read(chat("A: này, đừng kể với mẹ nhé", at=NIGHT)).entries[:1]

    assert (entry.turn, entry.at, entry.speaker, entry.stage) == (1, NIGHT, "A", "giu_bi_mat")
    assert entry.spans == ((5, 19),)
    assert entry.sentence == "Rủ giữ bí mật, không cho người lớn biết: “đừng kể với mẹ”."


def test_the_hour_weighs_beside_words_and_not_alone(model):
    assert model.read(chat("A: chào em", "B: dạ", at=NIGHT)).entries == ()
    read = model.read(chat(*GROOMING, at=NIGHT))

    assert [entry.spans for entry in read.entries if entry.stage == "ban_dem"] == [()]
    assert read.strength > model.read(chat(*GROOMING)).strength


def test_a_gap_in_age_weighs_for_the_older_one(model):
    read = model.read(chat("B: em 12 tuổi", "A: anh 27 tuổi, đừng kể với mẹ nhé"))

    assert ("chenh_lech_tuoi", "A") in {(entry.stage, entry.speaker) for entry in read.entries}


def test_two_children_have_no_gap(model):
    read = model.read(chat("B: em 12 tuổi", "A: tớ 13 tuổi, đừng kể với mẹ nhé"))

    assert not {"chenh_lech_tuoi", "co_tre_em"} & stages(read)


def test_many_against_one_is_a_pile_on(model):
    read = model.read(chat(*PILE_ON))

    assert read.kinds == ("bat_nat",)
    assert {"xuc_pham", "hua_theo", "loai_tru", "lo_so"} <= stages(read)


def test_two_who_quarrel_are_none(model):
    quarrel = [line.replace("C:", "A:").replace("D:", "B:") for line in PILE_ON]

    assert "bat_nat" not in model.read(chat(*quarrel * 3)).kinds


def test_joining_in_needs_something_to_join(model):
    assert model.read(chat("A: haha chuẩn luôn", "B: đúng rồi", "C: cho nó chừa")).entries == ()


def test_joining_in_long_after_weighs_nothing_and_is_still_shown(model):
    late = model.read(chat(PILE_ON[0], *["C: mai đi học"] * 10, PILE_ON[1]))

    assert "hua_theo" in stages(late)
    assert late.strength < model.read(chat(*PILE_ON[:2])).strength


def test_fear_without_a_cause_is_no_evidence(model):
    assert model.read(chat("A: em sợ lắm", "B: sợ gì thế")).entries == ()


def test_the_same_account_in_other_chats_weighs(model):
    alone = model.read(chat(*GROOMING))
    fan_out = FanOut()

    first, second = (model.read(chat(*GROOMING), fan_out) for _ in range(2))

    assert first == alone
    assert "nhieu_cuoc" in stages(second)
    assert second.strength > first.strength


def test_read_all_carries_speakers_over(model):
    pairs = list(model.read_all([chat(*GROOMING), chat("A: chào"), chat(*GROOMING)]))

    assert ["nhieu_cuoc" in stages(read) for _chat, read in pairs] == [False, False, True]


def test_turns_one_at_a_time_come_to_the_same(model):
    live = model.follow()

    told = [live.take(turn) for turn in chat(*GROOMING).turns]

    assert live.timeline() == model.read(chat(*GROOMING))
    assert sum(told, ()) == live.timeline().entries


@pytest.mark.parametrize("turns", [(), (Turn(1, None, "A", ""),)])
def test_nothing_said_is_nothing_seen(model, turns):
    read = model.read(chat()) if not turns else model.read(type(chat())(turns))

    assert (read.alarm, read.entries, read.strength) == (False, (), 0)
