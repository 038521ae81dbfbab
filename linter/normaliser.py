"""A component after any Dutch parser: lemmas that rules can be written on.

The treebanks write `af_wijzen` and `grond_wet`; some pipelines leave the particle
of a separable verb out of its lemma. After this component a separable verb has one
lemma wherever its parts stand ("wijs … af", "af te wijzen", "afgewezen" → `afwijzen`),
and no lemma holds an underscore.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from spacy.language import Language

from .inflection import SEPARABLE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTICLE = "compound:prt"


@Language.component(
    "afwijslint_normaliser",
    requires=["token.lemma", "token.dep", "token.head"],
    assigns=["token.lemma"],
)
def normalise(doc: Doc) -> Doc:
    """Change the lemmas of a parsed document in place."""
    for token in doc:
        lemma = token.lemma_
        if "_" in lemma.strip("_"):
            token.lemma_ = lemma.replace("_", "")
    particles: dict[Token, list[str]] = defaultdict(list)
    for token in doc:
        verb = _verb_of_particle(token)
        if verb is not None:
            particles[verb].append(token.lower_)
    for verb, found in particles.items():
        # Several words are no particle but an idiom ("in gedachten houden").
        if (
            len(found) == 1
            and found[0] in SEPARABLE
            and not verb.lemma_.startswith(found[0])
        ):
            verb.lemma_ = found[0] + verb.lemma_
    return doc


def _verb_of_particle(token: Token) -> Token | None:
    """The verb that a separated particle belongs to.

    A parser may take a particle at the end of its clause for a postposition of the
    object: "Ik wijs het gesprek af."
    """
    head = token.head
    if token.dep_ == "case" and token.i == head.i + 1 and _ends_clause(token):
        head = head.head
        if head.i > token.i:
            return None
    elif token.dep_ != PARTICLE:
        return None
    return head if head.pos_ in {"VERB", "AUX"} else None


def _ends_clause(token: Token) -> bool:
    return token.i + 1 == len(token.doc) or not token.nbor().is_alpha
