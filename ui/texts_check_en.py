"""The tab that checks sentences, in English."""

CHECK_EN = {
    "check_intro": "Paste a sentence, or a whole paragraph. Each figure, date, name and quoted "
    "word in it is held against the archive: it matches, the source says otherwise, or the "
    "archive has nothing on it.",
    "check_label": "Sentence to check",
    "check_hint": "Paste a sentence to check…",
    "check_try": "Try checking",
    "check_running": "Checking sentence {at} of {of}…",
    "check_failed": "Something went wrong. What was checked stays; please try again.",
    "check_cut": "Only the first 20 sentences (8,000 characters at most) are checked at a time.",
    "check_nothing": "Paste at least one sentence.",
    "check_sum": "Checked {count} sentences:",
    "check_count_supported": "{count} match the source",
    "check_count_differs": "{count} differ from the source",
    "check_count_not_found": "{count} not in the archive",
    "outcome_unread": "Not checked",
    "check_count_unread": "{count} not checked",
    "check_missing": "No article in the archive says this. That does not make it false: there is "
    "nothing to hold it against.",
    "check_against": "Another source says otherwise; see the card marked “This source differs”.",
    "check_parts": "Each detail",
    "check_part": "Detail",
    "check_verdict": "Result",
    "check_source": "The source says",
    "check_true": "Word for word in the archive",
    "check_altered": "One figure was changed",
    "check_legend": "How to read the marks",
}
