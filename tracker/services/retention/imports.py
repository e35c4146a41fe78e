"""What is kept of spreadsheets that are brought in."""

from tracker.services.retention.line import Line

IMPORTS = Line(
    "imports",
    "Spreadsheets that were dropped to be brought in",
    "What they say is looked at before it is saved, can be taken back, and what was left for later is not lost.",
    {
        "import": {
            "file_name": "name of the file",
            "plan": "headings and names of its sheets",
            "failure": "why it could not be read",
        },
        "import_line": {
            "said": "what each row says: names, trainings, days, hours",
            "person_key": "whom each name was taken for",
            "title_key": "which training each title was taken for",
            "before": "how a completion, a person or an agency stood before it was changed to what the file says",
        },
        "import_file": {
            "file_name": "name of a file that came with it",
            "folder": "folders that the file lay in",
            "told": "names, titles and days that its text proposes",
            "failure": "why it could not be taken",
        },
    },
    files=("the spreadsheet itself", "files that came with it and were added to nothing yet"),
    stays=(
        "The rows and the files go; a director can throw them away sooner. That the file was dropped stays: its name,"
        " by whom and when, its headings, and how much of it was brought in. What was brought in is part of the record."
    ),
)
