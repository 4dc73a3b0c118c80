"""Whether an article says that one child was harmed, and what leads to that child."""

import pytest

from lachan.detect.extractors import EXTRACTORS
from lachan.detect.fold import fold

HARM = " Cháu bé bị đánh."


def found(name: str, text: str) -> list[str]:
    return [text[start:end] for start, end in EXTRACTORS[name].find(fold(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Bé gái bị hàng xóm dâm ô.",
        "Em H. bị bốn bạn vây quanh, liên tục tát vào mặt.",
        "Bị bạn trai phát tán ảnh, một nữ sinh lớp 9 nghỉ học.",
        "Ông ta nhiều lần xâm hại con riêng của vợ.",
        "Công an điều tra hành vi dâm ô. Nạn nhân là cháu M., 9 tuổi.",
        "Nam sinh uống một vỉ thuốc vì bị nói xấu.",
        "Nếu làm chậm, em bị mẹ nuôi đánh.",
        "Be trai bi trom cho troi tay va danh.",
    ],
)
def test_a_child_was_harmed(text):
    assert found("tre_em_bi_hai", text)


@pytest.mark.parametrize(
    "text",
    [
        "Em H. dự thi vẽ tranh phòng, chống xâm hại trẻ em.",
        "Các em được hướng dẫn cách xử lý khi bị bắt nạt.",
        "Nếu con bị bạn đánh, cha mẹ hãy bình tĩnh.",
        "Con tôi bị bạn đánh thì xử lý thế nào?",
        "Chị Hà, 35 tuổi, bị chồng cũ đánh.",
        "Gần 2.000 trẻ em bị xâm hại trong năm.",
        "Võ sĩ nhí 13 tuổi bị đối thủ đá trúng vai.",
        "Bé trai bị ong đốt ở vườn nhà.",
        "Anh kể hồi nhỏ anh bị bạn bắt nạt.",
        "Trường không có học sinh nào bị đánh.",
        "Kẻ xấu dọa đánh anh Nam trước mặt hàng xóm.",
    ],
)
def test_no_child_was_harmed(text):
    assert found("tre_em_bi_hai", text) == []


def test_without_a_child_that_was_harmed_nothing_leads_to_one():
    text = "Em Lê Thị Ví Dụ, lớp 7A Trường THCS Giả Định, con chị Hà Thị Thử, được khen."

    assert not any(found(f"{sign}_cua_tre", text) for sign in ("truong", "lop", "noi_o"))
    assert found("ten_tre_bi_hai", text) == found("ten_nguoi_than", text) == []


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Cháu ở xóm Mẫu, xã Giả Định.", ["xóm Mẫu", "xã Giả Định"]),
        ("Công an xã Giả Định vào cuộc.", []),
        ("Kẻ đánh là Lê Văn Thử (40 tuổi, trú xã Giả Định).", []),
        ("Anh Lê Văn Thử, bố cháu, trú xã Giả Định.", ["xã Giả Định"]),
        ("Trường THCS Mẫu, xã Giả Định xác nhận.", []),
    ],
)
def test_the_home_of_the_child_is_told_from_other_places(text, passages):
    assert found("noi_o_cua_tre", text + HARM) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Chị Hà Thị Thử tố con gái chị bị bạn đánh.", ["Hà Thị Thử"]),
        ("Lê Văn Mẫu (40 tuổi) đánh con ruột 5 tuổi.", ["Lê Văn Mẫu"]),
        ("Lê Văn Mẫu (40 tuổi) đánh bé gái hàng xóm.", []),
        ("Luật sư Hà Thị Thử nói về vụ cha dượng đánh bé.", []),
    ],
)
def test_the_family_of_the_child_is_told_from_other_grown_ups(text, passages):
    assert found("ten_nguoi_than", text) == passages


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Tên nhân vật đã được thay đổi.", True),
        ("Em Hà (tên đã đổi) kể lại.", True),
        ("Em xin được đổi tên trong bài.", True),
        ("Mẹ kế, bà H. (tên đã đổi), thừa nhận.", False),
        ("Trường đã đổi tên từ năm ngoái.", False),
        ("Báo không đổi tên ai.", False),
    ],
)
def test_a_changed_name_is_told_from_other_changes(text, holds):
    assert bool(found("ten_da_doi", text + HARM)) == holds


def test_the_number_of_an_office_is_not_that_of_the_family():
    text = "Gọi đường dây nóng 0912 000 111; gia đình bé: 0912 000 222." + HARM

    assert found("dien_thoai_gia_dinh", text) == ["0912 000 222"]
