"""What a Slack message says outside its `text`: blocks, shared messages and the titles of files."""

from collections.abc import Callable
from typing import Any

from domain.messages import MarkKind
from sources.shapes import as_list, as_object, as_text
from sources.slack_text import Draft, unescape, write_mrkdwn


def write_blocks(draft: Draft, blocks: Any) -> None:
    """Write rich text, and the texts of an app's section, header, context and markdown blocks, in lines."""
    for value in as_list(blocks):
        block = as_object(value)
        match block.get("type"):
            case "rich_text":
                for element in as_list(block.get("elements")):
                    _write_rich(draft, as_object(element))
            case "section":
                _write_text_object(draft, block.get("text"))
                for each in as_list(block.get("fields")):
                    _write_text_object(draft, each)
            case "header":
                _write_text_object(draft, block.get("text"))
            case "context":
                for each in as_list(block.get("elements")):
                    _write_text_object(draft, each)
            case "markdown":
                _write_line(draft, as_text(block.get("text")), write_mrkdwn)
            case _:
                pass


def write_shares(draft: Draft, attachments: Any) -> None:
    """Write messages that were shared or quoted, each a quote on its own lines; no link previews."""
    for value in as_list(attachments):
        attachment = as_object(value)
        if attachment.get("is_share") is not True and attachment.get("is_msg_unfurl") is not True:
            continue
        text, fallback = as_text(attachment.get("text")), as_text(attachment.get("fallback"))
        shared = [as_object(each).get("message") for each in as_list(attachment.get("message_blocks"))]
        if not (text or shared or fallback):
            continue
        draft.new_line()
        draft.open_quote()
        start = draft.length
        write_mrkdwn(draft, text)
        for message in () if text else shared:
            write_blocks(draft, as_object(message).get("blocks"))
        if draft.length == start:
            write_mrkdwn(draft, fallback)
        draft.close_quote()


def write_titles(draft: Draft, message: dict[str, Any]) -> None:
    """Write the titles (else names) of a message's files, each on a line."""
    for value in [*as_list(message.get("files")), message.get("file")]:
        file = as_object(value)
        _write_line(draft, unescape(as_text(file.get("title")) or as_text(file.get("name"))), Draft.write)


def _write_line(draft: Draft, text: str, write: Callable[[Draft, str], None]) -> None:
    if text:
        draft.new_line()
        write(draft, text)


def _write_text_object(draft: Draft, value: Any) -> None:
    found = as_object(value)
    if found.get("type") == "mrkdwn":
        _write_line(draft, as_text(found.get("text")), write_mrkdwn)
    elif found.get("type") == "plain_text":
        _write_line(draft, unescape(as_text(found.get("text"))), Draft.write)


def _write_rich(draft: Draft, element: dict[str, Any]) -> None:
    inner = as_list(element.get("elements"))
    match element.get("type"):
        case "rich_text_section":
            draft.new_line()
            _write_inline(draft, inner)
        case "rich_text_list":
            for item in inner:
                draft.new_line()
                _write_inline(draft, as_list(as_object(item).get("elements")))
        case "rich_text_preformatted":
            draft.new_line()
            code = Draft(draft.names)
            _write_inline(code, inner)
            draft.write_code(code.done()[0])
            draft.new_line()
        case "rich_text_quote":
            draft.new_line()
            opened = draft.open_quote()
            _write_inline(draft, inner)
            if opened:
                draft.close_quote()
        case _:
            pass


def _write_inline(draft: Draft, elements: list[Any]) -> None:
    for value in elements:
        element = as_object(value)
        text = unescape(as_text(element.get("text")))
        match element.get("type"):
            case "text" | "link" if as_object(element.get("style")).get("code") is True:
                draft.write_code(text or as_text(element.get("url")))
            case "text":
                draft.write(text)
            case "link":
                address = as_text(element.get("url"))
                draft.write_marked(MarkKind.LINK, text or address, address)
            case "user":
                draft.write_person(as_text(element.get("user_id")))
            case "channel":
                draft.write_space(as_text(element.get("channel_id")))
            case "usergroup":
                draft.write(f"@{as_text(element.get('usergroup_id'))}")
            case "broadcast":
                draft.write(f"@{as_text(element.get('range'))}")
            case "emoji" if name := as_text(element.get("name")):
                draft.write_marked(MarkKind.EMOJI, f":{name}:")
            case "date":
                draft.write(unescape(as_text(element.get("fallback"))))
            case _:
                pass
