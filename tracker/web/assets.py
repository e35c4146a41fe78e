"""What pages load: fonts, the style sheet, static files, each at an address that changes with its content."""

import hashlib
import importlib.resources
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, g, send_file, url_for

from tracker.web.access import public
from tracker.web.query import asked

FONTS = ("Roboto-Regular.woff2", "Roboto-Medium.woff2", "Roboto-Bold.woff2")
A_YEAR = 31_536_000

assets = Blueprint("assets", __name__)


@assets.get(f"/fonts/<any({', '.join(repr(name) for name in FONTS)}):name>")
@public()
def font(name: str) -> Response:
    """Serve a font of the pages' typeface from the package it was installed with; no other name has an address."""
    return _kept_for_good(send_file(_font_folder() / name, mimetype="font/woff2"))


@assets.get("/styles/pages.css")
@public(reads=("v",))
def stylesheet() -> Response:
    """Serve every style of the pages as one sheet, so that a first visit asks once and not thirty times."""
    sheet, digest = _stylesheet(current_app)
    response = Response(sheet, mimetype="text/css")
    if asked("v") == digest:
        return _kept_for_good(response)
    response.headers["Cache-Control"] = "no-cache"
    return response


def stylesheet_url() -> str:
    """Return the address of the pages' style sheet; it changes with its content."""
    return url_for("assets.stylesheet", v=_stylesheet(current_app)[1])


def asset_url(name: str) -> str:
    """Return the address of a file under static/, with a mark of its content so that it can be kept for good."""
    # A matrix draws hundreds of icons from one sprite; building its address anew took a third of the page's time.
    made: dict[str, str] = g.setdefault("asset_urls", {})
    if name not in made:
        digest = _digest(Path(current_app.static_folder or "") / name, current_app.debug)
        made[name] = url_for("static", filename=name, v=digest)
    return made[name]


def install(app: Flask) -> None:
    """Add the routes, and give templates `asset_url` and `stylesheet_url`."""
    app.register_blueprint(assets)
    app.jinja_env.globals.update(asset_url=asset_url, stylesheet_url=stylesheet_url)


def stylesheet_files(static: Path) -> list[Path]:
    """Return the files of the style sheet in the order in which they must stand."""
    css = static / "css"
    return [
        css / "tokens.css",
        css / "base.css",
        css / "layout.css",
        *sorted((css / "components").glob("*.css")),
        css / "print.css",
    ]


def _stylesheet(app: Flask) -> tuple[bytes, str]:
    """The sheet and its digest: read once, in debug on each request, for somebody is changing it."""
    if app.debug or "stylesheet" not in app.extensions:
        sheet = b"\n".join(file.read_bytes() for file in stylesheet_files(Path(app.static_folder or "")))
        app.extensions["stylesheet"] = (sheet, hashlib.sha256(sheet).hexdigest()[:16])
    kept: tuple[bytes, str] = app.extensions["stylesheet"]
    return kept


def _kept_for_good(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@cache
def _font_folder() -> Path:
    package = importlib.resources.files("xstatic.pkg.roboto_fontface")
    return Path(str(package)) / "data" / "fonts" / "roboto"


def _digest(path: Path, fresh: bool) -> str:
    return _digest_of(path) if fresh else _kept_digest(path)


@cache
def _kept_digest(path: Path) -> str:
    return _digest_of(path)


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
