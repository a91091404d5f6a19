"""Words that say nothing about what anybody knows; the German ones are spaCy's."""

from spacy.lang.de.stop_words import STOP_WORDS as GERMAN

_STOP_WORDS = """
a about above after again against all also am an and any anybody anyone anything are aren't as at be because
been before being below between both but by can can't cannot could couldn't did didn't do does doesn't doing
don't done down during each else etc even ever every everybody everyone everything few for from further get
gets getting go goes going gonna good got had hadn't has hasn't have haven't having he he'd he'll he's her
here here's hers herself hey hi hello him himself his how how's however i i'd i'll i'm i've if in into is
isn't it it'd it'll it's its itself just know knows lol let let's like ll lot made make many may maybe me
might more most much must my myself no nor not now of off oh ok okay on once one only onto or other others
ought our ours ourselves out over own please really right same see seems shall shan't she she's should
shouldn't so some somebody someone something still such sure than thank thanks that that's the their theirs
them themselves then there there's these they they'd they'll they're they've thing things think this those
though through thx to too try under until up upon us use used using very want was wasn't way we we'd we'll
we're we've well were weren't what what's when when's where where's whether which while who who's whom whose
why why's will with without won't would wouldn't yeah yep yes yet you you'd you'll you're you've your yours
yourself yourselves ve re dont doesnt didnt cant wont isnt arent im ive id youre theres thats hes shes
theyre whats der die das und ist nicht ein eine mit für auf den dem im zu ich du er sie wir ihr von bei aus
auch noch le la les un une et est pas pour avec dans que qui sur je tu il elle nous vous ce cette el los las
una y es no con por para en que de del se eg ie
"""

# Words of asking itself, which in a question say nothing about its matter.
_ASKING = """
help helps ask asks asking know knows knew knowing known tell tells find expert experts expertise experience
experienced somebody someone anyone anybody person people team good best great skilled familiar need needs
needed looking look question questions advice support explain understand understands teach able work works
worked again touch contact talk speak frage fragen brauche braucht suche sucht weiß hilft kennen zeigt
zeigen wer kann helfen kennt qui peut aider quién puede ayudar
"""

# Words around the subject in a space's name: "help-go", "go-users".
_SPACE_FRAME = """
help team teams dev devs project proj users user support chat general questions question talk lang language
programming community guild club the all ask learn learning news beginners ops group
"""

# German stop words that are English words as well, and say something there.
_ENGLISH_TOO = "ag bin hat man tag war"

STOP_WORDS = frozenset(_STOP_WORDS.split()) | GERMAN - frozenset(_ENGLISH_TOO.split())
ASKING = frozenset(_ASKING.split())
SPACE_FRAME = frozenset(_SPACE_FRAME.split())
