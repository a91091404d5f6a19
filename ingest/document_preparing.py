"""From a document that was read to what is to be written of it: who is credited, with what, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.evidence import MENTION_FIELDS
from domain.keys import key
from domain.messages import Document, SourceWarning, Space
from graph.documents import DocumentRow, Part
from ingest.document_people import Ambiguous, Directory
from ingest.document_reading import Reading
from ingest.document_summary import DocumentSummary
from ingest.document_writing import ROWS_A_DOCUMENT, Ready
from nlp.sections import ACT_OF_PART, Credit, item_key, rows
from sources.documents import DocumentFolder
from sources.documents_warnings import Kind

PEOPLE_MOST = 8  # credited with one document, or fewer where it has many sections


@dataclass(slots=True)
class Accounts:
    """Accounts by their part in a document; `unsure` when some name fits several people."""

    parts: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    unsure: bool = False

    @property
    def credits(self) -> list[Credit]:
        """Each account once, with the part that says most."""
        acts = {
            account: ACT_OF_PART[part]
            for part in reversed(ACT_OF_PART)
            for account in self.parts.get(part, ())
        }
        ordered = dict.fromkeys(account for part in ACT_OF_PART for account in self.parts.get(part, ()))
        return [Credit(account, acts[account]) for account in ordered]


@dataclass(frozen=True, slots=True)
class Preparing:
    """Prepares the documents of one folder; `restricted` is the space of those that are private."""

    folder: DocumentFolder
    space: Space
    restricted: Space
    extractor: int
    directory: Directory
    summary: DocumentSummary

    def ready(self, document: Document, reading: Reading) -> Ready:
        """What is to be written. Everybody whom the document names has been met."""
        id = self.folder.document_id(document.path)
        space = self.restricted if reading.read.private else self.space
        accounts = self._accounts(document)
        credits = self._bounded(document, accounts.credits)
        self._count(document, reading, credits)
        row = DocumentRow(
            key=key(id),
            id=id,
            folder=key(self.folder.id),
            space=key(space.id),
            path=document.path,
            title=document.title,
            language=document.language,
            at=document.at,
            # Whoever is not known for certain may be so the next time.
            stamp="" if accounts.unsure else reading.stamp,
            items=tuple(item_key(id, number) for number in range(len(document.sections))),
            names=tuple(section.name for section in document.sections),
            anchors=tuple(section.anchor for section in document.sections),
        )
        kept = {credit.account for credit in credits}
        parts = tuple(
            Part(row.key, key(account), part)
            for part, named in accounts.parts.items()
            for account in named
            if account in kept
        )
        found = rows(id, document, space.id, reading.sections, credits, self.extractor)
        return Ready(row, tuple(found), parts, reading.stems or {})

    def _accounts(self, document: Document) -> Accounts:
        """The accounts of those whom a document names; who is not known for certain is warned about."""
        found = Accounts()
        named = named_in(document)
        if not any(named.values()):
            self._warn(Kind.NOBODY, document, "no author, reviewer or owner: it is nobody's evidence")
        for part, names in named.items():
            for name in names:
                account = self.directory.account(name)
                if isinstance(account, Ambiguous):
                    found.unsure = True
                    told = f"{account.people} people are called {account.name!r}: none is credited"
                    self._warn(Kind.AMBIGUOUS, document, told)
                elif account not in found.parts.setdefault(part, []):
                    found.parts[part].append(account)
        return found

    def _bounded(self, document: Document, credits: list[Credit]) -> list[Credit]:
        most = max(1, min(PEOPLE_MOST, ROWS_A_DOCUMENT // len(document.sections)))
        if len(credits) > most:
            told = f"{len(credits)}, of whom the first {most} are credited"
            self._warn(Kind.TOO_MANY_PEOPLE, document, told)
        return credits[:most]

    def _count(self, document: Document, reading: Reading, credits: Sequence[Credit]) -> None:
        summary = self.summary
        summary.documents += 1
        summary.messages += 1  # what a rate is told of
        summary.sections += len(document.sections)
        accounts = (credit.account for credit in credits)
        summary.credited.update(one for one in accounts if not self.directory.is_erased(one))
        for section in reading.sections:
            summary.mentions += len(section.m) // MENTION_FIELDS
            summary.skills_seen.update(section.m[::MENTION_FIELDS])

    def _warn(self, kind: Kind, document: Document, detail: str) -> None:
        self.summary.warn(SourceWarning(kind, document.path, detail))


def named_in(document: Document) -> dict[str, tuple[str, ...]]:
    """People by their part in a document, as it names them."""
    return {
        "authors": document.authors,
        "reviewers": document.reviewers,
        "owners": document.owners,
    }
