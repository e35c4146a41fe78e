"""The table of contents of the application."""

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect

from tracker import api, cli, clock, jobs, memory, pages
from tracker.config import BadSetting, Settings, load_settings, refuse_open_folder
from tracker.db import db, engine, tenancy
from tracker.services import backup, installation
from tracker.services.installation import Installation
from tracker.web import access, assets, bodies, errors, filters, headers, login, surroundings
from tracker.web.again import PersistentFlask

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024
LARGEST_REQUEST = 130 * MEGABYTE
LARGEST_FORM = 2 * MEGABYTE
# By this exit code gunicorn knows that another worker would not start either.
WORKER_CANNOT_START = 3

csrf = CSRFProtect()
migrate = Migrate(directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application. Raises BadSetting naming what is wrong with the settings."""
    settings = settings or load_settings()
    refuse_open_folder(settings.data)
    app = PersistentFlask("tracker", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.from_mapping(_flask_settings(settings))
    app.extensions["settings"] = settings
    clock.fix(settings.fixed_now)
    installation.configure(_installation(settings))
    _attach_database(app)
    app.extensions["jobs"] = jobs.Jobs(app.app_context, settings.jobs_database)
    bodies.install(app, largest_form=LARGEST_FORM)  # before the token is looked for, which reads the form
    csrf.init_app(app)
    login.install(app)
    access.install(app)
    headers.install(app, secure=settings.secure)
    errors.install(app)
    assets.install(app)
    filters.install(app)
    surroundings.install(app)
    pages.install(app)
    api.install(app)
    csrf.exempt(api.calls)  # a token is asked for at each request, and cookies open nothing there
    cli.install(app)
    access.refuse_undeclared(app)
    return app


def serving_app() -> Flask:
    """Make the application for a web server; a setting that will not do stops it in one sentence."""
    try:
        app = create_app()
        _refuse_missing_keys(app.extensions["settings"])
        _refuse_half_restored(app.extensions["settings"])
    except BadSetting as wrong:
        # Raised, it would stand below a trace of forty lines, and gunicorn would start the next worker to fail alike.
        wrong.show()
        raise SystemExit(WORKER_CANNOT_START) from None
    memory.settle()
    return app


def _refuse_missing_keys(settings: Settings) -> None:
    if not settings.secret_key or not settings.history_key:
        raise BadSetting("The keys are missing. Run `flask --app wsgi init` first.")


def _refuse_half_restored(settings: Settings) -> None:
    if backup.unfinished(settings.data):
        raise BadSetting(f"A restore into {settings.data} has not come to its end. Run `restore` again.")


def _flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key or None,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine.OPTIONS,
        "SESSION_COOKIE_NAME": "__Host-session" if settings.secure else "session",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
        "MAX_FORM_PARTS": 500,
        "TRUSTED_HOSTS": [settings.host, "127.0.0.1", "localhost"],
        "WTF_CSRF_TIME_LIMIT": None,
        # The token decides. Pages that are reached by a secret send no Referer, and some browsers never do.
        "WTF_CSRF_SSL_STRICT": False,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        "TESTING": settings.environment == "testing",
    }


def _installation(settings: Settings) -> Installation:
    return Installation(
        data=settings.data,
        evidence=settings.evidence,
        base_url=settings.base_url,
        history_key=settings.history_key,
        mail_from=settings.mail_from,
        mail_outbox=settings.mail_outbox,
        smtp_url=settings.smtp_url,
        secret_key=settings.secret_key,
        backup=settings.backup,
        providers=settings.providers,
        quota=settings.quota,
        scanner=settings.scanner,
        photos=settings.photos,
        time_stamps=settings.time_stamps,
        periods=settings.periods,
        mailbox=settings.mailbox,
    )


def _attach_database(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        engine.prepare(db.engine)


tenancy.install(db.session.session_factory)
