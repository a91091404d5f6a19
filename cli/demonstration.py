"""The demonstration company: loaded into a store that is empty, and never beside anything else."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from cli.demonstration_learning import learning_into
from cli.documents import documents_into
from cli.ingest import slack_into
from cli.opening import Opened
from cli.people import people_into
from cli.progress import Showing
from cli.settings import Settings

VIEWER = "Fintan O'Rourke"  # new in a shop: somebody who has to ask
STEWARD = "Niamh Gallogly"  # coordinates training
QUESTIONS = (
    "Who fixes bad WLAN reception?",
    "Who can certify a colleague for the reach truck?",
    "Which Umsatzsteuer applies to a gift voucher?",
)
WHY = ("Kwame Asante-Boateng", "wifi")

LOADING, LOADED = "loading", "loaded with learning"  # a mere "loaded" is loaded again, once


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Whether a store holds the company; a file says so, so that an interrupted load is taken up again."""

    home: Path

    @property
    def is_here(self) -> bool:
        return self._file.exists()

    @property
    def is_loaded(self) -> bool:
        return self.is_here and self._file.read_text("utf-8").strip() == LOADED

    def mark(self, state: str) -> None:
        self._file.write_text(state + "\n", "utf-8")

    @property
    def _file(self) -> Path:
        return self.home / "demonstration"


async def load(store: Opened, settings: Settings, progress: Showing) -> bool:
    """Loads the company where the store is empty, or where an earlier load was interrupted.

    Says whether the store now holds it. A server of one's own is left alone.
    """
    from graph import inventory

    if settings.server is not None:
        return False
    demonstration = Demonstration(settings.home)
    if demonstration.is_loaded:
        return True
    if not demonstration.is_here and not await inventory.is_empty(store.graph):
        return False
    demonstration.mark(LOADING)
    company = resources.files("seed_data") / "company"
    with resources.as_file(company) as folder:
        await people_into(store, folder / "people.csv")
        await learning_into(store.graph, folder)
        await slack_into(store, settings, progress, folder / "slack", private=True, direct=True, workers=0)
        await documents_into(store, settings, progress, [folder / "documents"], name="company", workers=0)
    demonstration.mark(LOADED)
    return True
