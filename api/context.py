"""What every resolver is given: the reads of its request, and what the app finds people with."""

from dataclasses import dataclass

import strawberry

from api.content_reader import ContentReader
from api.frameworks_reader import FrameworkReader
from api.reader import Reader
from finder.index import Index
from nlp.miner import Miner


@dataclass(frozen=True, slots=True)
class Finder:
    """What reads questions, and what knows the words that people have used."""

    miner: Miner
    index: Index


@dataclass(frozen=True, slots=True)
class Context:
    """One request."""

    reader: Reader
    finder: Finder
    frameworks: FrameworkReader
    content: ContentReader


Info = strawberry.Info[Context, None]
