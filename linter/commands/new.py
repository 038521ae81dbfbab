"""`afwijslint nieuw`: a first version of the message."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

from ..address import Address, is_first_name
from ..click_dutch import DutchCommand, one_of
from ..console import CannotRun, ExitCode, ask, complain, write
from ..nearest import did_you_mean
from .options import HELP

_FORMS = {each.value: each for each in Address}


@click.command(cls=DutchCommand)
@click.option(
    "--scenario",
    metavar="SITUATIE",
    help="Waarom je niet komt; laat weg voor de lijst.",
)
@click.option(
    "--aanspreekvorm",
    "address",
    metavar="VORM",
    callback=one_of(_FORMS),
    help="u of je.",
)
@click.option("--naam", "name", metavar="NAAM", help="De lezer: 'mevrouw De Vries'.")
@click.option("--afzender", "sender", metavar="NAAM", help="Je eigen naam.")
@click.option("--functie", "job", metavar="FUNCTIE", help="De functie: lasser.")
@click.option("--bedrijf", "company", metavar="BEDRIJF", help="Het bedrijf.")
@click.option("--datum", "day", metavar="DAG", help="De dag van het gesprek: 12 maart.")
@HELP
def command(scenario: str | None, address: Address | None, **told: str | None) -> int:
    """Schrijf een eerste versie van je bericht.

    Op een terminal vraagt afwijslint naar wat je niet opgeeft.
    """
    from ..drafting import compose, scenarios
    from ..facts import Facts

    known = scenarios()
    asks = sys.stdin is not None and sys.stdin.isatty()
    if scenario is None and asks:
        scenario = _asked_scenario(known)
    if scenario not in known:
        unknown = f"De situatie '{scenario}' bestaat niet. " if scenario else ""
        hint = did_you_mean(scenario, known) if scenario else ""
        raise CannotRun(
            f"{unknown}Kies met --scenario een situatie: {', '.join(known)}.{hint}"
        )
    facts = {name: _asked(name, value, asks) for name, value in told.items()}
    if address is None:
        familiar = facts["name"] and is_first_name(facts["name"])
        address = Address.FAMILIAR if familiar else Address.FORMAL
        if asks:
            address = _FORMS[ask("Schrijf je u of je", _FORMS, default=address.value)]
    while not any(facts[name] for name in ("job", "company", "day")):
        if not asks:
            raise CannotRun(
                "Noem met --functie, --bedrijf of --datum om welk gesprek het gaat."
            )
        complain("zonder functie, bedrijf of dag weet de lezer niet welk gesprek")
        facts |= {name: _asked(name, None, asks) for name in ("job", "company", "day")}
    write(compose(scenario, Facts(address, **facts)))
    return ExitCode.CLEAN


def _asked_scenario(known: Mapping[str, str]) -> str:
    """The id of the situation that the user picks by its number."""
    numbers = {str(number): scenario for number, scenario in enumerate(known, 1)}
    for number, scenario in numbers.items():
        click.echo(f"  {number}  {known[scenario]}", err=True)
    return numbers[ask(f"Welke situatie (1 tot en met {len(known)})", numbers)]


_QUESTIONS = {
    "name": "Hoe heet de lezer (mag leeg)",
    "sender": "Hoe heet je zelf (mag leeg)",
    "job": "Om welke functie gaat het (mag leeg)",
    "company": "Bij welk bedrijf (mag leeg)",
    "day": "Op welke dag zou het gesprek zijn (mag leeg)",
}


def _asked(name: str, told: str | None, asks: bool) -> str:
    """What the user tells, as the letter has it; asked again where it cannot be."""
    from ..drafting import DraftError, plain

    if told is not None or not asks:
        return plain(name, told or "")
    while True:
        told = click.prompt(_QUESTIONS[name], default="", show_default=False, err=True)
        try:
            return plain(name, told)
        except DraftError as error:
            complain(str(error))
