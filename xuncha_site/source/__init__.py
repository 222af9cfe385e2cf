"""Files → texts and values, each with its position.

A plain subset of YAML is read: one document, text keys, no tags, anchors, aliases or merge keys.
Scalars stay text exactly as written; what a value means is decided by the declared field.
"""

from xuncha_site.source.document import Document, document
from xuncha_site.source.parse import parse
from xuncha_site.source.slips import MAX_DEPTH
from xuncha_site.source.text import CONTROL, MAX_BYTES, Source, read, walk
from xuncha_site.source.values import Mapping, Node, Scalar, Sequence

__all__ = [
    "CONTROL",
    "MAX_BYTES",
    "MAX_DEPTH",
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Source",
    "document",
    "parse",
    "read",
    "walk",
]
