"""Near-copies are found by their signatures."""

import random
import re
import subprocess
import sys

from corpus.copies import bands, signature, similarity

WORDS = [a + b + c for a in "bcdghklmnpqrstvx" for b in "aeiouêôơư" for c in ("", "n", "ng", "t")]


def article(seed: int, length: int = 400) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(text: str, share: float, seed: int = 1) -> str:
    generator = random.Random(seed)
    return " ".join(
        generator.choice(WORDS) if generator.random() < share else word for word in text.split()
    )


def jaccard(a: str, b: str) -> float:
    def shingles(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return set(zip(words, words[1:], words[2:], strict=False))

    return len(shingles(a) & shingles(b)) / len(shingles(a) | shingles(b))


def test_case_marks_of_punctuation_and_blanks_make_no_difference() -> None:
    text = article(1)
    assert signature(text) == signature("«" + text.upper().replace(" ", ",\n ") + "».")


def test_the_estimate_stays_near_the_true_share_of_shingles() -> None:
    errors = []
    for seed in range(40):
        one = article(seed)
        other = changed(one, 0.005 * seed, seed)
        errors.append(similarity(signature(one), signature(other)) - jaccard(one, other))
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.25


def test_copies_share_a_band_and_strangers_do_not() -> None:
    originals = [article(seed) for seed in range(60)]
    keys = [set(bands(signature(text))) for text in originals]
    copies = [set(bands(signature(changed(text, 0.05, n)))) for n, text in enumerate(originals)]
    found = sum(bool(a & b) for a, b in zip(keys, copies, strict=True))
    assert found >= 58
    assert not any(a & b for n, a in enumerate(keys) for b in copies[:n])


def test_short_texts_have_no_signature_and_resemble_nothing() -> None:
    short = article(1, 29)
    assert signature(short) == ""
    assert bands("") == ()
    assert similarity("", "") == 0.0
    assert similarity(signature(article(1)), "") == 0.0


def test_a_signature_is_compact_and_its_bands_are_sixteen() -> None:
    one = signature(article(1))
    assert len(one) == 171
    assert len(bands(one)) == 16
    assert len(set(bands(one))) == 16


def test_a_signature_is_the_same_on_every_machine_and_run() -> None:
    program = "from corpus.copies import signature; print(signature('một hai ba bốn năm ' * 3 + "
    program += "' '.join(str(n) for n in range(100))))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_importing_the_module_loads_no_heavy_library() -> None:
    program = (
        "import sys, corpus.copies; print([m for m in ('scipy', 'datasketch') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
