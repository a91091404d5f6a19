"""What a space is about, by its name and purpose."""

from spacy.vocab import Vocab

from domain.messages import Space
from nlp.judging import is_exact, is_named
from nlp.kinship import supported
from nlp.labels import Hit, Labels
from nlp.reading import read
from nlp.stopwords import SPACE_FRAME
from nlp.tokens import to_doc


def topics_of(space: Space, labels: Labels, vocab: Vocab) -> frozenset[int]:
    """The skills named; an ordinary word where the name is about nothing else, or by its neighbours."""
    named = read(" ".join(space.name.replace("_", " ").split()))
    name_hits = labels.hits(labels.scan(named.folded))
    bare = [word for word in named.folded.split() if word not in SPACE_FRAME]
    purpose = read(space.purpose)
    purpose_hits = labels.hits(labels.scan(purpose.folded))
    sure = [hit.label.skill for hit in (*name_hits, *purpose_hits) if not hit.label.ordinary]
    doc = to_doc(vocab, purpose)

    def counts_in_name(hit: Hit) -> bool:
        alone = named.folded[hit.start + 1 : hit.end + 1].split() == bare
        return not hit.label.ordinary or alone or supported(hit.label.skill, sure)

    def counts_in_purpose(hit: Hit) -> bool:
        if not hit.label.ordinary or supported(hit.label.skill, sure) or is_named(doc, hit):
            return True
        return hit.start > 0 and is_exact(purpose.text, hit)

    return frozenset(
        hit.label.key
        for hits, counts in ((name_hits, counts_in_name), (purpose_hits, counts_in_purpose))
        for hit in hits
        if counts(hit)
    )
