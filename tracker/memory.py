"""How a process that answers pages deals with memory: what frees it comes seldom, and it is taken from few places."""

import contextlib
import ctypes
import gc

# The collector looks at new things after ten thousand and not seven hundred, and walks over all only after two million.
# What is kept of 25 centers are some hundred thousand things without a circle among them; walking over them stopped a
# process for 0.2 seconds about once in 250 pages.
SELDOM = (10_000, 10, 20)
# GNU's C library gives threads places of their own to take memory from, eight for each processor, and each keeps what
# it held at its fullest. One thread of a process computes at a time, so that two places do.
_ARENA_MAX, _ARENAS = -8, 2
# It learns from each large block that was given back to take the next ones from such a place, and to keep 64 MB there.
# With bounds of our own it learns nothing: what is larger goes back to the system at once.
_MMAP_THRESHOLD, _TRIM_THRESHOLD, _LARGE = -3, -1, 256 * 1024
_BOUNDS = ((_ARENA_MAX, _ARENAS), (_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE))


def settle() -> None:
    """Leave out what was loaded, which stays for good and is shared by forks; be seldom and thrifty with the rest."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
    # Other C libraries have no such places, and no word for them.
    with contextlib.suppress(AttributeError, OSError):
        bound = ctypes.CDLL(None).mallopt
        for what, most in _BOUNDS:
            bound(what, most)
