"""One reader of content/: every mistake is told by file, line and field, and nothing is loaded."""

import json

import pytest

from lachan.common import content, errors
from lachan.common.content import BadContent, digest, files_of, read_files, read_folder

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["code", "day"],
    "properties": {
        "code": {"type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[a-z0-9.]*$"},
        "day": {"type": "string", "format": "date"},
        "kind": {"enum": ["red", "blue"]},
        "number": {"type": "integer", "minimum": 1, "maximum": 9},
        "list": {"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": True},
        "names": {"type": "object", "minProperties": 1, "propertyNames": {"pattern": "^[a-z]$"}},
        "until": {"anyOf": [{"type": "string", "format": "date"}, {"const": "never"}]},
        "even": {"multipleOf": 2},
        "any": True,
    },
}
GOOD = "code: abc\nday: 2026-01-31\n"
SHAPES = {
    "oneOf": [
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["days"],
            "properties": {
                "days": {"type": "array", "items": {"type": "integer"}},
                "note": {"type": "string"},
            },
        },
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["hours"],
            "properties": {"hours": {"type": "integer"}},
        },
    ]
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA))
    return tmp_path


def write(folder, text, name="a.yaml"):
    (folder / name).write_text(text, encoding="utf-8")


def problems(folder, text=None):
    if text is not None:
        write(folder, text)
    with pytest.raises(BadContent) as refused:
        read_folder(folder)
    return refused.value.problems


def any_value(folder, text, **options):
    write(folder, f"{GOOD}any: {text}\n")
    return read_folder(folder, **options)[0].values["any"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("0796", "0796"),
        ("19.164", "19.164"),
        ("2026-01-31", "2026-01-31"),
        ("07:30", "07:30"),
        ("off", "off"),
        ("~", "~"),
        ("1" * 5000, "1" * 5000),
        ('"12"', "12"),
        ("'true'", "true"),
        ("|\n  12", "12\n"),
        ("!!int 1x", "1x"),
        ("[1, a]", [1, "a"]),
        ("{1: a}", {"1": "a"}),
    ],
)
def test_scalars_mean_what_they_look_like(folder, text, value):
    assert any_value(folder, text) == value


@pytest.mark.parametrize("text", ["true", "12", "null", "2026-01-31"])
def test_everything_may_be_read_as_text(folder, text):
    write(folder, f"code: 123\nday: 2026-01-31\nany: {text}")

    assert read_folder(folder, text_only=True)[0].values["any"] == text


def test_an_alias_is_read_where_it_stands(folder):
    write(folder, GOOD + "any: {a: &x [1], b: *x}")

    assert read_folder(folder)[0].values["any"] == {"a": [1], "b": [1]}


def test_files_come_by_name_and_the_schema_may_stand_elsewhere(tmp_path, folder):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("b.yaml", "a.yaml", "c.txt"):
        write(elsewhere, GOOD, name)

    found = read_folder(elsewhere, schema=folder / "schema.json")

    assert [document.path.name for document in found] == ["a.yaml", "b.yaml"]


def test_a_byte_order_mark_is_no_mistake(folder):
    write(folder, "\ufeff" + GOOD)

    assert read_folder(folder)[0].values["code"] == "abc"


