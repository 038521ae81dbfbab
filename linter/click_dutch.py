"""Click in Dutch: its help page, its choices, its complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from .nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from click import Parameter

T = TypeVar("T")


class DutchCommand(click.Command):
    """A command whose help page has Dutch headings; its option for that is not Click's,
    which is in English."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(
            add_help_option=False, options_metavar="[OPTIES]", **attributes
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            # Click's parser leaves this out of some complaints.
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Gebruik: ")

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        options = [each for each in self.params if isinstance(each, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section("Opties"):
            formatter.write_dl([record for record in records if record])


def one_of(values: Mapping[str, T]) -> Callable[..., T | None]:
    """A callback for an option whose words each stand for a value."""

    def choose(
        _context: click.Context, _parameter: Parameter, word: str | None
    ) -> T | None:
        if word is None:
            return None
        known = word.strip().lower()
        if known in values:
            return values[known]
        hint = did_you_mean(known, values)
        raise click.BadParameter(f"'{word}' kan niet.{hint} Kies {either(values)}.")

    return choose


def either(words: Iterable[str]) -> str:
    """The words as a choice: `a, b of c`."""
    *first, last = words
    return f"{', '.join(first)} of {last}" if first else last


def in_dutch(error: click.UsageError) -> str:
    """What is wrong with the command line, in Dutch sentences."""
    return f"{_fault(error)} {_help_hint(error.ctx)}"


def _fault(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        known = _option_names(error.ctx)
        hint = did_you_mean(error.option_name, known)
        return f"De optie {error.option_name} bestaat niet.{hint}"
    if isinstance(error, click.BadOptionUsage):
        return _bad_usage(error)
    if isinstance(error, click.BadParameter):
        return f"Bij {_parameter_name(error.param)}: {_bad_value(error)}"
    command = error.ctx.command_path if error.ctx else "de opdracht"
    return f"Achter '{command}' staat iets te veel."


def _bad_value(error: click.BadParameter) -> str:
    """What is wrong with a value; of the types that click checks itself it says so in
    English."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.IntRange):
        most = "of hoger" if kind.max is None else f"tot en met {kind.max}"
        return f"geef een geheel getal, {kind.min} {most}."
    if isinstance(kind, click.Path):
        what = "een bestand" if kind.file_okay else "een map"
        return f"geef {what} waar je bij mag."
    return error.message


def _bad_usage(error: click.BadOptionUsage) -> str:
    # Click has one class for two faults; whether the option is a flag tells which.
    option = _find_option(error.ctx, error.option_name)
    if option is not None and option.is_flag:
        return f"Achter de optie {error.option_name} hoort geen waarde."
    return f"Achter de optie {error.option_name} ontbreekt een waarde."


def _parameter_name(parameter: Parameter | None) -> str:
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return "deze waarde"


def _find_option(context: click.Context | None, name: str) -> click.Option | None:
    parameters = context.command.params if context else []
    for parameter in parameters:
        if isinstance(parameter, click.Option) and name in _names(parameter):
            return parameter
    return None


def _option_names(context: click.Context | None) -> list[str]:
    parameters = context.command.params if context else []
    return [
        name
        for parameter in parameters
        if isinstance(parameter, click.Option)
        for name in _names(parameter)
    ]


def _names(option: click.Option) -> list[str]:
    """All names of an option, also one that switches it off."""
    return [*option.opts, *option.secondary_opts]


def _help_hint(context: click.Context | None) -> str:
    command = context.command_path if context else "afwijslint"
    return f"Hulp nodig? Typ: {command} --help"
