"""PDF evidence for reviewers: plain facts in, one sealed file out.

    packet = render_packet(context, files, progress=..., workdir=...)

Nothing here decides what is met. A `PacketContext` says everything that is printed; templates lay it out; exhibits
are put behind it; one file comes out whose every claim leads to the page that proves it, and back.
"""
