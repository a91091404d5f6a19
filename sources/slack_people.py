"""Slack's users and apps as accounts."""

from typing import Any

from domain.messages import Account
from sources.shapes import as_object, as_text

SLACKBOT = "USLACKBOT"


def account(user: dict[str, Any]) -> Account | None:
    """An entry of `users.json`; None when it has no id."""
    slack_id = as_text(user.get("id"))
    if not slack_id:
        return None
    profile = as_object(user.get("profile"))
    username = as_text(user.get("name"))
    display = as_text(profile.get("display_name")).strip()
    real = as_text(profile.get("real_name")) or as_text(user.get("real_name"))
    return Account(
        id=f"slack:{slack_id}",
        source="slack",
        handle=display or username or slack_id,
        name=real.strip() or display or username or slack_id,
        email=as_text(profile.get("email")),
        deleted=user.get("deleted") is True,
        bot=user.get("is_bot") is True or user.get("is_workflow_bot") is True or slack_id == SLACKBOT,
    )


def shown_name(user: dict[str, Any]) -> str:
    """What Slack shows where the user is mentioned; empty when nothing is known."""
    profile = as_object(user.get("profile"))
    return (
        as_text(profile.get("display_name")).strip()
        or as_text(profile.get("real_name")).strip()
        or as_text(user.get("real_name")).strip()
        or as_text(user.get("name"))
    )


def author_of(message: dict[str, Any]) -> tuple[str, bool]:
    """The Slack id of who wrote a message, and whether an app did. The id is empty when nothing names one.

    An app may write in a person's name, with an id of both: the account is the person's, the words the app's.
    """
    user, app = as_text(message.get("user")), as_text(message.get("bot_id"))
    by_app = bool(app) or message.get("subtype") == "bot_message" or user == SLACKBOT
    if user or app:
        return user or app, by_app
    username = as_text(message.get("username"))
    return (f"bot:{username}", True) if by_app and username else ("", by_app)


def author_account(slack_id: str, message: dict[str, Any], by_app: bool) -> Account:
    """An account for an author whom `users.json` does not list, from what the message says of them."""
    if not as_text(message.get("user")):
        profile = as_object(message.get("bot_profile"))
        name = as_text(message.get("username")) or as_text(profile.get("name"))
    else:
        profile = as_object(message.get("user_profile"))
        name = as_text(profile.get("name"))
    found = account({"id": slack_id, "name": name, "is_bot": by_app, "profile": profile})
    assert found is not None  # the id is not empty
    return found
