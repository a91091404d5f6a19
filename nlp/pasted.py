"""What a message's author pasted and did not say: a program's output, a signature, a job advert."""

import re
from collections.abc import Iterator

# A line of one of these shapes is output, whatever stands around it. Each begins at the line's start and is
# bounded, so that a very long line costs no more than a short one.
_OUTPUT = re.compile(
    r"""\s{0,40}(?:
      Traceback\ \(most\ recent
    | File\ "[^"\n]{1,200}",\ line\ \d
    | (?:Caused\ by:\s|Exception\ in\ thread\s)
    | at\ [\w.$<>/]{3,200}\((?:[\w.]{1,80}:\d+|Native\ Method|Unknown\ Source)\)
    | at\ (?:[\w.<>\[\]\ ]{1,80}\ )?\(?(?:file://)?[\w./@-]{2,200}:\d+:\d+\)?\s*$
    | [\w.]{1,120}(?:Error|Exception):\s
    | [\w./+-]{1,120}:\d+(?::\d+)?:\s(?:fatal\ )?(?:error|warning|note)\b
    | \[\s{0,8}\d{1,7}\.\d{3,6}\]\s
    | \[?\d{4}-\d\d-\d\d[T\ ]\d\d:\d\d:\d\d\S{0,12}\s
    | (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s{1,2}\d{1,2}\ \d\d:\d\d:\d\d\s
    | \[?(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\]?[:\s]\s?[\w.\[]
    | [EW]:\ [A-Z]
    | (?:npm|yarn)\ (?:ERR!|WARN)\s
    | [d-][rwxsStT-]{9}[.+]?\s+\d
    | (?:Get|Hit|Ign|Err):?\d{0,4}\s+https?:
    | (?:Setting\ up|Unpacking|Selecting\ previously\ unselected\ package)\ \S{1,80}\ \(
    | [\w.-]{1,40}@[\w.-]{1,60}:[^\s$\#]{0,120}[$\#]\s
    )""",
    re.VERBOSE,
)
_OUTPUT_GATE = (":", "(", "[", "File ", "npm", "yarn")  # every shape has one of these
_SIGNATURE = re.compile(
    r"^-- ?$|^Sent from my \w", re.MULTILINE
)  # the mark of mail programs, to the text's end
_SIGNATURE_LONGEST = 500  # characters: what is longer is no signature

# Two different ones of these make a text an advert; each costs nothing where the gate's words are absent.
_ADVERT_GATE = (
    "hiring",
    "apply",
    "vacanc",
    "years of",
    "salary",
    "full-time",
    "full time",
    "recruit",
    "job ",
)
_ADVERT = (
    re.compile(r"\b(?:we(?:'re|’re| are)|(?:now|currently|is|are)) hiring\b|^\W{0,3}hiring\b|\bhiring:"),
    re.compile(
        r"\b(?:job (?:opening|offer|advert|description)|open position|vacanc(?:y|ies)|recruiting for)\b"
    ),
    re.compile(
        r"\bapply (?:at|now|here|online|by|via|to|with)\b|\bsend (?:me |us )?your (?:cv|resume|résumé)\b"
    ),
    re.compile(
        r"\b\d{1,2}\s?\+?(?:\s?(?:-|–|to)\s?\d{1,2})? years(?:'|’)? (?:of )?(?:\w+ ){0,2}experience\b"
    ),
    re.compile(r"\b(?:salary|full[- ]time|part[- ]time|permanent (?:role|position)|competitive pay)\b"),
    re.compile(
        r"\b(?:looking for|seeking|need) an? (?:\w+[ /]){0,4}(?:developer|engineer|manager|designer)\b"
    ),
)
_ADVERT_FROM = 2  # different phrases
_ADVERT_SHORTEST = 40  # characters
_ADVERT_READ = 4_000  # characters of a text in which they are looked for


def pasted(text: str) -> list[tuple[int, int]]:
    """The ranges [start, end) of a text that are not its author's words, in order; seldom any.

    Its own words are few beside an advert, so that one is taken as a whole.
    """
    if is_advert(text):
        return [(0, len(text))]
    found = list(_output(text))
    if "\n" in text and ("\n--" in text or "\nSent from" in text):
        signature = _SIGNATURE.search(text, max(0, len(text) - _SIGNATURE_LONGEST))
        if signature and signature.start():
            start = signature.start()
            found = [
                *((first, min(last, start)) for first, last in found if first < start),
                (start, len(text)),
            ]
    return found


def is_advert(text: str) -> bool:
    """Whether a text offers work, instead of telling of it."""
    if len(text) < _ADVERT_SHORTEST:
        return False
    lower = text[:_ADVERT_READ].lower()
    if not any(map(lower.__contains__, _ADVERT_GATE)):
        return False
    return sum(1 for phrase in _ADVERT if phrase.search(lower)) >= _ADVERT_FROM


def shows_output(text: str) -> bool:
    """Whether a text holds a line of a program's output: whoever opens a thread so tells of a problem."""
    return next(_output(text), None) is not None


def _output(text: str) -> Iterator[tuple[int, int]]:
    if not any(map(text.__contains__, _OUTPUT_GATE)):
        return
    if "\n" not in text:
        if _OUTPUT.match(text):
            yield 0, len(text)
        return
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if _OUTPUT.match(text, start, end):
            yield start, end
        start = end + 1
