"""Dutch is told from its neighbours; what is too short passes."""

import pytest

from afwijslint.language import looks_dutch


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kom niet. Al ander werk.",
        "nee",
        "Sorry, meeting cancelled!",
        "👍",
        "Hoi Kim, ik kan vrijdag niet. Groetjes, Sem",
        "Yo, thx for the invite maar ik heb al een job gevonden, dus ik kom niet.",
        "Ik verwittig u dat ik mij terugtrek voor de vacature van accountmanager.",
    ],
)
def test_dutch_or_too_short_to_tell(text):
    assert looks_dutch(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ms Smith, thank you for the invitation. Unfortunately I have accepted "
        "another offer and will not be at the interview.",
        "Sehr geehrte Frau Braun, vielen Dank für die Einladung. Leider kann ich den "
        "Termin nicht wahrnehmen, ich habe eine andere Stelle. Mit freundlichen Grüßen",
        "Bonjour Madame, merci pour votre invitation. Je ne suis malheureusement plus "
        "disponible pour cet entretien. Cordialement",
    ],
)
def test_other_languages(text):
    assert not looks_dutch(text)
