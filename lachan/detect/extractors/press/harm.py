"""Where an article says that one child was harmed.

Three shapes: somebody is harmed (“bị … đánh”: who stands before), somebody harms (“xâm hại …”: who
stands after), and the victim is named (“nạn nhân là …”). Talk of preventing harm is none.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from lachan.detect.extractors.persons import CHILD_TRIGGER
from lachan.detect.extractors.press.frames import is_event
from lachan.detect.extractors.press.mentions import Mention, Mentions
from lachan.detect.extractors.press.sentences import Sentences
from lachan.detect.extractors.view import Span, View, Words

_GRAVE: Final = (
    r"xâm hại|dâm ô|hiếp dâm|cưỡng hiếp|giao cấu|cưỡng dâm|quấy rối|sàm sỡ|sờ soạng|lạm dụng"
    r"|đồi bại|bạo hành"
    r"|bạo lực|hành hạ|hành hung|đánh đập|đánh hội đồng|ngược đãi|tra tấn|bắt nạt|tẩy chay"
    r"|bắt cóc|mua bán người"
    r"|mua bán trẻ|lừa bán|bóc lột|cưỡng bức|tống tiền|cưỡng đoạt|đầu độc|bỏ rơi|bỏ đói|nhục mạ"
    r"|làm nhục|xâm phạm|tấn công|trấn lột|trấn áp|gây thương tích|uy hiếp|gạ gẫm|quấy nhiễu"
    r"|cướp giật|quan hệ tình dục|ép gả|ép cưới|chăn dắt|nhiếc móc|sỉ vả|chửi rủa|hắt hủi|bôi xấu"
    r"|bóc phốt"
)
# What one is made to do against one's will: “bị bắt quỳ”, not “bị bắt giữ”.
_FORCED: Final = (
    r"làm|quỳ|uống|nhịn|ngủ|ăn|đứng|mua|chép|liếm|nằm|giặt|nộp|phục vụ|cởi|bò|ngồi|xin|nhặt|lau|dọn"
    r"|hít|lạy|cúi|chui|bán|móc túi|trộm"
)
_ROUGH: Final = (
    r"đánh(?! giá| bại| ngã| mất| dấu| thức| lừa| rơi| vần| trượt| trống)|tát|đấm|đá(?! bóng)|đạp"
    r"|đâm|chém|chặn(?: đường| xe| đánh)|giật (?:tóc|dây|điện thoại|túi|vé)|trói"
    r"|nhốt|giam|bỏ mặc|ép|lừa|dụ|dọa|đe dọa|khống chế|giữ|bán(?! hàng| vé| nhà| đất| được)|tung"
    r"|phát tán|ghép ảnh|quay clip|nói xấu|xúc phạm"
    r"|bôi (?:nhọ|mực)|sỉ nhục|chửi|mắng|phạt(?! chạy| đền| góc| tiền| hành| thẻ)|kéo (?:về|vào"
    r"|lê)|lôi|dội|tạt|dí|bóp|giết|sát hại"
    r"|cướp|cắt tóc|lột|thao túng|chích"
    r"|chế giễu|miệt thị|đổ mực|hắt|ném|thả chó|đốt|vụt|quất|xô|đẩy|chuốc|dìm|bêu"
    r"|cô lập|chọc ghẹo|lăng mạ|ám hại|hãm hại|hại"
    rf"|bắt (?:{_FORCED}|phạt|tự|quay|đi|học)|cưỡng|ép|rượt"
    r"|truy đuổi|giở trò|xịt|đòn|rạch|đập|kề dao|xích|còng|đè|siết|thúc|cắn xé|làm hại|chế ảnh"
    r"|bám theo|ép hôn|vây|quật|nẹt|dồn|trấn|đòi (?:tiền|\d)|véo|nhéo|cấu|bạt tai|bẻ|giẫm|hất|xé"
    r"|ghép (?:\w+ ){0,2}(?:ảnh|mặt)|quay lén|chụp lén|dọa nạt|khủng bố|khoe thân|cắn|bêu riếu|gí"
    r"|phang|nện|giáng|thụi|nhấn|xua đuổi|đuổi (?:khỏi|ra)|móc túi|đặt điều"
    r"|đăng (?:ảnh|clip|hình)|quát"
)
# Whatever somebody does to a child that is told with “bị”, but for what is no harm.
_SOMEBODY: Final = (
    r"bạn|bố|mẹ|cha|dượng|dì|chú|bác|cậu|hàng xóm|thầy|cô giáo|giáo viên|bảo mẫu|đối tượng|kẻ|gã"
    r"|tên|người|thanh niên|chủ|đàn anh|học sinh|nam sinh|nữ sinh|thiếu niên|huấn luyện viên"
    r"|bảo vệ|phụ huynh|đám|ông|bà|anh|chị"
)
_GENTLE: Final = (
    r"trêu|phạt chạy|nhắc|nhắc nhở|phê bình|gọi|hiểu lầm|hiểu nhầm|chê|cấm|bắt gặp|phát hiện"
    r"|kiểm tra|từ chối"
    r"|hỏi|cười|bỏ lại|tông|va|đâm xe|vượt|dẫn trước|loại|thay|quên|nhìn|ngăn|can|giành|soi|chấm"
)
# What befalls a child without anybody's doing, animals and things that suffer, powers that act.
_BY_CHANCE: Final = (
    r"ong|rắn|chó|bò|trâu|lợn|xe|ô tô|điện|sét|cọc|máy|cây|tường|cửa|pháo|mảnh|vật|dây|đuối|ngã"
    r"|bệnh|tai nạn|nước cuốn|bỏng|thương|gãy|sốt|ốm|viêm|hóc|lạc|mắc|nhiễm|chấn thương|đau|liệt"
    r"|khuyết|dị ứng|dị tật|cảm|ảnh hưởng|rơi|sẩy|trượt|kẹt|mất|chậm|hỏng|say|thiếu|nhẹ|nặng"
)
_PASSIVE: Final = Words(
    rf"(?<!\w)(?<!xe )(?<!cửa )(?<!máy )(?:bị|chịu|hứng chịu"
    rf"|chịu cảnh)(?! (?:cáo|can|hại|tố|cáo buộc|khởi tố|bắt(?! nạt"
    rf"| cóc| (?:{_FORCED}|tự|quay)(?!\w))|điều tra|tuyên|truy|tạm"
    rf"|xử|đình chỉ|triệu)"
    rf"| (?:{_BY_CHANCE})(?!\w))"
    rf"(?: (?!(?:nhưng|được|thì được|may)(?!\w))[^ .;()\n]+){{0,10}}? (?:{_GRAVE}|{_ROUGH})(?!\w)"
    rf"|(?<!\w)bị(?! (?:{_BY_CHANCE})(?!\w)) (?:(?!cáo|can|hại|công an|cảnh sát|biên phòng|cơ quan"
    r"|lực lượng|tòa)[^ .;()\n]+ ){1,6}?"
    r"bắt(?! lửa| đền| giữ| giam| khẩn| quả| gặp| nguồn| kịp| đầu| tạm| tay| chuyện| được| xe"
    r"| tại| khi| vì"
    r"| về)(?= \w)"
    rf"|(?<!\w)bị (?:một |hai |ba |bốn |nhóm |những |các |chính |cả |\d+ )*(?:{_SOMEBODY})"
    rf"(?!(?: [^ .;()\n]+){{0,5}}? (?:{_GENTLE})(?!\w)) [^ .;()\n]+"
)
_ACTIVE: Final = Words(
    rf"(?<!\w)(?:(?:{_GRAVE})|(?<!bị )(?:đánh(?! giá| bại| ngã| mất| dấu| thức| rơi)|tát"
    rf"|nhốt|đe dọa|ép|lừa|sát hại|bắt (?:quỳ|uống|nhịn|đứng)|nhét (?:giẻ|khăn)|bôi mực"
    # Alone they read like “trời” and “đủ” without marks, in most of what people write.
    rf"|trói (?:tay|chân|chặt|vào|lại|giật|cả)|dụ (?:dỗ|về|vào|đi|lên|sang|ra|khị)"
    r"|giở trò|hăm dọa|dọa (?:\w+ ){0,2}?(?:gửi|tung|đăng|phát tán|đánh|giết|công khai|nếu|sẽ)"
    r"|(?:sập|sa|mắc) bẫy|(?:véo|nhéo|tát|bạt) tai|động chạm|ôm hôn|hôn (?:vào|lên|má|môi)"
    r"|sờ (?:vai|đùi|mó|vào|người|tay|má|ngực)|nhắn (?:tin )?(?:\w+ ){0,2}?(?:khiếm nhã|tục tĩu"
    r"|nhạy cảm|đồi trụy|thô tục)"
    rf"|thả chó cắn|dội nước|hại|ghép ảnh|chặn đường))(?!\w)"
)
# Deeds only when they are told of a child right after.
_ACTIVE_ON_CHILD: Final = Words(
    r"(?<!\w)(?:yêu cầu|bảo|đòi|gạ|rủ|ép|bắt|xúi|dụ) (?:cháu|bé|em|con|nữ sinh|nam sinh|học sinh)"
    r"(?: \w+){0,3}? (?:quay|gửi|chụp|khoe|cởi) (?:\w+ ){0,3}?(?:cơ thể|nhạy cảm|riêng tư|khỏa thân"
    r"|nóng|đồ|quần áo|vùng kín|nội y)(?!\w)"
    r"|(?<!\w)(?:dí|dán|ấn|dìm|bóp|véo|nhéo|cấu|đè|trùm|nhúng|ném|hắt|tạt|dội|đốt|cắt tóc|cạo đầu"
    r"|quất|vụt|đạp|đấm"
    r"|đá|xé|lột|khóa|xích|giam|giữ|kéo|lôi|bế|đẩy|xô|dồn|quay lén|chụp lén|bắt|bán|bỏ mặc|bỏ đói"
    r"|gạ|rủ rê|dụ|trói|mắng|chém|đâm|giết|sát hại|bắn|cứa|rạch|siết cổ|thiêu|chôn|đầu độc|vứt"
    r"|túm|khống chế|bịt|uy hiếp|hất|quật|vây|nhấn|trấn"
    r"|chửi|sỉ nhục|phát tán (?:ảnh|clip|hình ảnh)|tung (?:ảnh|clip|hình ảnh)|ghép (?:ảnh|mặt))"
    r"(?: [^ .,;()\n]+){0,5}? (?:cháu|bé|em|con|trẻ|nữ sinh|nam sinh|học sinh|học trò|thiếu nữ"
    r"|thiếu niên|đứa|cô bé"
    r"|cậu bé)(?!\w)"
)
_SELF: Final = Words(
    r"(?<!\w)(?:tự tử|tự sát|treo cổ|rạch tay|quyên sinh|uống (?:\w+ ){0,3}(?:vỉ|nắm|lọ|liều"
    r"|viên) thuốc|uống (?:nhiều |hết )?thuốc (?:trừ sâu|diệt cỏ|diệt chuột|chuột|sâu|ngủ|độc)"
    r"|uống nhiều thuốc|nhảy (?:\w+ ){0,2}(?:từ|cầu|lầu|tầng|sông)|lá ngón)(?!\w)"
)
_VICTIM: Final = Words(
    r"(?<!\w)(?:nạn nhân|bị hại|người bị (?:đánh|hại|xâm hại|bạo hành"
    r"|bắt nạt))(?: (?:[^ .;\n]+ ){0,6}?)?(?:là|gồm|:|,)? ?"
)
_PREVENTION: Final = Words(
    r"(?<!\w)(?:phòng,? (?:và )?chống|phòng ngừa|phòng tránh|phòng vệ|ngăn chặn|ngăn ngừa|đẩy lùi"
    r"|tránh|kỹ năng|nguy cơ|khả năng|lên án"
    r"|chủ đề|đề tài|tuyên truyền|nhận biết|cách xử lý|không bị|chưa bị|để không|không để|chống"
    r"|nói không với|nói về|hỏi|chẳng hạn"
    r"|cảnh báo|thủ đoạn|hành vi nào|(?:nói|kể|bàn|chuyện|sách|phim|kiến thức|nhận thức|thông tin"
    r"|tìm hiểu|chia sẻ|truyền thông) về|tình trạng|vấn nạn|vấn đề|số vụ|\d+ vụ|các vụ|nhiều vụ"
    r"|những vụ|một số vụ|hội thi|cuộc thi|thông điệp)"
    r"(?: [^ .;\n]+){0,8} $"
)
# “Nếu bị đánh, hãy gọi 111” is advice; “nếu làm chậm, em bị đánh” is a tale.
_NOT: Final = Words(
    r"(?<!\w)(?:không|chưa|khỏi|chẳng|đừng|lo|sợ|tưởng|tránh)(?: còn| để| hề| con)? $"
)
_LEADING_IF: Final = Words(r"[\"'(]?(?:khi|chẳng hạn)(?!\w)")
_IF: Final = Words(r"(?<!\w)(?:nếu|lỡ|trường hợp)(?!\w)")
_ADVICE: Final = Words(
    r"(?<!\w)(?:hãy|nên|cần|phải|chúng em|các em|trẻ|phụ huynh|cha mẹ nên|bạn đọc)(?!\w)|\?"
)
_SUPPOSE: Final = Words(r"(?<!\w)(?:ví dụ|giả sử|giả dụ)(?!\w)")
_ASKS: Final = Words(
    r"(?:có quyền|xử lý|phạt|làm gì|làm sao|thế nào|ra sao|trách nhiệm|bồi thường"
    r"|bao nhiêu)[^.!?]*\?"
)
# A grown-up who looks back.
_LONG_AGO: Final = Words(
    r"(?<!\w)(?:(?:ngày|hồi|thuở) (?:còn )?|(?:lúc|khi) còn )(?:nhỏ|bé)(?!\w)"
    # “Khi bé làm sai” is when the child does wrong.
    r"|(?<!\w)(?:lúc|khi) (?:nhỏ|bé)(?=[,.]| (?:tôi|anh|chị|ông|bà|cô|mình)(?!\w))"
    r"|(?<!\w)(?:hồi (?:còn )?(?:đi )?học|thời (?:còn )?(?:đi )?học|tuổi thơ|năm (?:xưa|nào|ấy"
    r"|đó)|ngày xưa"
    r"|thời thơ ấu|thời học sinh)(?!\w)"
)
# Lessons and contests on harm, and sport, where blows are part of the game.
_LESSON: Final = Words(
    r"(?<!\w)(?:được (?:dạy|hướng dẫn|trang bị)|hướng dẫn|trang bị|tập huấn|quy tắc|kỹ năng"
    r"|tuyên truyền|ký cam kết|cuộc thi|hội thi"
    r"|(?:kể|nghe|đọc|xem|qua) (?:lại |về )*(?:câu chuyện|chuyện|trường hợp|tình huống)"
    r"|vẽ (?:một|cảnh|về|lại)|bức tranh|chủ đề|tọa đàm|ngoại khóa|hội thảo|diễn tập)(?!\w)"
)
_SPORT: Final = Words(
    r"(?<!\w)(?:thủ môn|trận đấu|trận chung kết|đội bóng|đối thủ|huy chương|giải đấu|võ sĩ"
    r"|ghi bàn|cầu thủ|tay vợt|đối phương|giao hữu|vào bóng|pha bóng|tranh bóng|vòng loại"
    r"|sàn đấu)(?!\w)"
)
_OUTRAGE: Final = Words(rf"(?<!\w)(?:{_GRAVE})(?!\w)")
_DENIED: Final = Words(
    r"(?<!\w)(?:không có (?:việc|chuyện|vụ|dấu hiệu)|tố nhầm|hiểu (?:nhầm|lầm)|bác tin|bác bỏ"
    r"|tin đồn|lời đồn|đồn thổi|tin giả"
    r"|bịa (?:chuyện|đặt) (?:\w+ ){0,3}bị"
    r"|tung tin|sai sự thật|không (?:đúng|phải) sự thật|không có thật|thất thiệt|chưa kiểm chứng"
    r"|không chính xác|không xảy ra)(?!\w)"
)
_ONCE: Final = Words(r"(?<!\w)(?:từng|có lúc|có thời)(?!\w)")
_AWARD: Final = Words(
    r"(?<!\w)(?:đoạt giải|giành giải|giành huy chương|thủ khoa|trao học bổng|tặng bằng khen"
    r"|tặng giấy khen|được khen thưởng|được tuyên dương|lễ tuyên dương|tôn vinh|vinh danh"
    r"|trao quà)(?!\w)"
)
_PRAISE: Final = Words(
    r"(?<!\w)(?:đoạt giải|giành giải|giải (?:nhất|nhì|ba|thưởng)|thủ khoa|huy chương|học bổng"
    r"|bằng khen|giấy khen|tuyên dương|tôn vinh|vinh danh|học sinh giỏi|gương sáng)(?!\w)"
)
_ACCIDENT: Final = Words(
    r"(?<!\w)(?:tai nạn|đuối nước|bão|lũ|sạt lở|hỏa hoạn|cháy|điện giật|động đất|chất độc|ngộ độc"
    r"|va chạm)(?!\w)"
)
_ANY_ROUGH: Final = Words(rf"(?<!\w)(?:{_GRAVE}|{_ROUGH})(?!\w)")
_AMONG: Final = Words(r"(?:trong (?:số|đó)|các em gồm|gồm|đó là)(?!\w)")
_HOW_NEAR: Final = 90
_OF_A_CHILD: Final = re.compile(CHILD_TRIGGER)
# Hits wherever something of `deeds_told` or a victim stands, and more.
HARM_TRIGGER: Final = "|".join(
    words.widened() for words in (_PASSIVE, _ACTIVE, _ACTIVE_ON_CHILD, _SELF, _VICTIM)
)


# Whom a cue is about: its place, the span of its sentence, who is told of.
_Whose = Callable[[Span, Span, Mentions], Mention | None]
Cues = list[tuple[Span, _Whose]]


def may_tell_of_harm(text: str) -> bool:
    """Whether a folded text has a word for a child at all; no view of it is needed to ask."""
    return _OF_A_CHILD.search(text) is not None


def has_victim(view: View) -> bool:
    return _VICTIM.search(view) is not None


def deeds_told(view: View) -> Cues:
    """Everything that may be a deed, in order, with whom to look for."""
    passive = [m.span() for m in _PASSIVE.finditer(view)]
    cues: Cues = [
        *((place, _sufferer) for place in passive),
        *((place, _target) for place in _deeds(view, _ACTIVE) if not _inside(place, passive)),
        *((place, _struck) for place in _deeds(view, _ACTIVE_ON_CHILD)),
        *((m.span(), _sufferer) for m in _SELF.finditer(view)),
    ]
    return sorted(cues, key=lambda cue: cue[0])


def harmed_children(view: View, cues: Cues, parts: Sentences, told: Mentions) -> Iterator[Span]:
    """Places in the view where one child is said to be harmed, in order."""
    if is_event(view, parts):
        return
    for place, whose in cues:
        number = parts.number_at(place[0])
        sentence = parts[number]
        if _is_hypothetical(view, sentence, place):
            continue
        mention = whose(place, sentence, told) or _nearby(view, parts, number, told)
        if mention is not None and mention.many:
            mention = _meant_by_many(view, parts, number, told)
        if mention is not None and mention.child:
            yield min(place[0], mention.start), max(place[1], mention.end)
    for place, mention in _victim(view, parts, told):
        if mention.child:
            yield place[0], mention.end


def _deeds(view: View, words: Words) -> Iterator[Span]:
    """Deeds, but for a name that reads the same: “Dụ”, “Hại” in the middle of a sentence."""
    for match in words.finditer(view):
        capital = view.cased[match.start()].isupper()
        if not capital or match.start() < 2 or view.cased[match.start() - 2] in '.!?\n"':
            yield match.span()


def _inside(place: Span, others: list[Span]) -> bool:
    return any(start <= place[0] < end for start, end in others)


def _victim(view: View, parts: Sentences, told: Mentions) -> Iterator[tuple[Span, Mention]]:
    """“Nạn nhân là em …” in an article about a deed, not about an accident."""
    for match in _VICTIM.finditer(view):
        around = parts.around(parts.number_at(match.start()), 2, 2)
        after = told.between(match.start(), match.end() + 40)
        if after and _ANY_ROUGH.search(view, *around) and not _ACCIDENT.search(view, *around):
            yield match.span(), after[0]


def _is_hypothetical(view: View, sentence: Span, place: Span) -> bool:
    unsure = _LEADING_IF.match(view, sentence[0]) or _IF.search(view, sentence[0], place[0])
    if unsure and _ADVICE.search(view, *sentence):
        return True
    if (
        _LONG_AGO.search(view, *sentence)
        or _ASKS.search(view, *sentence)
        or _is_supposed(view, sentence)
    ):
        return True
    if _LESSON.search(view, sentence[0], place[0]) or _DENIED.search(view, *sentence):
        return True
    if _is_mild(view, sentence, place):
        return True
    if _NOT.search(view, place[0] - 12, place[0]):
        return True
    return _PREVENTION.search(view, max(sentence[0], place[0] - _HOW_NEAR), place[0]) is not None


def _is_mild(view: View, sentence: Span, place: Span) -> bool:
    """A blow in sport, or a hardship once overcome in an article that praises."""
    if _OUTRAGE.search(view, *place):
        return False
    once = _ONCE.search(view, *sentence) and _PRAISE.search(view)
    return bool(once or _AWARD.search(view) or _SPORT.search(view, *sentence))


def _is_supposed(view: View, sentence: Span) -> bool:
    """“Ví dụ cháu A …”, but not a family name and a given name that read the same."""
    found = _SUPPOSE.finditer(view, *sentence)
    return any(view.cased[match.start() + 1 : match.end()].islower() for match in found)


def _sufferer(place: Span, sentence: Span, told: Mentions) -> Mention | None:
    """Who is spoken of last before “bị”, but for those told in passing; else who comes after."""
    before = [m for m in told.between(sentence[0], place[0]) if not m.beside]
    if before:
        return before[-1]
    return next((m for m in told.between(place[1], sentence[1]) if not m.beside), None)


def _struck(place: Span, sentence: Span, told: Mentions) -> Mention | None:
    """The child at the end of a deed; the words of it are told as a mention of one child."""
    ends = [m for m in told.between(*place) if m.child and m.start > place[0]]
    return ends[-1] if ends else Mention(*place, child=False)


def _target(place: Span, sentence: Span, told: Mentions) -> Mention | None:
    """Who is spoken of first after the deed."""
    after = told.between(place[1], min(sentence[1], place[1] + _HOW_NEAR))
    meant = [m for m in after if not m.many]
    if meant:
        return meant[0]
    return next((m for m in told.between(*sentence) if m.child), None)


def _meant_by_many(view: View, parts: Sentences, number: int, told: Mentions) -> Mention | None:
    """“Các em” right after “bốn em gồm …” are those four, and so are “trong số đó có …” after."""
    start, end = parts.around(number, before=1, after=1)
    if _AMONG.match(view, parts[number][1]):
        return next((m for m in told.between(parts[number][1], end) if m.child), None)
    before = [m for m in told.between(start, parts[number][0]) if not m.beside]
    return before[-1] if before and number else None


def _nearby(view: View, parts: Sentences, number: int, told: Mentions) -> Mention | None:
    """The victim told in the sentence before or after, when this one tells of nobody."""
    if told.between(*parts[number]):
        return None
    start, end = parts.around(number, before=1, after=1)
    for match in _VICTIM.finditer(view, start, end):
        after = told.between(match.start(), match.end() + 40)
        if after:
            return after[0]
    before = [m for m in told.between(start, parts[number][0]) if not m.beside]
    after = [m for m in told.between(parts[number][1], end) if not m.beside]
    return next((m for m in (*after[:1], *before[-1:]) if m.child), None)