WRONG = {
    "missing": ("code: abc\n", 1, "day", "thiếu mục bắt buộc"),
    "strange": (GOOD + "colour: red\n", 3, "colour", "có mục lạ"),
    "type": (GOOD + "number: x\n", 3, "number", "sai kiểu dữ liệu: phải là số nguyên"),
    "enum": (GOOD + "kind: x\n", 3, "kind", "không thuộc các giá trị cho phép: red, blue"),
    "pattern": (GOOD.replace("abc", "ABC"), 1, "code", "sai dạng"),
    "no such day": (
        GOOD.replace("01-31", "02-30"),
        2,
        "day",
        "phải là ngày có thật, dạng năm-tháng-ngày",
    ),
    "day of a week": (
        GOOD.replace("2026-01-31", "2026-W05-6"),
        2,
        "day",
        "phải là ngày có thật, dạng năm-tháng-ngày",
    ),
    "no text for a day": (
        GOOD.replace("2026-01-31", "7"),
        2,
        "day",
        "sai kiểu dữ liệu: phải là chữ",
    ),
    "small": (GOOD + "number: 0\n", 3, "number", "ngoài giới hạn cho phép: nhỏ nhất là 1"),
    "large": (GOOD + "number: 10\n", 3, "number", "ngoài giới hạn cho phép: lớn nhất là 9"),
    "short": (GOOD.replace("abc", "a"), 1, "code", "quá ngắn: số ký tự ít nhất là 2"),
    "long": (GOOD.replace("abc", "abcabc"), 1, "code", "quá dài: số ký tự nhiều nhất là 5"),
    "few": (GOOD + "list: []\n", 3, "list", "quá ít: số phần tử ít nhất là 1"),
    "many": (GOOD + "list: [1, 2, 3]\n", 3, "list", "quá nhiều: số phần tử nhiều nhất là 2"),
    "same": (GOOD + "list: [1, 1]\n", 3, "list", "có phần tử ghi hai lần"),
    "empty": (GOOD + "names: {}\n", 3, "names", "quá ít: số mục con ít nhất là 1"),
    "name": (GOOD + "names:\n  a: 1\n  BB: 2\n", 5, "names.BB", "sai dạng"),
    "neither": (
        GOOD + "until: x\n",
        3,
        "until",
        "phải là ngày có thật, dạng năm-tháng-ngày",
    ),
    "anything else": (
        GOOD + "even: 3\n",
        3,
        "even",
        "không đúng cấu trúc (xem lược đồ JSON của thư mục)",
    ),
    "twice": (GOOD + "any:\n  x: 1\n  x: 2\n", 5, "any.x", "có hai lần"),
    "itself": (GOOD + "any: &a\n  - *a\n", 3, "any.0", "mục này chứa chính nó"),
    "no YAML": (GOOD + "any: [\n", 4, "-", "sai cấu trúc YAML"),
    "two in one": (GOOD + "---\n" + GOOD, 3, "-", "sai cấu trúc YAML"),
    "a bell": (GOOD + "any: \x07\n", 1, "-", "sai cấu trúc YAML"),
    "nothing": ("", 1, "-", "sai kiểu dữ liệu: phải là nhóm mục có tên"),
    "a list": ("- a\n", 1, "-", "sai kiểu dữ liệu: phải là nhóm mục có tên"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_mistake_is_told_where_it_stands(folder, wrong):
    text, line, field, words = WRONG[wrong]

    (problem,) = problems(folder, text)

    assert (problem.file, problem.line, problem.field) == ("a.yaml", line, field)
    assert str(problem).endswith(f": {words}")


def test_other_bytes_than_utf_8_are_told_by_byte(folder):
    (folder / "a.yaml").write_bytes(b"code: \xff\xfe")

    assert list(map(str, problems(folder))) == ["Tệp a.yaml, dòng 1: không phải UTF-8 (byte 6)"]


def test_every_mistake_of_every_file_is_told_in_the_order_of_lines(folder):
    write(folder, "x: [", "b.yaml")
    write(folder, GOOD, "c.yaml")
    found = problems(folder, "number: 0\nnumber: 10\nkind: x\n")

    assert [(one.file, one.line, one.field) for one in found] == [
        ("a.yaml", 1, "code"),
        ("a.yaml", 1, "day"),
        ("a.yaml", 2, "number"),
        ("a.yaml", 2, "number"),
        ("a.yaml", 3, "kind"),
        ("b.yaml", 1, "-"),
    ]


def test_files_of_several_folders_are_refused_together(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "schema.json").write_text('{"type": "array"}')
    write(folder, "", "a.yaml")
    write(other, "", "b.yaml")

    with pytest.raises(BadContent) as refused:
        read_files([*files_of(folder), *files_of(other)])

    assert [one.file for one in refused.value.problems] == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("days: [x, y]\nnote: 1\n", ["days.0", "days.1", "note"]),
        ("days: [1]\nnoet: x\n", ["noet"]),
        ("hours: x\n", ["hours"]),
        ("hours: 1\ncolour: red\n", ["colour"]),
        ("7", ["-"]),
    ],
)
def test_of_several_alternatives_the_one_meant_is_told(tmp_path, text, fields):
    (tmp_path / "schema.json").write_text(json.dumps(SHAPES))

    assert [one.field for one in problems(tmp_path, text)] == fields


def test_the_refusal_says_that_nothing_was_loaded_and_lists_what_to_mend(folder):
    write(folder, "kind: x\ncode: abc\n")

    with pytest.raises(BadContent) as refused:
        read_folder(folder)

    assert str(refused.value) == (
        "Không có gì được nạp: hãy sửa những chỗ dưới đây rồi nạp lại.\n"
        "Tệp a.yaml, dòng 1, mục “day”: thiếu mục bắt buộc\n"
        "Tệp a.yaml, dòng 1, mục “kind”: không thuộc các giá trị cho phép: red, blue"
    )


ENGLISH = {
    "Tệp %(file)s, dòng %(line)s, mục “%(field)s”": "File %(file)s, line %(line)s, “%(field)s”",
    "sai kiểu dữ liệu: phải là %(limit)s": "must be %(limit)s",
    "số nguyên": "a whole number",
}


def test_words_are_told_in_the_language_of_the_reader(folder, monkeypatch):
    (problem,) = problems(folder, GOOD + "number: x\n")

    for module in (content, errors):
        monkeypatch.setattr(module, "gettext", ENGLISH.__getitem__)

    assert str(problem) == "File a.yaml, line 3, “number”: must be a whole number"


def test_a_finer_check_is_told_at_the_nearest_place_known(folder):
    write(folder, GOOD + "any:\n  - x: 1\n")
    (document,) = read_folder(folder)

    refusal = document.refuse(("any", 0, "y", 3), "mã %(code)s bị trùng", code="T1")

    told = "Tệp a.yaml, dòng 4, mục “any.0.y.3”: mã T1 bị trùng"
    assert [str(one) for one in refusal.problems] == [told]


def test_the_digest_follows_names_and_bytes_of_the_files(folder):
    write(folder, GOOD)
    first = digest(folder)
    (folder / "schema.json").write_text("{}")
    assert digest(folder) == first

    (folder / "a.yaml").rename(folder / "b.yaml")
    renamed = digest(folder)
    write(folder, GOOD + "# more\n", "b.yaml")

    assert len({first, renamed, digest(folder)}) == 3
