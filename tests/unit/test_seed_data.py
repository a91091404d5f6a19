"""What comes with the project is whole: starter vocabulary, demonstration company, answer key."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.policy import may_derive
from nlp.stopwords import STOP_WORDS
from sources.people import PersonRecord, read_people
from sources.vocabulary import seed_vocabulary

COMPANY = Path(__file__).parents[2] / "seed_data" / "company"
SLACK = COMPANY / "slack"
TODAY = date(2026, 11, 24)  # the demonstration company's messages end before it


def load(name: str) -> Any:
    return json.loads((SLACK / name).read_text("utf-8"))


def day_files() -> Iterator[tuple[str, date, list[dict[str, Any]]]]:
    """(channel, day, messages) of every day file."""
    for path in sorted(SLACK.glob("*/*.json")):
        yield path.parent.name, date.fromisoformat(path.stem), json.loads(path.read_text("utf-8"))


CHANNELS = load("channels.json") + load("groups.json")
DIRECT = load("dms.json") + load("mpims.json")
FOLDERS = {channel["name"]: channel for channel in CHANNELS + load("mpims.json")} | {
    conversation["id"]: conversation for conversation in load("dms.json")
}
USERS = {user["id"]: user for user in load("users.json")}
MESSAGES = [(channel, message) for channel, _, messages in day_files() for message in messages]
PEOPLE = [row for row in read_people(COMPANY / "people.csv") if isinstance(row, PersonRecord)]
NAMES = {user["id"]: user["profile"]["real_name"] for user in USERS.values()} | {
    user["profile"]["bot_id"]: user["real_name"] for user in USERS.values() if user["is_bot"]
}
QUESTIONS = json.loads((COMPANY / "questions.json").read_text("utf-8"))


def subtypes() -> Counter[str]:
    return Counter(message["subtype"] for _, message in MESSAGES if "subtype" in message)


# The starter vocabulary


def test_the_vocabulary_has_fifteen_hundred_skills_technical_and_not():
    skills = seed_vocabulary().skills
    assert len(skills) >= 1_500
    sizes = Counter(skill.category for skill in skills)
    assert {"programming", "retail", "warehouse and logistics", "finance", "law", "languages"} <= set(sizes)
    assert min(sizes.values()) >= 5
    assert all(may_derive(category) for category in sizes)


def test_no_label_of_the_vocabulary_names_two_skills():
    owners: dict[str, set[str]] = {}
    for skill in seed_vocabulary().skills:
        for label in skill.labels:
            owners.setdefault(re.sub(r"[\s_-]+", "", label.casefold()), set()).add(skill.id)
    assert {label: ids for label, ids in owners.items() if len(ids) > 1} == {}


def test_every_relation_of_the_vocabulary_resolves():
    vocabulary = seed_vocabulary()
    for skill in vocabulary.skills:
        relations = skill.broader + skill.related + skill.requires
        assert set(relations) <= set(vocabulary.by_id) - {skill.id}, skill.id
        assert skill.broader or skill.related, f"{skill.id} stands alone"


def test_three_hundred_skills_have_labels_in_german_and_japanese():
    languages = [{language for language, _ in skill.translations} for skill in seed_vocabulary().skills]
    assert len([both for both in languages if {"de", "ja"} <= both]) >= 300


def test_what_is_too_short_or_says_nothing_is_flagged_as_ordinary():
    for skill in seed_vocabulary().skills:
        for label in set(skill.labels) - skill.ordinary:
            assert not re.fullmatch(r"[A-Za-z]{1,2}", label), (skill.id, label)
            assert label.casefold() not in STOP_WORDS, (skill.id, label)


def test_everyday_words_are_flagged_as_ordinary():
    ordinary = {label.casefold() for skill in seed_vocabulary().skills for label in skill.ordinary}
    everyday = (
        "go r c lead spring chef swift rust react excel word access teams outlook rest picking till "
        "blender celery elixir flutter helm jest julia latex locust notion playwright postman unity vault"
    )
    assert set(everyday.split()) <= ordinary


def test_unmistakable_names_are_not_flagged_as_ordinary():
    ordinary = {label.casefold() for skill in seed_vocabulary().skills for label in skill.ordinary}
    assert ordinary.isdisjoint(
        {"golang", "wi-fi", "wifi", "postgresql", "kubernetes", "javascript", "gdpr", "sap", "linux"}
    )


# The demonstration company's export


def test_forty_people_work_at_the_company_in_four_countries():
    assert len(PEOPLE) == len(list(read_people(COMPANY / "people.csv"))) == 40
    assert len({person.time_zone for person in PEOPLE}) == 4
    assert {"de", "en", "pl", "pt", "ja", "ar"} <= {language for p in PEOPLE for language in p.languages}
    assert all(person.hours for person in PEOPLE if person.working_hours)


def test_following_the_managers_ends_at_one_top():
    by_id = {person.id: person for person in PEOPLE}
    tops: set[str] = set()
    for person in PEOPLE:
        chain = [person.id]
        while manager := by_id[chain[-1]].manager:
            assert manager not in chain
            chain.append(manager)
        tops.add(chain[-1])
    assert len(tops) == 1


def test_all_but_one_have_a_slack_account_by_their_email():
    accounts = {user["profile"].get("email") for user in USERS.values()} - {None}
    assert accounts <= {person.email for person in PEOPLE}
    assert len([person for person in PEOPLE if person.email not in accounts]) == 1
    assert {person.name for person in PEOPLE if person.email in accounts} <= set(NAMES.values())


def test_whoever_left_is_deactivated_in_slack_and_says_no_more():
    ended = {person.email: person.end for person in PEOPLE if person.end}
    gone = {user["id"]: user["profile"]["email"] for user in USERS.values() if user["deleted"]}
    assert ended and set(gone.values()) == set(ended)
    for _, message in MESSAGES:
        if message.get("user") in gone:
            said = datetime.fromtimestamp(float(message["ts"]), UTC).date()
            assert said <= ended[gone[message["user"]]]


def test_every_channel_has_a_folder_and_every_folder_a_channel():
    assert set(FOLDERS) == {path.name for path in SLACK.iterdir() if path.is_dir()}
    assert len(load("channels.json")) >= 10
    assert len(load("groups.json")) == 1
    assert len(load("dms.json")) >= 4
    assert len(load("mpims.json")) == 1
    for channel in CHANNELS + DIRECT:
        assert set(channel["members"]) <= set(USERS)


def test_whoever_speaks_in_private_is_a_member_there():
    private = load("groups.json") + DIRECT
    for folder, conversation in FOLDERS.items():
        if conversation in private:
            speakers = {m["user"] for place, m in MESSAGES if place == folder and "user" in m}
            here = {user for user in speakers if not USERS[user]["deleted"]}
            assert here and here <= set(conversation["members"]), folder


def test_a_day_file_holds_the_messages_of_its_day_in_order():
    for channel, day, messages in day_files():
        stamps = [message["ts"] for message in messages]
        assert stamps == sorted(stamps), (channel, day)
        for ts in stamps:
            assert re.fullmatch(r"\d{10}\.\d{6}", ts)
            assert datetime.fromtimestamp(float(ts), UTC).date() == day, (channel, ts)
            assert day < TODAY


def test_a_year_and_a_half_of_messages_each_with_a_time_of_its_own():
    assert len(MESSAGES) >= 720
    assert len({(channel, message["ts"]) for channel, message in MESSAGES}) == len(MESSAGES)
    days = [day for _, day, _ in day_files()]
    assert (max(days) - min(days)).days >= 600


def test_one_channel_speaks_german_and_some_messages_japanese_and_arabic():
    german = re.compile(r"\b(und|der|die|das|ich|nicht|ist|wir|für|auf|mit|den|ein)\b", re.IGNORECASE)
    own = [m["text"] for channel, m in MESSAGES if channel == "koeln" and "client_msg_id" in m]
    told = [text for text in own if len(text.split()) >= 8]
    assert len([text for text in told if len(german.findall(text)) >= 2]) >= 0.8 * len(told) >= 40
    said = [message.get("text", "") for _, message in MESSAGES]
    assert len([text for text in said if re.search("[\u3040-\u30ff]", text)]) >= 8  # kana
    assert len([text for text in said if re.search("[\u0621-\u064a]", text)]) >= 6


def test_most_of_the_company_speaks_and_nobody_speaks_all_the_time():
    spoken = Counter(NAMES[m["user"]] for _, m in MESSAGES if "client_msg_id" in m)
    assert len(spoken) == len(PEOPLE) - 1  # the managing director is not in Slack
    assert min(spoken.values()) >= 6
    assert max(spoken.values()) < len(MESSAGES) / 10


def test_every_reply_has_its_root_and_every_root_its_replies():
    by_ts = {(channel, message["ts"]): message for channel, message in MESSAGES}
    replies: dict[tuple[str, str], list[str]] = {}
    for channel, message in MESSAGES:
        thread = message.get("thread_ts")
        if thread is None:
            continue
        root = by_ts[channel, thread]
        assert root["thread_ts"] == thread
        if message is not root:
            assert message["parent_user_id"] == root["user"]
            assert message["ts"] > thread
            replies.setdefault((channel, thread), []).append(message["ts"])
    for place, stamps in replies.items():
        root = by_ts[place]
        assert [reply["ts"] for reply in root["replies"]] == sorted(stamps)
        assert root["reply_count"] == len(stamps)
        assert root["latest_reply"] == max(stamps)


def test_threads_go_on_after_the_day_they_began():
    def day(ts: str) -> date:
        return datetime.fromtimestamp(float(ts), UTC).date()

    late = [m for _, m in MESSAGES if "thread_ts" in m and day(m["ts"]) > day(m["thread_ts"])]
    assert len(late) >= 100


def test_everybody_named_in_the_export_exists():
    bots = {user["profile"]["bot_id"] for user in USERS.values() if user["is_bot"]}
    channels = {channel["id"] for channel in CHANNELS}
    for _, message in MESSAGES:
        assert message.get("user", "USLACKBOT") in USERS
        assert message.get("bot_id") in bots | {None}
        assert set(message.get("reply_users", [])) <= set(USERS) | bots
        assert set(re.findall(r"<@(\w+)>", message.get("text", ""))) <= set(USERS)
        assert set(re.findall(r"<#(\w+)\|", message.get("text", ""))) <= channels
        for reaction in message.get("reactions", []):
            assert set(reaction["users"]) <= set(USERS)
            assert reaction["count"] == len(reaction["users"])


def test_the_export_has_what_real_exports_have():
    kinds = {"channel_join", "channel_topic", "bot_message", "me_message", "thread_broadcast", "tombstone"}
    assert kinds | {"message_deleted", "huddle_thread"} <= set(subtypes())
    messages = [message for _, message in MESSAGES]
    assert any("edited" in message for message in messages)
    assert any(message.get("files") for message in messages)
    assert any(message.get("attachments", [{}])[0].get("is_share") for message in messages)
    assert any(message.get("text") == "" and message.get("blocks") for message in messages)
    assert any("blocks" in message for message in messages)
    assert any("blocks" not in message for message in messages)
    assert any("```" in message.get("text", "") for message in messages)
    assert any("\n&gt;" in message.get("text", "") for message in messages)
    parts = {
        part["type"] for m in messages for block in m.get("blocks", []) for part in block.get("elements", [])
    }
    assert {"rich_text_section", "rich_text_quote", "rich_text_preformatted"} <= parts
    assert len([message for message in messages if message.get("reactions")]) >= 150


def test_a_deleted_message_was_said_before():
    said = {(channel, message["ts"]) for channel, message in MESSAGES}
    for channel, message in MESSAGES:
        if message.get("subtype") == "message_deleted":
            assert (channel, message["deleted_ts"]) in said
            assert message["deleted_ts"] < message["ts"]


# The answer key


def test_the_key_asks_forty_different_questions():
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS) == 40
    assert len({question["question"] for question in QUESTIONS}) == 40


def test_the_key_asks_in_german_and_japanese_too():
    asked = [question["question"] for question in QUESTIONS]
    assert len([text for text in asked if re.match(r"(Wer|Wen|Ich)\b", text)]) >= 4
    assert len([text for text in asked if re.search("[\u3040-\u30ff]", text)]) == 2


def test_no_question_repeats_what_somebody_said():
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text.casefold())

    said = [" ".join(words(message.get("text", ""))) for _, message in MESSAGES]
    for question in QUESTIONS:
        asked = words(question["question"])
        for start in range(len(asked) - 5):
            run = " ".join(asked[start : start + 6])
            assert not any(run in text for text in said), run


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["id"] for question in QUESTIONS])
def test_the_key_names_people_who_speak_where_all_can_read(question: dict[str, Any]):
    public = {channel["name"] for channel in load("channels.json")}
    speakers = {
        NAMES[message.get("user") or message["bot_id"]]
        for channel, message in MESSAGES
        if channel in public and message.get("subtype", "bot_message") == "bot_message"
    }
    assert 1 <= len(question["find"]) <= 3
    assert set(question["find"]) | set(question["never"]) <= speakers
    assert set(question["find"]).isdisjoint(question["never"])
    assert all(question["never"].values())
    left = {person.name for person in PEOPLE if person.end}
    assert left.isdisjoint(question["find"])


def test_the_key_has_each_kind_of_person_who_must_not_be_found():
    reasons = {why.split(":")[0] for question in QUESTIONS for why in question["never"].values()}
    kinds = {"asker", "sarcastic", "quotes", "left", "denies", "ordinary words", "bot", "no idea", "repeats"}
    assert kinds | {"private channel", "direct messages"} <= reasons


def test_whoever_speaks_of_it_in_private_alone_does_not_speak_of_it_in_public():
    public = {channel["name"] for channel in load("channels.json")}
    for name, word in (("Ciarán Mulvihill", "hedg"), ("Jonas Petersohn", "indesign")):
        by_them = [(c, m["text"].casefold()) for c, m in MESSAGES if NAMES.get(m.get("user", "")) == name]
        told = {channel for channel, text in by_them if word in text}
        assert told and told.isdisjoint(public)


def test_one_question_names_nothing_of_the_vocabulary():
    """Its answer is reached by the organisation's own words alone."""
    words = {label.casefold() for skill in seed_vocabulary().skills for label in skill.labels}
    gantry = next(question for question in QUESTIONS if question["id"] == "gantry")
    assert words.isdisjoint(re.findall(r"[\w+#.-]+", gantry["question"].casefold()))
