"""The program of the child process, the only place where files from outside are parsed."""
