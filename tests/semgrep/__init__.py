"""The rules of .semgrep.yaml against lines that they must find and lines that they must let pass."""
