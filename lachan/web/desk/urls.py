"""The desk's addresses. Each view names its permission at its own definition."""

from django.urls import path

from lachan.web.desk import (
    child_cases,
    content_cases,
    demo_entry,
    directory,
    home,
    items,
    journal,
    notices,
    programme,
    reports,
)

urlpatterns = [
    path("", home.home, name="desk_home"),
    path("vao/<str:token>/", demo_entry.enter, name="desk_demo_entry"),
    path("thoi-han/<int:clock_id>/", home.clock, name="desk_clock"),
    path("thoi-han/da-goi/<int:step_id>/", home.call, name="desk_call"),
    path("ca/", child_cases.cases, name="desk_child_cases"),
    path("ca/<uuid:case_id>/", child_cases.case, name="desk_child_case"),
    path("ca/<uuid:case_id>/<slug:code>/", child_cases.act, name="desk_child_case_act"),
    path(
        "ca/<uuid:case_id>/dich-vu/<uuid:service_id>/",
        child_cases.service,
        name="desk_service",
    ),
    path("vu/", content_cases.cases, name="desk_content_cases"),
    path("vu/<uuid:case_id>/", content_cases.case, name="desk_content_case"),
    path("vu/<uuid:case_id>/<slug:code>/", content_cases.act, name="desk_content_case_act"),
    path("yeu-cau/<uuid:request_id>/", content_cases.takedown, name="desk_takedown"),
    path(
        "yeu-cau/<uuid:request_id>/<slug:code>/",
        content_cases.takedown_act,
        name="desk_takedown_act",
    ),
    path("kiem-tra-lai/<int:recheck_id>/", content_cases.recheck, name="desk_recheck"),
    path("cong-van/<uuid:paper_id>/", content_cases.letter, name="desk_letter"),
    path("tin/", items.items, name="desk_items"),
    path("tin/<int:item_id>/", items.item, name="desk_item"),
    path("nguon/", items.sources, name="desk_sources"),
    path("nguon/<int:source_id>/", items.source, name="desk_source"),
    path("nguon/<int:source_id>/lay-tin/", items.fetch, name="desk_source_fetch"),
    path("nguon/<int:source_id>/bat-tat/", items.turn, name="desk_source_turn"),
    path("nhiem-vu/", programme.assignments, name="desk_assignments"),
    path("nhiem-vu/<int:assignment_id>/", programme.assignment, name="desk_assignment"),
    path(
        "nhiem-vu/<int:assignment_id>/<slug:code>/",
        programme.assignment_act,
        name="desk_assignment_act",
    ),
    path("van-ban-chi-dao/<int:directive_id>/", programme.directive, name="desk_directive"),
    path(
        "van-ban-chi-dao/<int:directive_id>/<slug:code>/",
        programme.directive_act,
        name="desk_directive_act",
    ),
    path("bao-cao/", reports.reports, name="desk_reports"),
    path("bao-cao/<int:report_id>/", reports.report, name="desk_report"),
    path("bao-cao/<int:report_id>/<slug:code>/", reports.act, name="desk_report_act"),
    path("so-lieu/<int:figure_id>/", reports.figure, name="desk_figure"),
    path("van-ban/<uuid:paper_id>/", reports.paper, name="desk_paper"),
    path("nhac-viec/", notices.notices, name="desk_notices"),
    path("nhac-viec/da-xem/", notices.read_all, name="desk_notices_read"),
    path("don-vi/", directory.units, name="desk_units"),
    path("don-vi/can-bo/", directory.staff, name="desk_staff"),
    path(
        "don-vi/can-bo/<int:membership_id>/xac-nhan/", directory.confirm, name="desk_staff_confirm"
    ),
    path("don-vi/can-bo/<int:membership_id>/ket-thuc/", directory.end, name="desk_staff_end"),
    path("don-vi/can-bo/ngung/<int:user_id>/", directory.deactivate, name="desk_staff_deactivate"),
    path("nhat-ky/", journal.journal, name="desk_journal"),
]
