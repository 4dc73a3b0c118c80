"""The main job, told by clicking: from a news file and a child's words to a signed report.

Everybody has a window of their own, sees their own rooms and does their own part.
"""

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import expect

from lachan.common.time import local_date
from lachan.people.queries import commune_units
from lachan.people.rules import Role
from tests.browser.behind import work_on

ROOT = Path(__file__).resolve().parents[2]
NEWS = ROOT.parent / "shared" / "data" / "news_2026" / "items.jsonl"
SOURCE = "Báo Mẫu Của Câu Chuyện"
ARTICLES = (
    {
        "id": "mau-1",
        "title": "Thử thách nín thở lan trong một nhóm lớp bịa ra",
        "text": "Nhiều học sinh làm theo thử thách nín thở trên mạng, theo bài viết bịa ra này.",
        "url": "https://bao-mau.example/thu-thach",
    },
    {
        "id": "mau-2",
        "title": "Trường mẫu trồng thêm cây",
        "text": "Sáng nay cả trường bịa ra cùng trồng cây quanh sân.",
        "url": "https://bao-mau.example/trong-cay",
    },
)
NEXT = "button[name=action][value=next]:not([aria-hidden])"
SEND = "button[name=action][value=send]:not([aria-hidden])"


def test_from_two_first_words_to_a_signed_report(browse, desk, tmp_path):
    file = written(ARTICLES, tmp_path / "bai-bao.jsonl")
    hand_in_articles(desk(Role.CONTENT_OFFICER), file, "2 tin mới, 0 đã có, 0 dòng bị từ chối")
    child, code = a_child_tells(browse(scripts=False))
    work_on()

    case, content_case = triage(desk(Role.INTAKE_OFFICER))
    the_commune_helps(case, desk(Role.COMMUNE_WORKER), desk(Role.COMMUNE_CHAIR))
    the_content_goes(content_case, desk(Role.CONTENT_OFFICER), desk(Role.TRIAGE_SUPERVISOR))
    work_on()
    the_child_reads(child, code)

    report = the_coordinator_reports(desk(Role.COORDINATOR))
    paper = the_leader_signs(desk(Role.LEADER), report, case)
    is_an_official_report(paper)


def test_real_news_is_read_and_the_words_are_marked(desk):
    if not NEWS.exists():
        pytest.skip(f"no {NEWS.name} of real news beside the checkout")
    hand_in_articles(desk(Role.CONTENT_OFFICER), NEWS, "2371 tin mới, 0 đã có")
    work_on()

    officer = desk(Role.INTAKE_OFFICER)
    officer.room("Chờ phân loại")
    officer.follow("PH-")
    expect(officer.main.locator("mark").first).to_be_visible()
    officer.done("Nhận xem", "Đã nhận.")
    officer.act("Mở vụ nội dung", "Đã mở vụ", {})
    officer.reads("ND-")


# The articles


def written(articles, path):
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in articles)
    path.write_text(lines, encoding="utf-8")
    return path


def hand_in_articles(officer, file, told):
    officer.room("Nguồn theo dõi")
    officer.answer(
        {"Tên nguồn": SOURCE, "Cách lấy tin": "Tệp nhập vào", "Loại hình": "Báo chí"},
    )
    officer.press("Thêm nguồn")
    officer.follow(SOURCE)
    officer.hand_in(file)
    officer.press("Nhập tệp")
    officer.reads("Đang chờ")
    work_on()
    officer.page.reload()
    officer.reads(told)


# The child


def a_child_tells(page):
    page.goto("/")
    page.click(".lachan-door--tell")
    page.click("label:text('Có, đang nguy hiểm')")
    page.click(NEXT)
    page.click("label:text('Chính em bị')")
    page.click("label:text('10 đến 12 tuổi')")
    page.click(NEXT)
    page.click("label[for=first]")
    page.click(NEXT)
    page.click("label:text('Facebook, Messenger')")
    page.fill("#locator", "nhóm lớp mẫu 5X")
    page.click(NEXT)
    page.click(NEXT)
    page.fill("#first", "Các bạn trong nhóm lớp mẫu chê em mỗi ngày. Em sợ đi học.")
    page.click(SEND)
    return page, page.inner_text("#code")


def the_child_reads(page, code):
    page.goto("/")
    page.click(".lachan-door--answer")
    page.fill("#code", code)
    page.click("main button")
    expect(page.locator("h1")).to_have_text("Đã xong phần của chúng mình")
    expect(page.locator("main")).to_contain_text("Em không có lỗi.")


# The intake officer


