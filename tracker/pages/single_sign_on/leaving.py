"""Leading somebody to a provider's page.

By a page of ours that goes on at once, and has a link for whoever must press one: the policy of our pages lets no form
end at another host, and browsers hold redirects, ours and the provider's own, to it.
"""

from flask import make_response, render_template, session
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.services.single_sign_on import journeys, providers
from tracker.services.single_sign_on.journeys import Aim
from tracker.web.addresses import own_path

JOURNEY = "provider_journey"


def leave(key: str, aim: Aim, *, account_id: int | None = None, next: str = "") -> Response:
    """Begin a journey to a provider. Raises NotFound, or Silent where it does not answer."""
    provider = providers.named(key)
    about = journeys.describe(provider)
    with unit_of_work():
        leaving = journeys.begin(provider, about, aim, clock.now(), account_id, own_path(next))
    session[JOURNEY] = leaving.secret
    answer = make_response(render_template("single_sign_on/leaving.html", name=provider.name, address=leaving.address))
    answer.headers["Refresh"] = f"0; url={leaving.address}"
    return answer
