"""Lines that a rule must find, and lines like them that it must let pass, by where they would stand."""

# Each line is followed by the id of the rule that must find it, or by nothing where all must let it pass.
PYTHON = """\
import os, shutil, subprocess, tempfile
import jinja2, pikepdf, pypdfium2, sqlalchemy
from flask import render_template_string, session
from markupsafe import Markup
from PIL import Image
from sqlalchemy import delete, select, text, update
"""

OF_A_PAGE = (
    ("rows = db.session.execute(query)", "query-outside-services"),
    ("db.session.add(row)", "query-outside-services"),
    ("person = db.session.get(Person, number)", "query-outside-services"),
    ("query = select(Person.name)", "query-outside-services"),
    ("change = update(Person)", "query-outside-services"),
    ("people = Person.query.filter_by(name=name)", "query-outside-services"),
    ("people = Person.query.all()", "query-outside-services"),
    ("people = people_service.list(actor)", ""),
    ("db.session.rollback()", ""),
    ("secret = session.get('step', '')", ""),
    ("page = Markup(comment)", "markup-trusted"),
    ("page = render_template_string(comment)", "markup-trusted"),
    ("environment = jinja2.Environment(loader=loader, autoescape=False)", "markup-trusted"),
    ("picture = Image.open(stream, formats=['PNG'])", "parser-outside-child"),
    ("document = pikepdf.open(path)", "parser-outside-child"),
    ("document = pikepdf.Pdf.open(path)", "parser-outside-child"),
    ("document = pypdfium2.PdfDocument(content)", "parser-outside-child"),
    ("path.write_bytes(content)", "file-written-outside-storage"),
    ("path.write_text(words)", "file-written-outside-storage"),
    ("stream = open(path, 'wb')", "file-written-outside-storage"),
    ("stream = open(path, mode='a')", "file-written-outside-storage"),
    ("stream = path.open('x')", "file-written-outside-storage"),
    ("number = os.open(path, os.O_WRONLY | os.O_CREAT)", "file-written-outside-storage"),
    ("stream = tempfile.NamedTemporaryFile()", "file-written-outside-storage"),
    ("shutil.copyfile(here, there)", "file-written-outside-storage"),
    ("stream = open(path, 'rb')", ""),
    ("stream = path.open('rb')", ""),
    ("words = path.read_text()", ""),
    ("subprocess.run(command, shell=True)", "shell-started"),
    ("os.system(command)", "shell-started"),
    ("subprocess.run([program, argument])", ""),
)

OF_A_SERVICE = (
    ("rows = db.session.execute(select(Person.name).where(Person.id == number))", ""),
    ("rows = db.session.execute(text(f'SELECT name FROM person WHERE id = {number}'))", "formatted-sql"),
    ("rows = db.session.execute(text('SELECT name FROM person WHERE id = %s' % number))", "formatted-sql"),
    ("rows = db.session.execute(text('SELECT name FROM {}'.format(table)))", "formatted-sql"),
    ("rows = db.session.execute(text('SELECT name FROM ' + table))", "formatted-sql"),
    ("rows = connection.execute(f'DELETE FROM person WHERE id = {number}')", "formatted-sql"),
    ("rows = connection.exec_driver_sql(f'DELETE FROM person WHERE id = {number}')", "formatted-sql"),
    ("rows = db.session.execute(text('SELECT name FROM person WHERE id = :id'), {'id': number})", ""),
)

OF_THE_READER = (
    ("picture = Image.open(stream)", "picture-of-any-format"),
    ("picture = Image.open(stream, formats=['PNG'])", ""),
    ("document = pypdfium2.PdfDocument(content)", ""),
)

OF_A_TEMPLATE = (
    ("<p>{{ comment | safe }}</p>", "template-trusts-data"),
    ("<p>{{ comment|safe }}</p>", "template-trusts-data"),
    ("{% autoescape false %}", "template-trusts-data"),
    ("<p>{{ comment }} is safe to read</p>", ""),
)

FILES = {
    "tracker/pages/planted.py": (PYTHON, OF_A_PAGE),
    "tracker/services/planted.py": (PYTHON, OF_A_SERVICE),
    "tracker/intake/reader/planted.py": (PYTHON, OF_THE_READER),
    "templates/planted.html": ("", OF_A_TEMPLATE),
}
