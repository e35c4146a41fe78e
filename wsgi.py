"""What a web server and the `flask` command load."""

from tracker.app import create_app

if __name__ == "__main__":
    raise SystemExit("This file is loaded by others. To serve, run: flask --app wsgi serve")

app = create_app()