def triage(officer):
    """Opens a case from the child's words and another from what the rules found."""
    officer.room("Chờ phân loại")
    officer.follow("TB-")
    officer.reads("Em sợ đi học.")
    officer.done("Nhận xem", "Đã nhận.")
    officer.answer({"Trả lời người báo tin": "Cảm ơn em đã kể. Em không có lỗi."})
    officer.press("Gửi trả lời")
    unit = first_commune()
    officer.act(
        "Mở ca bảo vệ trẻ",
        "Đã mở ca",
        {
            "Giao cho xã, phường": unit,
            "Tóm tắt": "Một học sinh bị chê bai trong nhóm lớp, đang sợ.",
        },
    )
    case = number_in(officer, "TE")

    officer.room("Chờ phân loại")
    officer.follow("PH-")
    marked = officer.main.locator("mark").all_inner_texts()
    assert {"học sinh", "thử thách nín thở"} <= set(marked)
    officer.done("Nhận xem", "Đã nhận.")
    officer.act("Mở vụ nội dung", "Đã mở vụ", {})
    return case, number_in(officer, "ND")


def first_commune():
    """Where the invented commune worker works."""
    return commune_units(today()).first().name


def today():
    return local_date(timezone.now())


def number_in(someone, prefix):
    return re.search(prefix + r"-\d{4}-\d{6}", someone.main.inner_text())[0]


# The commune


def the_commune_helps(case, worker, chair):
    the_worker_meets_the_child(case, worker)
    chair.room("Ca bảo vệ trẻ")
    chair.follow(case)
    for form in ("Mẫu 02", "Mẫu 03"):
        assess(worker, chair, form, "Trung bình")
    a_plan_is_made(worker, chair)
    it_is_carried_out(worker)
    assess(worker, chair, "Mẫu 06", "Thấp")
    it_is_closed(worker, chair)


def the_worker_meets_the_child(case, worker):
    worker.follow(case)
    worker.act(
        "Tiếp nhận ca",
        "Đã tiếp nhận ca.",
        {
            "Họ và tên trẻ": "Em Nguyễn Ví Dụ",
            "Giới tính": "Không biết",
            "Hoặc tuổi ước đoán": "10",
            "Tôi không phải người thân": True,
        },
    )
    worker.done("Bắt đầu đánh giá ban đầu", "Đã bắt đầu đánh giá ban đầu.")
    worker.act(
        "Ghi biện pháp khẩn cấp",
        "Đã ghi biện pháp khẩn cấp.",
        {"Biện pháp": "Hỗ trợ tâm lý khẩn cấp", "Đã làm gì": "Gặp trẻ tại nhà cùng cô giáo."},
    )


def assess(worker, chair, form, level):
    """The worker fills in the grid, the Chair approves it."""
    worker.page.reload()
    worker.press("Lập phiếu đánh giá")
    for line in worker.main.get_by_role("group").all():
        line.get_by_label(level, exact=True).check()
    worker.answer({"Nhận định": "Trẻ buồn, được gia đình và cô giáo quan tâm."})
    worker.done("Lập phiếu đánh giá", "Đã lập phiếu")
    worker.reads(form)
    chair.page.reload()
    chair.done("Duyệt phiếu đánh giá", "Đã duyệt phiếu đánh giá.")
    worker.page.reload()


def a_plan_is_made(worker, chair):
    worker.done("Bắt đầu lập kế hoạch", "Đã mở kế hoạch.")
    worker.act(
        "Viết kế hoạch",
        "Đã lưu kế hoạch.",
        {
            "Nhu cầu của trẻ": "Tâm lý",
            "Mục tiêu": "Trẻ vui vẻ trở lại lớp.",
            "Ý kiến": "Em muốn cô giáo nói chuyện với các bạn.",
        },
    )
    worker.act(
        "Thêm dịch vụ",
        "Đã thêm dịch vụ.",
        {
            "Đáp ứng nhu cầu": "Tâm lý",
            "Việc sẽ làm": "Trò chuyện với trẻ và cô giáo chủ nhiệm.",
            "Xong trước ngày": (today() + timedelta(days=2)).isoformat(),
        },
    )
    worker.done("Trình duyệt kế hoạch", "Đã trình kế hoạch.")
    chair.page.reload()
    chair.act("Duyệt kế hoạch", "Đã duyệt kế hoạch.", {"Số quyết định": "01/QĐ-UBND (mẫu)"})
    worker.page.reload()


