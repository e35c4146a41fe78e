"""A center sealed as JSON, once and for all: `record.json` and `assessment.json` are what a packet holds of it."""
