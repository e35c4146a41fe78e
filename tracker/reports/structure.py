"""The tags of a piece: what a screen reader walks through, built from the boxes that WeasyPrint laid out.

WeasyPrint's own tags break at every page: a section over three pages becomes three, a repeated table head belongs to
nothing. Here an element of the template is one node however many boxes and pages it takes, except within tables: a
table that goes on over a page is, on each page, a whole table with its own head. Wrappers that mean nothing are left
out, which also halves the number of objects. Column and row heads carry their scope.

`build` takes the place of `weasyprint.pdf.tags.add_tags`. That is not a public hook; `tracker.reports.drawing` puts
it in place, the dependency is pinned to the version it was written for, and tests fail if the tags are not these.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf  # type: ignore[import-untyped]  # ships no types

TAGS = {
    "section": "Sect",
    "p": "P",
    "ul": "L",
    "li": "LI",
    "a": "Link",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "img": "Figure",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
_IN_TABLE = frozenset({"Table", "THead", "TBody", "TR", "TH", "TD"})
_KEPT_EMPTY = frozenset({"TH", "TD"})
_POINTS = 0.75  # points in a CSS pixel


class Node:
    """One element of the structure: its tag, what it holds, and the page that it begins on."""

    __slots__ = ("attributes", "element", "entry", "kids", "page", "parent", "tag")

    def __init__(self, tag: str, element: Any, parent: "Node | None", page: int) -> None:
        """Hang a node under its parent; kids are nodes, (page, marked content) pairs and annotations."""
        self.tag = tag
        self.element = element
        self.parent = parent
        self.page = page
        self.kids: list[Any] = []
        self.attributes: dict[str, Any] = {}
        self.entry: Any = None


class Builder:
    """Walks the pages of a document and gathers the nodes."""

    def __init__(self, scopes: Mapping[str, bytes]) -> None:
        """Begin with an empty document; `scopes` are what is said of a column's and of a row's head, once for all."""
        self._scopes = scopes
        self.root = Node("Document", None, None, 0)
        self.marked: list[dict[int, Node]] = []
        self.links: list[tuple[Any, Node]] = []
        self._nodes: dict[Any, Node] = {}
        self._page = 0
        self._tags: dict[Any, Any] = {}
        self._height = 0.0

    def add_page(self, page_box: Any, tags: dict[Any, Any]) -> None:
        """Add what stands on one page; `tags` tells which marked content drew which box."""
        self._page = len(self.marked)
        self._tags = tags
        self._height = page_box.margin_height() * _POINTS
        self.marked.append({})
        for child in page_box.children:
            self._walk(child, self.root)

    def _walk(self, box: Any, parent: Node) -> None:
        box = getattr(box, "_box", box)
        node = self._node(box, parent)
        if box.link_annotation is not None:
            # What a screen reader says of the link; without it WeasyPrint gives the bare name of the place.
            box.link_annotation["Contents"] = pydyf.String(_said(node.element))
            self.links.append((box.link_annotation, node))
            node.kids.append(box.link_annotation)
        drawn = self._tags.pop(box, None)
        if drawn is not None:
            node.kids.append((self._page, drawn["mcid"]))
            self.marked[self._page][drawn["mcid"]] = node
        for child in getattr(box, "children", ()):
            self._walk(child, node)

    def _node(self, box: Any, parent: Node) -> Node:
        element = box.element
        if element is None or element is parent.element:
            return parent
        tag = TAGS.get(box.element_tag)
        if tag is None:
            return parent
        key = (element, self._page) if tag in _IN_TABLE else element
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = Node(tag, element, parent, self._page)
            parent.kids.append(node)
            self._describe(node, box)
        return node

    def _describe(self, node: Node, box: Any) -> None:
        if node.tag == "TH":
            node.attributes["A"] = self._scopes["/Row" if node.element.get("scope") == "row" else "/Column"]
        elif node.tag == "Figure":
            left, top = box.content_box_x() * _POINTS, self._height - box.content_box_y() * _POINTS
            edges = (left, top - box.height * _POINTS, left + box.width * _POINTS, top)
            node.attributes["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(edges), "Placement": "/Block"})
            node.attributes["Alt"] = pydyf.String(node.element.get("alt", ""))


def _said(element: Any) -> str:
    """Return what a link is called: its title where it has one, or the text that it shows."""
    return element.get("title") or " ".join("".join(element.itertext()).split())


def build(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """Write the tags of a document into its PDF, in the place of WeasyPrint's own."""
    scopes = {scope: pydyf.Dictionary({"O": "/Table", "Scope": scope}) for scope in ("/Row", "/Column")}
    for said in scopes.values():
        pdf.add_object(said)
    builder = Builder({scope: said.reference for scope, said in scopes.items()})
    for page, stream in zip(document.pages, page_streams, strict=True):
        builder.add_page(page._page_box, stream._tags)
        stream._tags.clear()
    _write(pdf, builder)


def _write(pdf: Any, builder: Builder) -> None:
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    pages = list(pdf.page_references)
    _write_node(pdf, builder.root, tree.reference, pages)
    numbers = pydyf.Array()
    for page, marked in enumerate(builder.marked):
        owners = pydyf.Array(marked[place].entry.reference for place in range(len(marked)))
        numbers.extend((page, owners))
    for place, (annotation, node) in enumerate(builder.links, start=len(pages)):
        annotation["StructParent"] = place
        numbers.extend((place, node.entry.reference))
    tree["K"] = pydyf.Array([builder.root.entry.reference])
    tree["ParentTree"] = pydyf.Dictionary({"Nums": numbers})
    tree["ParentTreeNextKey"] = len(pages) + len(builder.links)
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _write_node(pdf: Any, node: Node, parent: bytes, pages: list[bytes]) -> None:
    # Without the type that goes without saying, and without a list around an only child: binding holds very many.
    entry = pydyf.Dictionary({"S": f"/{node.tag}", "P": parent, **node.attributes})
    pdf.add_object(entry)
    node.entry = entry
    if node.tag != "Document":
        entry["Pg"] = pages[node.page]
    kids = list(_kids(pdf, node, entry.reference, pages))
    entry["K"] = kids[0] if len(kids) == 1 and node.tag != "Document" else pydyf.Array(kids)


def _kids(pdf: Any, node: Node, reference: bytes, pages: list[bytes]) -> Iterator[Any]:
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.kids or kid.tag in _KEPT_EMPTY:
                _write_node(pdf, kid, reference, pages)
                yield kid.entry.reference
        elif isinstance(kid, tuple):
            page, content = kid
            own = page == node.page
            yield content if own else pydyf.Dictionary({"Type": "/MCR", "Pg": pages[page], "MCID": content})
        else:
            yield pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.reference})
