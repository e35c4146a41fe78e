"""Every page of the product by its address, and the demo center's ids that stand in them."""

import re

from playwright.sync_api import Page

from tracker.web.handing import ENDINGS

ID = r"(\w{20})$"
# For each kind of thing in an address: who finds one, on which page, and how the link to it looks.
SPECIMENS = {
    "person": ("director", "people?role=forensic_interviewer", rf"/people/{ID}"),
    "completion": ("director", "people/{person}/record", rf"/completions/{ID}"),
    "agency": ("director", "agencies", rf"/agencies/{ID}"),
    "waiting": ("director", "queue", rf"/queue/{ID}"),
    "event": ("director", "events", rf"/events/{ID}"),
    "line": ("director", "record-check", r"/record-check/([0-9a-f]{64})/set-aside"),
    "waiver": ("director", "waivers", rf"/waivers/{ID}"),
    "agreed": ("director", "plan/agreed?state=all", rf"/plan/agreed/{ID}"),
    "training": ("director", "catalog", rf"/catalog/{ID}"),
    "packet": ("director", "packets", rf"/packets/{ID}"),
    "own": ("staff", "my-record?state=returned", rf"/completions/{ID}"),
    "evidence": ("staff", "completions/{own}", r"/evidence/(\w{20})/withdraw$"),
    "place": ("staff", "evidence/{evidence}/places", r"/evidence/places/(\w{20})$"),
}
# Files and data, what only leads on to another page, and what the newcomer's journey looks at on its way.
NO_PAGES = {
    "/",
    "/c/<public_id:center>/catalog/suggest",
    "/c/<public_id:center>/evidence/<public_id:evidence>/file",
    "/c/<public_id:center>/evidence/<public_id:evidence>/pages/<int:number>",
    "/c/<public_id:center>/evidence/<public_id:evidence>/printed/<int:number>",
    "/c/<public_id:center>/evidence/not-printed/<public_id:redaction>",
    "/c/<public_id:center>/history.csv",
    "/c/<public_id:center>/settings/letterhead/logos/<word:logo>",
    "/c/<public_id:center>/standards/<word:key>/<word:edition>/file",
    "/c/<public_id:center>/my-data.zip",
    "/c/<public_id:center>/my-record.csv",
    *(
        f"/c/<public_id:center>/{handout}.{ENDINGS}"
        for handout in (
            *("gaps", "lapses", "matrix", "plan/agreed", "my-record/transcript", "events/sign-in-sheet"),
            *("people/<public_id:person>/transcript", "events/<public_id:event>/sign-in-sheet"),
        )
    ),
    "/c/<public_id:center>/packets/<public_id:packet>",
    "/c/<public_id:center>/packets/<public_id:packet>/changes",
    "/c/<public_id:center>/packets/<public_id:packet>/file",
    "/c/<public_id:center>/packets/<public_id:packet>/progress",
    "/c/<public_id:center>/packets/<public_id:packet>/withdraw",
    "/c/<public_id:center>/people/<public_id:person>/record.csv",
    # A desk opens by a link that is shown once: the journey of a reviewer looks at each of its pages.
    "/c/<public_id:center>/desk-questions/<public_id:question>",
    "/c/<public_id:center>/desks/<public_id:desk>",
    "/c/<public_id:center>/packets/<public_id:packet>/desks",
    "/c/<public_id:center>/packets/<public_id:packet>/desks/new",
    "/desk/<public_id:desk>",
    "/desk/<public_id:desk>/exhibits",
    "/desk/<public_id:desk>/exhibits/<int:number>",
    "/desk/<public_id:desk>/exhibits/<int:number>/pages/<int:page>",
    "/desk/<public_id:desk>/notes",
    "/check/<public_id:printed>",
    "/desk/<public_id:desk>/packet",
    "/desk/<public_id:desk>/people",
    "/desk/<public_id:desk>/people/<int:number>",
    "/desk/<public_id:desk>/requirements/<word:requirement>",
    "/desk/<public_id:desk>/requirements/<word:requirement>/<int:number>",
    "/desk/<public_id:desk>/sample",
    "/desk/open/<token:token>",
    "/fonts/<any('Roboto-Regular.woff2', 'Roboto-Medium.woff2', 'Roboto-Bold.woff2'):name>",
    "/healthz",
    "/installation",
    "/join/<token:token>",
    "/reset/<token:token>",
    "/set-up",
    "/sign-in/recovery-code",
    "/sign-in/second-factor",
    "/set-up/<token:code>",
    "/sign-in/with/<word:provider>/back",
    "/static/<path:filename>",
    "/styles/pages.css",
}
OUTSIDE = ("sign-in", "forgot-password", "what-is-kept", "desk/left", "check")
ANYWHERE = ("account", "account/confirm", "account/signing-in", "account/app", "account/what-is-kept", "account/close")
STAFF = (
    "my-training",
    "my-training/plan",
    "my-record",
    "my-record/history",
    "completions/new",
    "completions/{own}",
    "completions/{own}/correct",
    "completions/{own}/withdraw",
    "evidence/{evidence}/withdraw",
    "evidence/{evidence}/places",
    "evidence/places/{place}",
    "catalog",
    "catalog?q=trauma",
    "catalog/{training}",
    "resources",
    "standards",
    "standards/nca-csec/2023",
    "standards/nca-essential-training/2023",
    "standards/nca-essential-training/2023/before",
)
DIRECTOR = (
    "home",
    "evidence/{evidence}/not-printed",
    "standards/nca-csec/2023/requirements/csec-foundations",
    "standards/nca-csec/2023/bring-in",
    "matrix",
    "gaps",
    "lapses",
    "plan",
    "plan/agreed",
    "plan/agreed/new",
    "plan/agreed/{agreed}",
    "plan/what-if",
    "plan/what-if?change=hire&role=victim_advocate",
    "people",
    "people/new",
    "people/team",
    "people/{person}",
    "people/{person}/edit",
    "people/{person}/record",
    "people/{person}/bring-in",
    "people/{person}/remove",
    "agencies",
    "agencies/{agency}",
    "queue",
    "queue/{waiting}",
    "events",
    "events/new",
    "events/sign-in-sheet?title=Trauma&held_on=2027-01-15",
    "events/{event}",
    "events/{event}/correct",
    "events/{event}/withdraw",
    "record-check",
    "record-check/{line}/set-aside",
    "waivers",
    "waivers/new",
    "waivers/{waiver}",
    "completions/{completion}",
    "completions/{completion}/correct",
    "completions/{completion}/withdraw",
    "evidence/{evidence}/remove",
    "catalog/new",
    "catalog/typed",
    "catalog/links",
    "catalog/{training}/change",
    "catalog/{training}/merge",
    "packets",
    "packets/new",
    "packets/preview?standard=nca-csec",
    "desk-questions",
    "members",
    "access",
    "settings",
    "settings/letterhead",
    "history",
)


def find_one(page: Page, pattern: str) -> str:
    """Return the id in the first link of a page whose address looks as asked."""
    for link in page.locator("main a[href]").all():
        if found := re.search(pattern, link.get_attribute("href") or ""):
            return found[1]
    raise AssertionError(f"{page.url} has no link like {pattern}")
