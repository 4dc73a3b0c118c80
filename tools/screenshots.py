"""Takes the pictures of the README from a demo of its own, with invented people only.

    python tools/screenshots.py      # writes docs/screenshots/*.png

Needs Chromium. Starts `lachan serve` in a temporary folder on a free port and stops it again.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "screenshots"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}

# name, who (position in the list of sign-in links; None for the public), path, viewport
PICTURES = (
    ("trang-dau-dien-thoai", None, "/", PHONE),
    ("bao-tin-dien-thoai", None, "/ke/", PHONE),
    ("viec-hom-nay", 0, "/lam-viec/", WIDE),
    ("ghi-tin-bao", 0, "/lam-viec/tin-bao/moi/", WIDE),
    ("cho-phan-loai", 0, "/lam-viec/phan-loai/", WIDE),
    ("phat-hien", 0, "/lam-viec/phan-loai/4/", WIDE),
    ("ca-bao-ve-tre", 2, "ca", WIDE),
    ("vu-noi-dung", 4, "vu", WIDE),
    ("bao-cao", 6, "bao-cao", WIDE),
    ("viec-hom-nay-dien-thoai", 2, "/lam-viec/", PHONE),
)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def demo(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A demo of our own: its address and its sign-in links, in the order they are printed."""
    port = _free_port()
    environ = os.environ | {
        "LACHAN_MODE": "demo",
        "LACHAN_VAR": str(folder),
        "LACHAN_PORT": str(port),
    }
    environ.pop("DATABASE_URL", None)
    program = [sys.executable, "-m", "lachan"]
    served = subprocess.Popen(
        [*program, "serve"], cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
    )
    try:
        links = _links(served)
        news = folder / "tin-mau.jsonl"
        news.write_text("\n".join(_invented()), encoding="utf-8")
        told = [*program, "demo", "main-job", "--input", str(news)]
        subprocess.run(told, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
        yield f"http://127.0.0.1:{port}", links
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(timeout=60)


def _links(served: "subprocess.Popen[str]") -> list[str]:
    assert served.stdout is not None
    links = []
    for line in served.stdout:
        links += re.findall(r"http://\S+/lam-viec/vao/\S+", line)
        if "Ctrl-C" in line:
            return links
    raise SystemExit("The demo did not start; run `make run` and read what it says.")


def _invented() -> Iterator[str]:
    """The detection rules' own examples, as a feed: no newspaper's words in a picture."""
    for path in sorted((ROOT / "content" / "rules").glob("*.yaml")):
        rule = yaml.safe_load(path.read_text("utf-8"))
        for index, one in enumerate(rule["kiem_thu"]["phai_bat"][:1]):
            row = {"id": f"{rule['ma']}-{index}", "title": "Bài mẫu", "text": one["van_ban"]}
            yield json.dumps(row, ensure_ascii=False)


def shoot(browser: Browser, base: str, links: list[str]) -> None:
    """One picture after another, each person in a window of their own."""
    for name, who, path, size in PICTURES:
        window = browser.new_context(viewport=size, locale="vi-VN")  # type: ignore[arg-type]
        page = window.new_page()
        if who is not None:
            page.goto(links[who])
        if path.startswith("/"):
            page.goto(base + path)
        else:
            # The newest record of a list: its address is not known beforehand.
            page.goto(f"{base}/lam-viec/{path}/")
            page.locator("tbody a").first.click()
        page.screenshot(path=str(TARGET / f"{name}.png"))
        window.close()
        print(name)


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium is missing: apt-get install chromium")
    TARGET.mkdir(parents=True, exist_ok=True)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with (
        tempfile.TemporaryDirectory() as folder,
        demo(Path(folder)) as (base, links),
        sync_playwright() as played,
    ):
        browser = played.chromium.launch(executable_path=chromium, args=flags)
        shoot(browser, base, links)
        browser.close()


if __name__ == "__main__":
    main()
