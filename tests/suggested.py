"""What a draft becomes by each suggestion."""

from afwijslint.fixing import apply_edits
from afwijslint.message import Message


def suggested(linter, text, rule):
    """Each suggestion for the first finding of a rule: its title and the result."""
    report = linter.lint(Message.from_text(text))
    finding = next(each for each in report.findings if each.rule == rule)
    return {
        suggestion.title: apply_edits(text, suggestion.edits)
        for suggestion in finding.suggestions
        if suggestion.edits
    }
