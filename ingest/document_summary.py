"""What taking in documents says at its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.ledger import Written
from ingest.progress import Summary


@dataclass(slots=True)
class DocumentSummary(Summary):
    """`documents` were read and written; others are `unchanged`, or `retracted` as their files are gone."""

    documents: int = 0
    sections: int = 0
    unchanged: int = 0
    retracted: int = 0
    credited: set[str] = field(default_factory=set[str])

    @property
    def noun(self) -> str:
        return "documents"

    def add(self, written: Written) -> None:
        self.rows_created += written.created
        self.rows_replaced += written.replaced
        self.rows_removed += written.removed

    def counts(self) -> Mapping[str, int]:
        return {
            "documents": self.documents,
            "unchanged": self.unchanged,
            "retracted": self.retracted,
            "sections": self.sections,
            "mentions": self.mentions,
            "skills": self.skills,
            "people": len(self.credited),
            "rows created": self.rows_created,
            "rows replaced": self.rows_replaced,
            "rows removed": self.rows_removed,
        }
