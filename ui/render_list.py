"""The list of articles and the report of adding, as HTML."""

from collections.abc import Sequence

from index.listing import Entry, Listing
from ui.intake import Report
from ui.markup import date_text, escape, icon, number_text
from ui.texts import say


def render_list(listing: Listing, language: str, note: str = "") -> str:
    """One page of the list, under a note where something has just happened to it."""
    if not listing.entries:
        return f'{note}<p class="hb-notice">{escape(say(language, "list_none"))}</p>'
    rows = "".join(_row(entry, language) for entry in listing.entries)
    heads = "".join(
        f'<th scope="col">{escape(say(language, f"column_{name}"))}</th>'
        for name in ("title", "source", "date", "do")
    )
    count = say(language, "list_count", count=number_text(listing.total, language))
    return (
        f'{note}<table class="hb-table"><caption>{escape(count)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def render_removed(article_id: str, title: str, language: str) -> str:
    """Says that an article was removed and offers to bring it back."""
    return (
        f'<p class="hb-notice" role="status">{escape(say(language, "removed", title=title))} '
        f'<button type="button" class="hb-plain" data-undo="{escape(article_id)}">'
        f"{escape(say(language, 'undo'))}</button></p>"
    )


def _row(entry: Entry, language: str) -> str:
    article_id = escape(entry.article_id)
    title = escape(entry.title)
    label = escape(say(language, "remove_title", title=entry.title))
    return (
        f'<tr><td><button type="button" class="hb-plain hb-row-title" data-open="{article_id}">'
        f"{title}</button>"
        f'<p class="hb-row-lead">{escape(entry.lead)}</p></td>'
        f'<td class="hb-from">{escape(entry.source)}</td>'
        f'<td class="hb-day">{date_text(entry.published_at)}</td>'
        f'<td><button type="button" class="hb-act" data-remove="{article_id}" '
        f'data-title="{title}" aria-label="{label}">{icon("bin")}'
        f"<span>{escape(say(language, 'remove'))}</span></button></td></tr>"
    )


def render_reports(reports: Sequence[Report], language: str, *, running: bool) -> str:
    """What became of each file, and the sum."""
    total = say(
        language,
        "report",
        added=sum(r.added for r in reports),
        updated=sum(r.updated for r in reports),
        unchanged=sum(r.unchanged for r in reports),
        skipped=sum(len(r.skipped) + r.more for r in reports),
    )
    items = "".join(_report(report, language) for report in reports)
    head = say(language, "add_running", done=total) if running else total
    return (
        f'<div role="status" aria-busy="{str(running).lower()}">'
        f'<p class="hb-total">{escape(head)}</p><ul class="hb-report">{items}</ul></div>'
    )


def _report(report: Report, language: str) -> str:
    """One line for a file that went well; what was left out, and why, under its name."""
    counts = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
    done = ", ".join(
        say(language, f"report_{name}", count=number_text(count, language))
        for name, count in counts.items()
        if count
    )
    skipped = "".join(_skipped(what, why, report, language) for what, why in report.skipped[:200])
    line = f"<li>{icon('check')} <b>{escape(report.name)}</b> {escape(done)}</li>" if done else ""
    return line + skipped


def _skipped(what: str, why: str, report: Report, language: str) -> str:
    name = report.name if report.name.endswith(what) else f"{report.name} › {what}"
    return (
        f'<li class="hb-old">{icon("warn")} <b>{escape(name)}</b> '
        f"{escape(say(language, 'report_skipped'))}: {escape(why)}</li>"
    )
