"""Writes a model: a folder that appears only when it is whole."""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np

from lachan.detect.model.linear import FORMAT, MODEL, WEIGHTS
from lachan.detect.model.train import Settings, Trained

NOTICES: Final = "NOTICES.txt"
_RULE: Final = "-" * 72


def save(
    folder: Path,
    trained: Trained,
    settings: Settings,
    about: Mapping[str, Any],
    notices: Iterable[Path],
) -> None:
    """`model.json`, `weights.npy` and, of the data's licences, `NOTICES.txt`, all or nothing.

    A model that stood there before is replaced. Nothing else is: raises FileExistsError when the
    folder holds files and no model.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MODEL).exists():
        raise FileExistsError(f"{folder} holds files that are no model; choose another folder.")
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    said = {
        "format": FORMAT,
        "bits": settings.bits,
        "power": settings.power,
        "curves": [asdict(curve) for curve in trained.curves],
        "settings": asdict(settings),
        **about,
    }
    text = json.dumps(said, ensure_ascii=False, indent=2)
    (partial / MODEL).write_text(text + "\n", encoding="utf-8")
    np.save(partial / WEIGHTS, trained.weights)
    licences = [path.read_text(encoding="utf-8").strip() for path in notices]
    if licences:
        whole = f"\n\n{_RULE}\n\n".join(licences)
        (partial / NOTICES).write_text(whole + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    partial.replace(folder)
