"""What a spreadsheet says about completions, people and agencies: cells, the plan for reading them, the lines read.

`grid` holds what stands in the cells, `plan` what they are taken for, `lines` what comes of each row. `reading` goes
from one to the next and asks what it cannot know. Nothing here opens a file or knows who is on record.
"""
