"""Files that travel in a PDF → embedded files, associated with the whole document.

ISO 32000-2, 7.11.4 and 14.13; ISO 19005-3, 6.8, which asks for a media type and a relationship.
"""

from collections.abc import Sequence

from briefkit.metadata import AttachedFile
from briefkit.pdf.document import File, Reference, Value, name, text


def write_attachments(
    file: File, attached: Sequence[AttachedFile], moment: str
) -> tuple[Value, list[Reference]]:
    """Write files; return the name tree's node and the array of associated files.

    moment: a date in PDF syntax, of all of them.
    """
    specifications: list[tuple[str, Reference]] = []
    for each in attached:
        is_packed = each.media_type.startswith("image/")  # already, by its own format
        stream = file.add_stream(
            {
                "Type": name("EmbeddedFile"),
                "Subtype": name(each.media_type),
                "Params": {"Size": len(each.data), "ModDate": moment},
            },
            each.data,
            compress=not is_packed,
        )
        specification = file.add(
            {
                "Type": name("Filespec"),
                "F": text(each.name),
                "UF": text(each.name),
                "Desc": text(each.description),
                "AFRelationship": name(each.relationship),
                "EF": {"F": stream, "UF": stream},
            }
        )
        specifications.append((each.name, specification))
    tree = file.add_tree("Names", [(text(key), value) for key, value in sorted(specifications)])
    return tree, [reference for _, reference in specifications]
