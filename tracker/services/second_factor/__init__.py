"""What an account proves itself with beside its password: an app, passkeys, recovery codes.

`standing` says what an account has, `changes` changes it, `steps` holds what waits for an answer. Each kind of proof
has a module of its own. Getting in by them stands in `services.entering`.
"""
