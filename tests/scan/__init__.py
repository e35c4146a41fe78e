"""The running application examined by tools that others wrote: schemathesis, sqlmap, wapiti."""
