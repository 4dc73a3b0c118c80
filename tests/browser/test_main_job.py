"""The main job, told by clicking: from a news file and a child's words to a signed report.

Everybody has a window of their own, sees their own rooms and does their own part.
"""

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
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

    case, content_case = triage(desk(Role.INTAKE_OFFICER), desk)
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
    officer = desk(Role.CONTENT_OFFICER)
    hand_in_articles(officer, NEWS, "2371 tin mới, 0 đã có")
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


def triage(officer, desk):
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
        {"Giao cho xã, phường": unit, "Tóm tắt": "Một học sinh bị chê bai trong nhóm lớp, đang sợ."},
    )
    case = number_in(officer, "TE")

    officer.room("Chờ phân loại")
    officer.follow("PH-")
    expect(officer.main.locator("mark").get_by_text("thử thách nín thở")).to_be_visible()
    officer.done("Nhận xem", "Đã nhận.")
    officer.act("Mở vụ nội dung", "Đã mở vụ", {})
    return case, number_in(officer, "ND")


def first_commune():
    from django.utils import timezone

    return commune_units(local_date(timezone.now())).first().name


def number_in(someone, prefix):
    return re.search(prefix + r"-\d{4}-\d{6}", someone.main.inner_text())[0]


# The commune


def the_commune_helps(case, worker, chair):
    the_worker_meets_the_child(case, worker)
    chair.room("Ca bảo vệ trẻ")
    chair.follow(case)
    for form, after in (("Mẫu 02", "Lập phiếu đánh giá"), ("Mẫu 03", "Bắt đầu lập kế hoạch")):
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
    from django.utils import timezone

    worker.done("Bắt đầu lập kế hoạch", "Đã mở kế hoạch.")
    worker.act(
        "Viết kế hoạch",
        "Đã lưu kế hoạch.",
        {
            "Nhu cầu của trẻ": "Sức khỏe tâm thần",
            "Mục tiêu": "Trẻ vui vẻ trở lại lớp.",
            "Ý kiến": "Em muốn cô giáo nói chuyện với các bạn.",
        },
    )
    soon = local_date(timezone.now()) + timedelta(days=2)
    worker.act(
        "Thêm dịch vụ",
        "Đã thêm dịch vụ.",
        {
            "Đáp ứng nhu cầu": "Sức khỏe tâm thần",
            "Việc sẽ làm": "Trò chuyện với trẻ và cô giáo chủ nhiệm.",
            "Xong trước ngày": soon.isoformat(),
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
    leader.follow("báo cáo")
    here = leader.page.url
    leader.follow("1 –")
    leader.reads("TE-")
    leader.page.goto(here)
    leader.done("Ký duyệt", "Đã ký duyệt")
    with leader.page.expect_download() as found:
        leader.main.get_by_role("link", name="Tải").first.click()
    return Path(found.value.path()).read_bytes()


def is_an_official_report(paper):
    document = Document(BytesIO(paper))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*cells, *(one.text for one in document.paragraphs)])
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "Độc lập - Tự do - Hạnh phúc" in words
    assert "Nội dung mẫu của phần III." in words
