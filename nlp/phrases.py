"""The words by which acts are told: an honest, small list, mostly English.

Each phrase is looked for as whole words, folded, apostrophes as spaces ("don't" stands for "don t").
"""

from enum import IntEnum, auto


class Cue(IntEnum):
    """What a phrase speaks for: first of a message as a whole, then of the words after or before it."""

    QUESTION = auto()  # asks wherever it stands
    OPENING = auto()  # asks where it opens a sentence
    THANKS = auto()  # thanks
    REASON = auto()  # gives a reason
    STEP = auto()  # tells a step: two of them explain
    DID = auto()  # first person, done
    DONE = auto()  # done, where it opens a sentence: "Moved the loads to …"
    VAIN = auto()  # what was done did not help
    PROBLEM = auto()  # something does not work
    DECIDED = auto()  # decides
    REVIEWED = auto()  # reviewed somebody's work
    ANNOUNCED = auto()  # announces
    LEARNED = auto()  # completed a course
    CLUELESS = auto()  # does not know either
    SARCASTIC = auto()  # in jest
    NEGATION = auto()  # denies knowing what follows
    NEGATION_AFTER = auto()  # denies knowing what stands before
    HYPOTHETICAL = auto()  # only thinks of what follows
    NAMING = auto()  # names the account that follows as knowing
    NAMED = auto()  # says that the account before it knows
    UNNAMING = auto()  # advises against the account that follows


