"""Who is named: persons, children, parents. All names are invented."""

import pytest


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("em Nguyễn Thử Nghiệm ở đó", ["Nguyễn Thử Nghiệm"]),
        ("Chau Nguyen Thu Nghiem den", ["Nguyen Thu Nghiem"]),
        ("Anh Trần Ví Dụ kể", ["Trần Ví Dụ"]),
        ("em GIÀNG A VÍ DỤ kể", ["GIÀNG A VÍ DỤ"]),
        ("em\u00a0Lò  Thị Minh", ["Lò  Thị Minh"]),
        ("đường Phạm Ví Dụ đông xe", []),
        ("Trường THCS Lê Ví Dụ", []),
        ("ông Trần Giả Sử phát biểu", []),
        ("Thượng tá Trần Giả Sử cho biết", []),
        ("Trần Giả Sử, Chủ tịch UBND xã", []),
        ("cháu N.T.N. kể lại", []),
        ("Hồ nước rộng", []),
        ("đi Hà Nội và Cao Bằng", []),
        ("ở Thái Nguyên hôm qua", []),
    ],
)
def test_a_full_name_of_a_person(found, text, passages):
    assert found("ho_ten_day_du", text) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("cháu Lê Thị Ví Dụ bị ngã", ["Lê Thị Ví Dụ"]),
        ("Lê Thị Ví Dụ (13 tuổi) kể", ["Lê Thị Ví Dụ"]),
        ("Lê Thị Ví Dụ (sinh năm 2014) kể", ["Lê Thị Ví Dụ"]),
        ("Lê Thị Ví Dụ, học sinh lớp 6", ["Lê Thị Ví Dụ"]),
        ("Lê Thị Ví Dụ, căn cước 019213001234, kể", ["Lê Thị Ví Dụ"]),
        ("bé Bống đi học", ["Bống"]),
        ("bé tên là Phạm Giả Định", ["Phạm Giả Định"]),
        ("gồm em Trần Thử, Lê Ví Dụ và Hoàng Sử", ["Trần Thử", "Lê Ví Dụ", "Hoàng Sử"]),
        ("Lê Thị Ví Dụ (45 tuổi) bị bắt", []),
        ("em Lê Thị Ví Dụ (19 tuổi) kể", []),
        ("chị Lê Thị Ví Dụ kể", []),
        ("em H. kể", []),
    ],
)
def test_the_name_of_a_child(found, text, passages):
    assert found("ten_tre_em", text) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Mẹ cháu là chị Trần Thị Giả Sử nói", ["Trần Thị Giả Sử"]),
        ("con gái anh Trần Giả Sử", ["Trần Giả Sử"]),
        ("cháu nội ông Trần Giả Sử", ["Trần Giả Sử"]),
        ("bố: Trần Giả Sử", ["Trần Giả Sử"]),
        ("bà Lâm Ví Dụ, bà ngoại cháu bé", ["Lâm Ví Dụ"]),
        ("Bố mẹ bé là anh Lê Thử và chị Hồ Sử", ["Lê Thử", "Hồ Sử"]),
        ("nghệ sĩ Trần Thị Giả Sử nói", []),
        ("anh Trần Giả Sử đi chợ", []),
    ],
)
def test_the_name_of_a_parent(found, text, passages):
    assert found("ten_cha_me", text) == passages
