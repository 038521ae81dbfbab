"""From a message to a parsed document, with the bundled pipeline or another."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from .encoder import Encoder
from .errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .message import Message

MODEL_PACKAGE = "afwijslint.model"
#: Components that only write what no rule reads.
UNUSED_COMPONENTS = ["ner"]


class Parser:
    """Parses messages; loading takes most of the time, so keep one.

    Raises `ModelError` where `model` is not installed or is no Dutch parser.
    """

    def __init__(self, model: str | None = None) -> None:
        self.nlp = _bundled() if model is None else _installed(model)

    def __call__(self, message: Message) -> Doc:
        """One document for the whole message, with the offsets of its text."""
        return self.nlp(message.judged_text())


def _bundled() -> Language:
    from spacy.lang.nl import Dutch
    from spacy.util import load_config

    # The tokenizer reads its special cases from disk; to make those of the language
    # ready before that would take as long again.
    class Defaults(Dutch.Defaults):  # type: ignore[misc, valid-type]
        tokenizer_exceptions: ClassVar[dict[str, list[dict[int, str]]]] = {}

    bare: type[Language] = type("BareDutch", (Dutch,), {"Defaults": Defaults})
    with as_file(files(MODEL_PACKAGE)) as folder:
        try:
            nlp = bare.from_config(load_config(folder / "config.cfg"))
            return nlp.from_disk(folder)
        except OSError as error:
            raise ModelError(
                "Het ingebouwde taalmodel ontbreekt of is beschadigd; installeer "
                "afwijslint opnieuw."
            ) from error


def _installed(name: str) -> Language:
    import spacy

    not_there = ModelError(
        f"Het taalmodel '{name}' is niet geïnstalleerd; installeer het met "
        f"`python -m spacy download {name}` of laat --model weg."
    )
    # spaCy would also take a folder of that name, which may be somebody else's.
    if Path(name).name == name and not spacy.util.is_package(name):
        raise not_there
    try:
        nlp = spacy.load(name, exclude=UNUSED_COMPONENTS)
    except OSError as error:
        raise not_there from error
    except Exception as error:  # what a package that is none does, nobody knows
        raise ModelError(
            f"'{name}' is geen taalmodel dat bij deze versie van spaCy past; kies "
            "bijvoorbeeld nl_core_news_sm of laat --model weg."
        ) from error
    if nlp.lang != "nl":
        raise ModelError(
            f"Het taalmodel '{name}' is niet Nederlands (taal: {nlp.lang}); kies "
            "bijvoorbeeld nl_core_news_sm of laat --model weg."
        )
    if not nlp("Ik kom niet.").has_annotation("DEP"):
        raise ModelError(
            f"Het taalmodel '{name}' ontleedt geen zinnen; kies bijvoorbeeld "
            "nl_core_news_sm of laat --model weg."
        )
    encoder = nlp.add_pipe(
        "afwijslint_encoder", name="afwijslint_acts", config={"parse": False}
    )
    assert isinstance(encoder, Encoder)
    with as_file(files(MODEL_PACKAGE)) as folder:
        encoder.from_disk(folder / "encoder")
    nlp.add_pipe("afwijslint_normaliser")
    return nlp