def it_is_carried_out(worker):
    worker.follow("Ghi kết quả")
    worker.answer({"Kết quả": "Đã thực hiện", "Kết quả cụ thể": "Đã gặp trẻ và lớp."})
    worker.done("Ghi kết quả dịch vụ", "Đã ghi kết quả dịch vụ.")
    worker.act(
        "Ghi lần theo dõi",
        "Đã ghi lần theo dõi.",
        {"Hình thức": "Gặp tại nhà", "Đã gặp riêng trẻ": True, "Tình hình": "Trẻ đã đi học lại."},
    )
    worker.done("Bắt đầu rà soát", "Đã bắt đầu rà soát.")


def it_is_closed(worker, chair):
    worker.act(
        "Đề nghị đóng ca",
        "Đã đề nghị đóng ca.",
        {
            "Lý do đóng ca": "Đạt mục tiêu hỗ trợ",
            "Kết quả": "Trẻ an toàn, ổn định",
            "Ý kiến của trẻ": "Em thấy vui lại.",
        },
    )
    chair.page.reload()
    chair.done("Duyệt đóng ca", "Đã đóng ca.")


# The content


def the_content_goes(case, officer, supervisor):
    officer.room("Vụ nội dung")
    officer.follow(case)
    officer.press("Lập yêu cầu gỡ bỏ")
    officer.answer({"Gửi bằng": "Công văn"})
    officer.main.get_by_role("group", name="Căn cứ pháp lý").get_by_role("radio").first.check()
    officer.done("Lập yêu cầu gỡ bỏ", "Đã lập yêu cầu")
    supervisor.room("Vụ nội dung")
    supervisor.follow(case)
    supervisor.done("Duyệt yêu cầu", "Đã duyệt yêu cầu gỡ bỏ.")
    officer.page.reload()
    it_is_sent_and_answered(officer)
    officer.done("Đóng vụ", "Đã đóng vụ.")


def it_is_sent_and_answered(officer):
    letter = {"Viết tắt": "SVHTTDL", "Họ tên người ký": "Người Ký Mẫu"}
    officer.act("Tạo công văn (.docx)", "Đã tạo công văn.", letter)
    officer.act("Ghi đã gửi", "Đã ghi lúc gửi", {"Số công văn": "01/SVHTTDL-MẪU"})
    for reply in ("Nền tảng đã nhận", "Đã gỡ"):
        answers = {"Nền tảng trả lời": reply, "Nội dung trả lời": "Trả lời mẫu."}
        officer.act("Ghi trả lời của nền tảng", "Đã ghi trả lời của nền tảng.", answers)
    officer.follow("Ghi kết quả")
    officer.answer({"Khi mở địa chỉ": "Vẫn không còn"})
    officer.done("Ghi kết quả kiểm tra lại", "Đã ghi kết quả kiểm tra lại.")


# The report


def the_coordinator_reports(coordinator):
    coordinator.room("Báo cáo")
    coordinator.press("Bắt đầu lập báo cáo")
    title = coordinator.main.get_by_role("heading", level=1).inner_text()
    parts = ("I.", "III.", "IV.", "V.")
    texts = {part: f"Nội dung mẫu của phần {part}" for part in parts}
    coordinator.act("Viết nội dung", "Đã lưu nội dung.", texts)
    coordinator.done("Trình ký", "Đã trình ký.")
    return title


def the_leader_signs(leader, report, case):
    """Looks behind a figure first; the paper as it was downloaded."""
    leader.room("Báo cáo")
    leader.follow("6 tháng")
    here = leader.page.url
    leader.follow("1 – Ca bảo vệ trẻ đã đóng")
    leader.reads(case)
    leader.page.goto(here)
    leader.done("Ký duyệt", "Đã ký duyệt")
    with leader.page.expect_download() as found:
        leader.main.get_by_role("link", name="Tải").first.click()
    return Path(found.value.path()).read_bytes()


def is_an_official_report(paper):
    document = Document(BytesIO(paper))
    rows = [[cell.text for cell in row.cells] for one in document.tables for row in one.rows]
    words = "\n".join([*(word for row in rows for word in row), *map(_text, document.paragraphs)])
    figures = {row[1]: row[3] for row in rows if len(row) == 8}

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "Độc lập - Tự do - Hạnh phúc" in words
    assert "Nội dung mẫu của phần III." in words
    assert figures["C1. Tin báo, phản ánh đã tiếp nhận"] == "1"
    assert figures["C3.2. Yêu cầu gỡ bỏ được thực hiện trong 24 giờ"] == "1"
    assert figures["D4.3. Ca bảo vệ trẻ đã đóng"] == "1"
    assert figures["A2. Đơn vị có kế hoạch năm"] == "chưa có số liệu"


def _text(paragraph):
    return paragraph.text
