"""The fourteen foundations of docs/safety.md, each taken away in a copy of the code: its tests must fail then."""
