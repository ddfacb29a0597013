"""People and organisations."""

from attrs import field, frozen

from briefkit.errors import ModelError
from briefkit.images import PictureSource, as_optional_source
from briefkit.model.inline import Inline, as_inlines


@frozen
class Person:
    """An author or another person.

    name: as printed; role, affiliation: text; bio: inlines; photo: a picture, photo_alt: in words
    (the name where it is not given); email: an address; orcid: sixteen digits in four groups.
    """

    name: str
    role: str = field(default="", kw_only=True)
    affiliation: str = field(default="", kw_only=True)
    bio: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    photo: PictureSource | None = field(default=None, converter=as_optional_source, kw_only=True)
    photo_alt: str = field(default="", kw_only=True)
    email: str = field(default="", kw_only=True)
    orcid: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise ModelError("a Person has no name: give one")


@frozen
class Organisation:
    """A publisher or partner.

    name: as printed; unit: its centre or programme; url: its address; logo: a picture.
    """

    name: str
    unit: str = field(default="", kw_only=True)
    url: str = field(default="", kw_only=True)
    logo: PictureSource | None = field(default=None, converter=as_optional_source, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise ModelError("an Organisation has no name: give one")
