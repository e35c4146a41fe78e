"""What a web server and the `flask` command load."""

from tracker.app import create_app

app = create_app()
