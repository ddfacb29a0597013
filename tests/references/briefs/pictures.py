"""A reference brief: pictures of every colour and storage, said in words or decorative."""

import io

from PIL import Image

from briefkit import Brief, Cover, Figure, HouseStyle, Organisation, Section
from briefkit.style.house import CoverKind


def house() -> HouseStyle:
    """Return a house whose covers have a panel."""
    return HouseStyle(cover=CoverKind.PANEL)


def stored(mode: str, kind: str, **facts: object) -> bytes:
    """Return a gradient as the bytes of a picture file."""
    across = Image.linear_gradient("L").resize((64, 48))
    down = Image.radial_gradient("L").resize((64, 48))
    match mode:
        case "RGBA":
            picture = Image.merge("RGBA", (across, down, across, down))
        case "LA":
            picture = Image.merge("LA", (across, down))
        case "CMYK":
            picture = Image.merge("CMYK", (across, down, across, down))
        case "I;16":
            picture = Image.new("I;16", (64, 48), 40000)
        case _:
            picture = Image.merge("RGB", (across, down, across)).convert(mode)
    out = io.BytesIO()
    picture.save(out, kind, **facts)
    return out.getvalue()


def build() -> Brief:
    """Return the brief."""
    kinds = [
        ("RGB", "PNG", {}),
        ("RGBA", "PNG", {}),
        ("L", "PNG", {}),
        ("LA", "PNG", {}),
        ("P", "PNG", {}),
        ("P", "PNG", {"transparency": 0}),
        ("1", "PNG", {}),
        ("I;16", "PNG", {}),
        ("RGB", "JPEG", {"progressive": True}),
        ("L", "JPEG", {}),
        ("CMYK", "JPEG", {}),
        ("CMYK", "TIFF", {}),
        ("RGB", "GIF", {}),
        ("RGBA", "WEBP", {"lossless": True}),
    ]
    return Brief(
        title="Pictures",
        language="en-GB",
        organisations=[Organisation("Example Institute", logo=stored("RGBA", "PNG"))],
        cover=Cover(stored("RGB", "JPEG"), decorative=True),
        body=[
            "Text before the pictures.",
            *(
                Figure(
                    stored(mode, kind, **facts),
                    alt=f"A gradient, {mode}",
                    caption=f"{kind} of {mode}",
                    width=0.2,
                )
                for mode, kind, facts in kinds
            ),
            Section(
                "Placed",
                [
                    Figure(stored("RGB", "PNG"), alt="Here", placement="here"),
                    Figure(stored("RGB", "PNG"), alt="At the top", placement="top", width=0.3),
                    Figure(
                        stored("RGB", "PNG"),
                        alt="At the foot",
                        placement="bottom",
                        credit="Only a credit",
                        width=0.3,
                    ),
                    Figure(stored("RGBA", "PNG"), alt="On a page", placement="page"),
                    Figure(stored("L", "PNG"), decorative=True),
                    Figure(stored("L", "PNG"), decorative=True, caption="An ornament", width=0.3),
                    "Text between them. " * 30,
                ],
            ),
        ],
    )
