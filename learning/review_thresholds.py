"""Every threshold of the review of content and of what the organisation knows, in this one place.

`scripts/bench findings` shows what they do on an organisation with planted findings.
"""

# Same: two items in a shared language that teach nearly the same with nearly the same words, or a near-copy.
SAME_TAUGHT = 0.6  # of the steps (what, from one level to the next) that either teaches, taught by both
SAME_TEXT = 0.8  # likeness of their words, as the cosine of tf-idf
COPY_TEXT = 0.95  # the same, from which it is a near-copy whatever they teach
COPY_WORDS = 12  # words that a text has at least to be called a near-copy: short ones are alike by chance

# Misaligned: nobody needs it.
WANTED_DAYS = 180  # in which questions show that something is wanted
WANTED_ASKERS = 3  # people who asked, from which it is wanted

# Missing: people ask, and nothing teaches it.
ASKED_DAYS = 90  # in which questions are counted
ASKED_QUESTIONS = 5  # at least
ASKED_PEOPLE = 5  # at least: of fewer people nothing is said
FEW_EXPERTS = 1  # up to which a gap is critical
UNREAD_PEOPLE = 5  # who read none of the languages of what everybody has to do
NEEDED_HOLDERS = 1  # people who hold a role that needs it, from which content is missing

# Holders of a skill, as cheaply as it can be told of everybody: the rubric's conditions for Working, over
# messages instead of threads.
HOLDER_UNITS = 4  # messages or documents that show it
HOLDER_MONTHS = 2  # different months in which they stand
HOLDER_RECENT = 18  # months in which the newest of them stands
HOLDER_WINDOW = 36  # months that are looked at

# At risk.
LONE_HOLDERS = 1  # people who hold a skill, up to which it is at risk
LEAVES_WITHIN = 180  # days until somebody's last one, from which they count as leaving
LEARNING_DAYS = 180  # in which somebody completed something about it, or showed a little of it

# Rising.
RISING_DAYS = 90
BEFORE_DAYS = 270  # before those
RISING_RATIO = 1.5  # times as often as before, at least
RISING_SURE = 0.95  # probability of that ratio from which it is said
RISING_PRIOR = 3  # threads with which it is believed beforehand that nothing changed
RISING_UNITS = 5  # threads in the last 90 days, at least
