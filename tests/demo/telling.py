"""Tells the main job, and keeps what was said."""

import json
from dataclasses import dataclass
from pathlib import Path

from lachan.demo.main_job import run
from tests.demo.conftest import NOW

ARTICLES = [
    ("Thử thách nín thở lan trong nhóm lớp bịa ra", "Học sinh làm theo thử thách nín thở."),
    ("Trường mẫu trồng cây", "Sáng nay cả trường bịa ra cùng trồng cây quanh sân."),
    ("Lập nhóm bắt nạt bạn", "Bạn cùng lớp lập nhóm nói xấu rồi bắt nạt em mỗi ngày."),
    ("Học sinh bị lừa qua mạng", "Học sinh bị lừa đảo nạp thẻ trò chơi, bài bịa ra."),
]


@dataclass
class Told:
    """What one telling left."""

    lines: list[str]
    path: Path
    finished: bool = True

    @property
    def whole(self) -> str:
        return "\n".join(self.lines)


def tell(file: Path, now=NOW) -> Told:
    lines = []
    return Told(lines, run(file, now=now, say=lines.append))


def invented(furnished):
    """A small file of invented articles."""
    file = furnished / "bai-bao.jsonl"
    rows = [
        {
            "id": f"mau-{number}",
            "title": title,
            "text": text,
            "url": f"https://mau.example/{number}",
        }
        for number, (title, text) in enumerate(ARTICLES)
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    return file
