"""A bad file is refused by name, line and field, in words its author understands."""

import shutil

import pytest

from lachan.clocks import operations
from lachan.common.content import BadContent
from lachan.common.errors import told
from tests.builders import NOON, clocks, people

pytestmark = pytest.mark.django_db
RULE = "clocks/plan_5wd.yaml"
YEAR = "calendar/2026.yaml"
HOURS = "calendar/office-hours.yaml"
NO_DAY = "phải là ngày có thật, dạng năm-tháng-ngày"
TYPOS = [
    (RULE, "quantity: 5", "quantity: năm", "quantity", "sai kiểu dữ liệu: phải là số nguyên"),
    (RULE, "quantity: 5", "quantity: 0", "quantity", "ngoài giới hạn cho phép: nhỏ nhất là 1"),
    (RULE, "quantity: 5", "", "quantity", "thiếu mục bắt buộc"),
    (
        RULE,
        "unit: working_days",
        "unit: moons",
        "unit",
        "không thuộc các giá trị cho phép: clock_hours, working_hours, working_days, calendar_days",
    ),
    (RULE, "2017-07-01", "01/07/2017", "effective_from", NO_DAY),
    (RULE, "2017-07-01", "2017-02-30", "effective_from", NO_DAY),
    (RULE, "ladder: standard", "ladder: none", "ladder", "không có bậc thang nhắc việc tên này"),
    (RULE, "code: PLAN_5WD", "code: PLAN_5WD\ncolour: red", "colour", "có mục lạ"),
    (
        RULE,
        "start: next_day\nroll_forward: false",
        "start: instant\nroll_forward: true",
        "roll_forward",
        "chỉ dùng cho hạn tính trọn ngày",
    ),
    (
        RULE,
        "effective_from: 2017-07-01",
        "effective_from: 2017-07-01\neffective_to: 2017-07-01",
        "effective_to",
        "phải sau ngày bắt đầu hiệu lực",
    ),
    (RULE, "code: PLAN_5WD", "code: PLAN_5WD\ncode: OTHER", "code", "có hai lần"),
    (RULE, "code: PLAN_5WD", "code: [", "-", "sai cấu trúc YAML"),
    (YEAR, "date: 2026-11-24", "date: 2026-09-02", "days.7", "ngày này đã có ở mục khác"),
    (YEAR, "date: 2026-02-16", "date: 2026-02-31", "days.0.date", NO_DAY),
    (
        YEAR,
        "worked: 2026-01-10",
        "worked: 2026-01-12",
        "swaps.0.worked",
        "ngày hoán đổi phải đổi ngày thường lấy cuối tuần",
    ),
    (
        YEAR,
        "    kind: working\n",
        "    kind: closure\n    units: [xa-la]\n",
        "days.7",
        "không có đơn vị mang mã này",
    ),
    (YEAR, "year: 2026", "day: 2026", "day", "có mục lạ"),
    (
        HOURS,
        '["13:00", "17:00"]',
        '["11:00", "17:00"]',
        "office_hours.0.sessions",
        "các buổi phải theo thứ tự, không chồng nhau",
    ),
]


@pytest.fixture
def folder(tmp_path):
    for part in ("clocks", "calendar"):
        shutil.copytree(clocks.CONTENT / part, tmp_path / part)
    return tmp_path


def refusal(folder):
    """The first problem for which the folder is refused."""
    with pytest.raises(BadContent) as caught:
        operations.load_content(folder=folder, by=people.SETUP, now=NOON)
    return caught.value.problems[0]


def words(problem):
    return told(problem.what, problem.facts)


@pytest.mark.parametrize(("file", "right", "wrong", "field", "problem"), TYPOS)
def test_a_typo_is_found_where_it_stands(folder, file, right, wrong, field, problem):
    path = folder / file
    assert right in path.read_text()
    path.write_text(path.read_text().replace(right, wrong, 1))

    found = refusal(folder)

    assert (found.file, found.field, words(found)) == (path.name, field, problem)


def test_the_line_is_told(folder):
    path = folder / RULE
    path.write_text(path.read_text().replace("unit: working_days", "unit: moons"))

    line = refusal(folder).line

    assert path.read_text().splitlines()[line - 1] == "unit: moons"


def test_the_refusal_is_a_sentence(folder):
    (folder / RULE).write_text("code: [")

    with pytest.raises(BadContent, match=r"Tệp plan_5wd\.yaml, dòng \d"):
        operations.load_content(folder=folder, by=people.SETUP, now=NOON)


def test_two_files_of_one_rule_and_day_are_refused(folder):
    shutil.copy(folder / RULE, folder / "clocks" / "plan_again.yaml")

    assert words(refusal(folder)) == "trùng quy định và ngày hiệu lực"


def test_a_file_that_is_not_utf_8_is_refused(folder):
    (folder / RULE).write_bytes("code: Kế hoạch".encode("utf-16"))

    assert words(refusal(folder)) == "không phải UTF-8 (byte 0)"


def test_an_empty_file_is_refused(folder):
    (folder / RULE).write_text("")

    assert refusal(folder).file == "plan_5wd.yaml"


def test_a_list_where_a_rule_belongs_is_refused(folder):
    (folder / RULE).write_text("- code: PLAN_5WD\n")

    assert refusal(folder).line == 1
