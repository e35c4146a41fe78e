"""The collector of memory in a process that answers pages: it comes seldom, for there is little for it to find."""

import gc

# It looks at new things after ten thousand and not seven hundred, and walks over all only after two million. What is
# kept of 25 centers are some hundred thousand things without a circle among them; walking over them stopped a process
# for 0.2 seconds about once in 250 pages.
SELDOM = (10_000, 10, 20)


def let_it_rest() -> None:
    """Leave out what was loaded, which stays for good and is shared by forks, and come seldom for the rest."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
