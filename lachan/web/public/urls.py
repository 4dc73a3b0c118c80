"""Addresses of the public face. None of them carries anything a person wrote."""

from django.urls import path

from lachan.web.public import answer, leaving, pages, receipt, wizard

urlpatterns = [
    path("", pages.home, name="public_home"),
    path("ke/", wizard.tell, name="public_tell"),
    path("ke/ghi-chu.txt", receipt.note, name="public_note"),
    path("ke/xong/", receipt.thanks, name="public_thanks"),
    path("tra-loi/", answer.see, name="public_answer"),
    path("hoc/", pages.learn, name="public_learn"),
    path("hoc/<slug:slug>/", pages.lesson, name="public_lesson"),
    path("giup/", pages.help_now, name="public_help"),
    path("an-toan/", pages.staying_safe, name="public_safety"),
    path("thoat/", leaving.leave, name="public_leave"),
]