def _each(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(first: str, second: str) -> tuple[str, ...]:
    return tuple(f"{a} {b}" for a in _each(first) for b in _each(second))


_I_HAVE = (
    "i | we | i've | we've | i have | we have | i just | we just | i already | we already | i finally | "
    "we finally | i once | i had | we had | i also | we also | ich habe | wir haben"
)
_DONE = (
    "fixed | solved | resolved | migrated | built | rebuilt | wrote | written | rewrote | deployed | "
    "configured | set up | implemented | shipped | refactored | automated | upgraded | replaced | "
    "integrated | rolled out | created | added | merged | patched | ported | debugged | tuned | trained | "
    "designed | moved | repaired | calibrated | reconciled | negotiated | installed | converted | "
    "maintained | maintain | run | rolled back | wired | mounted | taught | ran | led | closed | audited | "
    "prepared | updated | changed | switched | pushed | reset | cleaned | "
    "rehearsed | measured | tested | organised | organized | translated | corrected | counted | launched | "
    "introduced | extended | removed | reduced | restored | recovered | documented | published | analysed | "
    "analyzed | drained | filled | booked | gebaut | repariert | eingerichtet"
)
_IN_VAIN = (
    "still | doesn't work | does not work | didn't work | not working | isn't working | but now | and now | "
    "but it | can't get | cannot get | no luck | nothing happens | i tried | we tried | i've tried | "
    "tried to | no longer works | stopped working | same error"
)

PHRASES: dict[Cue, tuple[str, ...]] = {
    Cue.QUESTION: _each(
        "does anyone | does anybody | does somebody | anyone know | anybody know | someone know | "
        "anyone knows | anyone here | has anyone | has anybody | any idea | any ideas | any hints | "
        "any suggestions | any pointers | i was wondering | i wonder | i'm wondering | please help | "
        "need help | help needed | can anyone | can anybody | can someone | can somebody | could anyone | "
        "could someone | could somebody | how do i | how can i | how do we | how can we | how would i | "
        "who knows | looking for someone | having trouble | having problems | having issues | "
        "i have a problem | i've a problem | i've got a problem | i can't get | i can't seem | "
        "i cannot get | kann jemand | weiß jemand | weiss jemand | wer kennt | quelqu'un | alguien sabe | "
        "qualcuno sa"
    ),
    Cue.OPENING: (
        *_pairs("how", "do | does | can | to | should | would | is | are | did | come | much | many | long"),
        *_pairs("what", "is | are | does | do | would | should | about | s | s the | version | if | happens"),
        *_pairs("why", "is | are | does | do | did | can | would | not | isn t | doesn t"),
        *_pairs("where", "is | are | can | do | does | did | would | should | s"),
        *_pairs("who", "is | are | can | could | has | did | wrote | owns | s | would"),
        *_pairs("when", "is | are | will | does | do | did"),
        *_pairs("can | could | would", "i | you | we | it | anyone | one"),
        *_pairs("is", "there | it possible | anyone | anybody | this | that | it | your"),
        *_pairs("are", "you | there | we"),
        *_pairs("do | did | have", "you | we"),
        *_pairs("does", "it | this | that | the | your"),
        *_each(
            "which | should i | should we | any chance | anyone | anybody | has anyone | wie | warum | wer"
        ),
    ),
    Cue.THANKS: _each(
        "thanks | thank you | thx | ty | tyvm | cheers | that worked | that works | works now | "
        "it works now | works perfectly | that did it | that did the trick | that fixed it | "
        "that solved it | much obliged | much appreciated | danke | vielen dank | merci | gracias | "
        "grazie | obrigado | obrigada | dank je | tack | takk | dziękuję | спасибо | arigato | "
        "you're a star | life saver | lifesaver"
    ),
    Cue.REASON: _each(
        "because | the reason | that's why | which means | that means | the trick is | the point is | "
        "due to | in order to | the difference between | the difference is | the problem is that | "
        "the cause | step 1 | it works by | otherwise | weil | parce que | porque"
    ),
    Cue.STEP: _each(
        "first | then | next | afterwards | finally | after that | make sure | you need to | you have to | "
        "you'll need | you must | you should | you want to | you can | for example | e.g | for instance | "
        "so that | instead of | before you | once you | if you | edit | run | open | set | add"
    ),
    Cue.DID: (
        *_pairs(_I_HAVE, _DONE),
        *_each(
            "i worked on | i've worked on | i have worked on | i used to maintain | i was responsible for | "
            "i am responsible for | i'm responsible for | i look after | we look after | i own the | "
            "i've been running | i've been using | i have been using | my fix | my patch | i did the | "
            "i've done the | i got it working | i got it to work | i took care of | i set this up | "
            "i set it up | i've set | we've set"
        ),
    ),
    Cue.DONE: _each(
        "fixed | solved | resolved | migrated | built | rebuilt | wrote | rewrote | deployed | configured | "
        "implemented | refactored | automated | upgraded | replaced | integrated | rolled out | patched | "
        "debugged | moved | repaired | calibrated | reconciled | updated | changed | switched | cleaned up | "
        "restored | documented | restarted | rolled back | wired | mounted"
    ),
    Cue.VAIN: _each(_IN_VAIN),
    Cue.PROBLEM: (
        *_each(_IN_VAIN),
        *_pairs(
            "is | are | was | went | goes | again", "down | gone | broken | wrong | slow | stuck | missing"
        ),
        *_pairs("i | we | he | she | they | you", "can't | cannot | can no longer"),
        *_pairs(
            "doesn't | does not | won't | will not | don't | can't | cannot | didn't",
            "start | load | open | print | scan | boot | connect | show | respond | accept | find | log in | "
            "install | mount | play | match | arrive | turn on | recognise | recognize | see | detect",
        ),
        *_each(
            "error | errors | failed | failing | broken | kaputt | geht nicht | funktioniert nicht | "
            "losing | lost | never arrived | stays black | black screen | blank screen | crashed | crashes | "
            "hangs | froze | frozen | denied | jammed | no sound | no signal | differ | stuck | gone again | "
            "since the update | since the upgrade | since yesterday | since this morning | since midnight"
        ),
    ),
    Cue.DECIDED: (
        *_pairs(
            "we | we've | we have | i | i've | i have",
            "decided | agreed | settled on | chose | chosen | approved | signed off",
        ),
        *_each("decision is | the decision was | we will go with | we're going with | we are going with"),
        *_each("let's go with | going forward we"),
    ),
    Cue.REVIEWED: (
        *_pairs(
            "i | i've | i have | we | we've | i just", "reviewed | proofread | looked over | code reviewed"
        ),
        *_each("lgtm | left comments on | left some comments | approved your | approved the pr"),
        *_each("requested changes | my review of | review is done | reviewed your | reviewed the"),
    ),
    Cue.ANNOUNCED: _each(
        "released today | we are happy to | we're happy to | pleased to announce | happy to announce | "
        "announcing | is now available | is now live | we are live | has been released | heads up | fyi | "
        "from today | from monday | starting today | is out now | just released | new release"
    ),
    Cue.LEARNED: (
        *_pairs(
            "i | i've | i have | i just | we | just",
            "finished the | completed the | passed the | finished my | completed my | passed my | "
            "got certified | learned | learnt | took the | attended the",
        ),
        *_each("finished the course | completed the training | passed the exam | am now certified"),
        *_each("i'm now certified | got my certificate | got my certification"),
    ),
    Cue.CLUELESS: _each(
        "no idea | no clue | not a clue | don't know | dont know | do not know | dunno | idk | beats me | "
        "same problem | same issue | same here | same question | me too | i have that too | me neither | "
        "can't help | cannot help | wish i knew | i'd like to know too | following | +1 following | "
        "keine ahnung | weiß ich nicht | ich auch nicht | kein plan | keinen plan | "
        "aucune idée | ni idea | never used | never tried | haven't used | not my area"
    ),
    Cue.SARCASTIC: _each(
        "yeah right | yeah sure | oh great | oh joy | sure because | just great | just what we needed | "
        "what could go wrong | what could possibly go wrong | as if | what a surprise | big surprise | "
        "thanks a lot for nothing | thanks for nothing | slow clap | of course i'm an expert | "
        "oh wonderful | oh yes totally | totally an expert | says no one ever | said no one ever"
    ),
    Cue.NEGATION: (
        *_pairs(
            "never | never really | haven't | haven't ever | have not | i've never",
            "used | touched | tried | worked with | worked on | done | seen | learned | learnt | heard of | "
            "did | had to do with | got into | looked at | written | set up | had anything to do with",
        ),
        *_each(
            "don't know | dont know | do not know | doesn't know | no idea about | no idea how | "
            "no clue about | no idea of | know nothing about | knows nothing about | know nothing of | "
            "know little about | don't do | don't use | do not use | don't understand | not familiar with | "
            "unfamiliar with | no experience with | no experience in | no experience of | no knowledge of | "
            "not experienced | not an expert | not the expert | no expert | i'm not a | i am not a | "
            "not really a | not much of a | not good at | bad at | can't help with | cannot help with | "
            "clueless about | ignorant of | not my thing | nothing about | not used | not touched | "
            "not worked with | not qualified | keine ahnung von"
        ),
    ),
    Cue.NEGATION_AFTER: _each(
        "never touched it | never used it | never tried it | never done it | don't know it | "
        "no idea about it | not my thing | isn't my thing | not my area | isn't my area | "
        "not my cup of tea | over my head | never heard of it | haven't used it | haven't touched it"
    ),
    Cue.HYPOTHETICAL: (
        *_pairs("we | they | i | one | maybe we", "could | should | might"),
        *_each(
            "if we | if i | if they | what if | maybe we should | maybe we could | perhaps we | "
            "might be nice | would be nice | would be great | would be cool | thinking of | "
            "thinking about | considering | consider moving | let's try | shall we | we would | "
            "i would love | i'd love to | i want to learn | i'd like to learn | wish we | imagine | "
            "someday | some day | one day | planning to | we plan to | wenn wir | wir könnten"
        ),
    ),
    Cue.NAMING: _each(
        "ask | try asking | just ask | better ask | best ask | talk to | speak to | speak with | "
        "check with | contact | ping | poke | reach out to | best person is | right person is | expert is | "
        "person is | go to | turn to | frag | fragt | demande à | pregunta a"
    ),
    Cue.NAMED: _each(
        "is the one who | is the one to | is the person | is our | is who | is the expert | is an expert | "
        "is very good | is good with | is good at | is great at | is great with | knows | knows all | "
        "knows a lot | knows about | can help | could help | can show you | can explain | will know | "
        "would know | should know | might know | rebuilt | built | wrote | set up | set it up | designed | "
        "implemented | migrated | maintains | looks after | runs | owns | did our | did the | made our | "
        "is your | has done | has built | kennt sich"
    ),
    Cue.UNNAMING: _each("don't ask | do not ask | no need to ask | never ask | don't ping | did you ask"),
}

# Words that may stand before an opening: "so how do I …"
FILLERS = _words(
    "so and but ok okay hi hello hey hiya all guys also well then now please or um uh hmm morning good "
    "everyone everybody folks team there oh quick question sorry btw anyway evening afternoon just"
)

SARCASTIC_EMOJI = _words(
    "upside_down upside_down_face face_with_rolling_eyes rolling_eyes eye_roll facepalm clown_face"
)
SARCASTIC_SIGNS = ("🙃", "🙄", "🤡")

APPROVING = _words(
    "+1 thumbsup heart white_check_mark heavy_check_mark tada raised_hands pray 100 clap star star2 bulb "
    "ok_hand muscle heart_eyes green_heart blue_heart purple_heart yellow_heart medal trophy rocket "
    "sparkles thank_you thanks ballot_box_with_check"
)

# Next to an ordinary word these say that a skill is meant, however it is written …
AFTER = _words(
    "developer developers programmer programmers programming coder compiler lang language codebase tutorial "
    "docs playbook playbooks recipe recipes macro macros formula formulas spreadsheet spreadsheets api apis "
    "endpoint endpoints"
)
MADE_BEFORE = _words(
    "written rewritten programmed coded implemented scripted developed fluent proficient experience "
    "experienced script scripts code program tool service backend"
)
# … and these only where it is written as the label is, with its capital.
AFTER_CAPITAL = _words(
    "code dev devs script scripts program programs package packages library libraries project projects app "
    "apps service services backend frontend expert experts guru stack framework module modules version "
    "component components hook hooks engineer engineers team server table tables sheet file files database "
    "query"
)
BEFORE_CAPITAL = _words(
    "in with using learn learning learned know knows knew use uses used some our into via from for "
    "about write writing wrote"
)
