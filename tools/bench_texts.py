"""Invented posts of a fixed seed, as many and as long as wanted, with terms planted in some."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

# Everyday syllables: the posts are about nothing.
SYLLABLES = """
    hôm nay trời đẹp quá cả nhà mình đi chơi công viên rồi ăn kem xong về học bài toán văn anh sử
    địa lý hóa sinh ngày mai lớp có tiết thể dục nhớ mang giày áo mưa bạn nào rảnh chiều qua sân
    bóng đá cầu lông bơi lội xem phim nghe nhạc đọc sách truyện tranh vẽ tranh tô màu làm bánh nấu
    cơm canh rau cá thịt trứng sữa chè bưởi cam táo chuối dưa hấu ổi xoài mận chị em ông bà cô chú
    bác thầy giáo cô giáo học sinh sinh viên trường lớp bảng phấn bút mực vở thước cặp bàn ghế cửa
    sổ cây hoa lá cỏ sông núi biển hồ suối đường phố làng xóm chợ cầu xe đạp xe máy ô tô tàu hỏa máy
    bay thuyền mùa xuân hạ thu đông nắng mưa gió mây sương tuyết sáng trưa chiều tối đêm khuya sớm
    muộn nhanh chậm cao thấp dài ngắn to nhỏ nặng nhẹ mới cũ tốt xấu vui buồn khỏe mệt no đói khát
    ngủ thức dậy đứng ngồi nằm đi chạy nhảy múa hát cười khóc nói nghe nhìn thấy biết hiểu nhớ quên
    thích yêu mến thương giúp đỡ cho nhận mua bán tặng gửi đón tiễn chào hỏi thăm cảm ơn xin lỗi
    """.split()  # noqa: SIM905  reads better than a list
# What people type beside plain words: a share of posts carries some of it.
SPICE = ("ko", "dc", "hihi", "7A", "12 tuổi", "đẹppp", "0912 000 000", "TP.Ví Dụ", "wá", "...", "!")
SPICED = 0.3
MEAN = 106


@dataclass(frozen=True)
class Posts:
    """Texts, and how many of them carry a planted pair of terms."""

    texts: list[str]
    planted: int


def posts(count: int, pairs: Sequence[tuple[str, str]] = (), density: float = 0.0) -> Posts:
    """`count` posts of MEAN characters on average; a share `density` carries one of `pairs`."""
    chance, texts, planted = random.Random(1926), [], 0  # noqa: S311  no secret
    for _ in range(count):
        words = _words(chance)
        if chance.random() < SPICED:
            words.insert(chance.randrange(len(words)), chance.choice(SPICE))
        if pairs and chance.random() < density:
            first, second = chance.choice(pairs)
            words.insert(chance.randrange(len(words)), first)
            words.append(second)
            planted += 1
        texts.append(" ".join(words))
    return Posts(texts, planted)


def _words(chance: random.Random) -> list[str]:
    wanted, words, size = chance.randint(MEAN - 60, MEAN + 56), [], 0
    while size < wanted:
        word = chance.choice(SYLLABLES)
        words.append(word)
        size += len(word) + 1
    return words


def terms(count: int) -> list[str]:
    """Invented terms of two or three syllables that no post holds by chance."""
    starts = ("kh", "ngh", "tr", "ph", "gi", "qu", "th", "nh", "ch", "ng")
    middles = ("uếch", "oạng", "iễu", "ượp", "uồm", "oẹt", "uyệc", "iếng", "ưỡm", "oắt")
    syllables = [start + middle for start in starts for middle in middles]
    chance = random.Random(830)  # noqa: S311  no secret
    made: dict[str, None] = {}
    while len(made) < count:
        made[" ".join(chance.sample(syllables, chance.choice((2, 2, 3))))] = None
    return list(made)
