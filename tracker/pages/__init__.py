"""The pages, one folder a noun: routes and forms, thin. This list is their table of contents."""

from flask import Flask

from tracker.pages.access import routes as access
from tracker.pages.account import routes as account
from tracker.pages.archive import routes as archive
from tracker.pages.bring_in import routes as bring_in
from tracker.pages.calendar import routes as calendar
from tracker.pages.catalog import routes as catalog
from tracker.pages.certificates import routes as certificates
from tracker.pages.check import routes as check
from tracker.pages.check_in import routes as check_in
from tracker.pages.completions import routes as completions
from tracker.pages.decide import routes as decide
from tracker.pages.desk import routes as desk
from tracker.pages.desks import routes as desks
from tracker.pages.events import routes as events
from tracker.pages.evidence import routes as evidence
from tracker.pages.handouts import routes as handouts
from tracker.pages.health import routes as health
from tracker.pages.history import routes as history
from tracker.pages.home import routes as home
from tracker.pages.imports import routes as imports
from tracker.pages.installation import routes as installation
from tracker.pages.matrix import routes as matrix
from tracker.pages.members import routes as members
from tracker.pages.my import routes as my
from tracker.pages.own_data import routes as own_data
from tracker.pages.packets import routes as packets
from tracker.pages.people import routes as people
from tracker.pages.person import routes as person
from tracker.pages.phone import giving as phone_links
from tracker.pages.phone import routes as phone
from tracker.pages.plan import routes as plan
from tracker.pages.planned import routes as planned
from tracker.pages.queue import links as decision_links
from tracker.pages.queue import routes as queue
from tracker.pages.record import routes as record
from tracker.pages.record_check import routes as record_check
from tracker.pages.reminders import routes as reminders
from tracker.pages.removal import routes as removal
from tracker.pages.resources import routes as resources
from tracker.pages.set_up import routes as set_up
from tracker.pages.settings import routes as settings
from tracker.pages.sign_in import routes as sign_in
from tracker.pages.single_sign_on import routes as single_sign_on
from tracker.pages.standards import routes as standards
from tracker.pages.start import routes as start
from tracker.pages.stop_reminders import routes as stop_reminders
from tracker.pages.tokens import routes as tokens
from tracker.pages.waivers import routes as waivers
from tracker.web.access import CENTER_PREFIX

IN_A_CENTER = (
    my,
    record,
    own_data,
    bring_in,
    imports,
    completions,
    certificates,
    evidence,
    removal,
    queue,
    decision_links,
    phone_links,
    home,
    matrix,
    handouts,
    plan,
    person,
    people,
    events,
    planned,
    catalog,
    resources,
    standards,
    waivers,
    record_check,
    packets,
    desks,
    history,
    members,
    access,
    settings,
    reminders,
    archive,
    tokens,
)
OUTSIDE = (
    *(sign_in, single_sign_on, account, check, check_in, decide, desk, phone),
    *(stop_reminders, calendar, set_up, start, installation, health),
)


def install(app: Flask) -> None:
    """Attach every page to an application; those of a center lie under its address."""
    for noun in IN_A_CENTER:
        app.register_blueprint(noun.pages, url_prefix=CENTER_PREFIX)
    for noun in OUTSIDE:
        app.register_blueprint(noun.pages)
