"""The words in a picture of a page: seen by two small models that come with their package, on the processor alone."""

import io
import time
from typing import Any

import cv2
import numpy as np
from PIL import Image, JpegImagePlugin  # noqa: F401 loaded while files may still be opened
from rapidocr import RapidOCR

from tracker.intake.errand import Errand
from tracker.intake.reader.certificates import written
from tracker.intake.reader.findings import Findings
from tracker.intake.reader.seen_words import Seen, SeenLine

# Pixels on the longer side: in which letters are told, and in which lines are found.
SIDE, SIDE_FOR_LINES = 1600, 960
# A page of which less is sure may be upside down. One that is read well never is.
CLEAR = 0.8
# What a further look may take, as a multiple of the first.
LONGEST = 1.5
_ENGINE: list[RapidOCR] = []
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.max_side_len": SIDE,
    "Global.use_cls": False,
    "Global.return_word_box": True,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Det.limit_type": "max",
    "Det.limit_side_len": SIDE_FOR_LINES,
}


def prepare() -> None:
    """Load the models, while files may still be opened."""
    cv2.setNumThreads(1)
    engine = RapidOCR(params=_SETTINGS)
    blank = np.full((64, 320, 3), 255, np.uint8)
    engine(blank, use_det=True, use_rec=False)
    engine(blank, use_det=False, use_rec=True)
    _ENGINE.append(engine)


def look(content: bytes, errand: Errand) -> Findings:
    """Write what a picture of one page proposes as 0001.json."""
    picture = Image.open(io.BytesIO(content), formats=("JPEG",))
    picture.draft("RGB", (SIDE, SIDE))
    return written([_best(picture.convert("RGB"), errand.limits.seconds).page()], 1, is_picture=True)


def _best(picture: Image.Image, seconds: float) -> Seen:
    """Return the words of a picture, turned by quarters where it lies on its side or upside down.

    No look is begun that the seconds on the processor would hardly be enough for: what was seen is better than nothing.
    """
    picture.thumbnail((SIDE, SIDE), Image.Resampling.BICUBIC)
    began = time.process_time()
    seen = _seen(picture, 0)
    a_look = time.process_time() - began
    if seen.is_sideways:
        seen = _seen(picture, 1)
    if seen.clarity < CLEAR and seen.lines and time.process_time() + LONGEST * a_look < seconds:
        other = _seen(picture, (seen.quarters + 2) % 4)
        return max(seen, other, key=lambda each: each.clarity)
    return seen


def _seen(picture: Image.Image, quarters: int) -> Seen:
    turned = picture.rotate(90 * quarters, expand=True) if quarters else picture
    # The library counts colors from blue.
    found = _ENGINE[0](np.asarray(turned)[:, :, ::-1].copy(), use_det=True, use_rec=True)
    return Seen(_lines(found), *turned.size, quarters)


def _lines(found: Any) -> list[SeenLine]:
    if found.txts is None:
        return []
    lines = zip(found.txts, found.scores, found.boxes, found.word_results, strict=True)
    return [_line(text, sure, box, [_line(*word) for word in words]) for text, sure, box, words in lines]


def _line(text: str, sure: Any, box: Any, words: list[SeenLine] | None = None) -> SeenLine:
    return SeenLine(text, float(sure), _corners(box), words or [])


def _corners(box: Any) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in box]
