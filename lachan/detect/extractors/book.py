"""Every finder under the name that rules give it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lachan.detect.extractors import ages, links, names, numbers, persons, places, schools
from lachan.detect.extractors.press import harm, signs
from lachan.detect.extractors.view import Span
from lachan.detect.fold import Folded


@dataclass(frozen=True, slots=True)
class Extractor:
    """A named sign. What it finds is `private`: an explanation names the sign, never the words.

    `trigger` is a regular expression over the folded view, without captures or looking around,
    that hits on every page on which `find` finds anything; it may hit on more.
    """

    name: str
    label: str
    find: Callable[[Folded], Iterator[Span]]
    trigger: str
    private: bool = True


_ALL: Final = (
    Extractor("ho_ten_day_du", "họ tên đầy đủ", persons.full_names, names.NAME_TRIGGER),
    Extractor("ten_tre_em", "họ tên của trẻ em", persons.child_names, persons.CHILD_TRIGGER),
    Extractor(
        "ten_cha_me", "họ tên cha mẹ, người thân", persons.parent_names, persons.PARENT_TRIGGER
    ),
    Extractor("lop_hoc", "lớp đang học", ages.school_classes, ages.CLASS_TRIGGER),
    Extractor("ten_truong", "tên trường", schools.schools, schools.SCHOOL_TRIGGER),
    Extractor(
        "dia_chi_xa_phuong",
        "địa chỉ đến xã, phường, thôn",
        places.small_places,
        places.PLACE_TRIGGER,
    ),
    Extractor("so_nha", "số nhà", places.houses, places.HOUSE_TRIGGER),
    Extractor("so_dien_thoai", "số điện thoại", numbers.phone_numbers, numbers.PHONE_TRIGGER),
    Extractor(
        "cccd_tre_em",
        "số căn cước của trẻ em",
        numbers.minors_citizen_numbers,
        numbers.CITIZEN_TRIGGER,
    ),
    Extractor(
        "so_tai_khoan", "số tài khoản ngân hàng", numbers.bank_accounts, numbers.BANK_TRIGGER
    ),
    Extractor("duong_dan", "đường dẫn, tên miền", links.links, links.LINK_TRIGGER),
    Extractor("tai_khoan_mang", "tài khoản mạng xã hội", links.accounts, links.ACCOUNT_TRIGGER),
    # Of the press rule: only what leads to a child that the article says was harmed.
    Extractor("tre_em_bi_hai", "một trẻ em bị hại", signs.harmed, harm.HARM_TRIGGER),
    Extractor("ten_tre_bi_hai", "tên của trẻ", signs.names_of_child, persons.CHILD_TRIGGER),
    Extractor(
        "ten_nguoi_than",
        "tên cha mẹ, người thân của trẻ",
        signs.names_of_family,
        persons.CHILD_TRIGGER,
    ),
    Extractor("ten_da_doi", "tên đã được thay đổi", signs.changed_names, "ten", private=False),
    Extractor("truong_cua_tre", "tên trường của trẻ", signs.schools, schools.SCHOOL_TRIGGER),
    Extractor("lop_cua_tre", "lớp của trẻ trong trường đã nêu", signs.classes, ages.CLASS_TRIGGER),
    Extractor(
        "noi_o_cua_tre", "nơi ở của trẻ đến xã, phường, thôn", signs.homes, places.PLACE_TRIGGER
    ),
    Extractor("so_nha_cua_tre", "số nhà của trẻ", signs.houses, places.HOUSE_TRIGGER),
    Extractor(
        "dien_thoai_gia_dinh", "số điện thoại của gia đình trẻ", signs.phones, numbers.PHONE_TRIGGER
    ),
    Extractor(
        "tai_khoan_cua_tre",
        "tài khoản của trẻ hoặc gia đình",
        signs.accounts,
        f"{links.ACCOUNT_TRIGGER}|{numbers.BANK_TRIGGER}",
    ),
)

EXTRACTORS: Final[Mapping[str, Extractor]] = {extractor.name: extractor for extractor in _ALL}
