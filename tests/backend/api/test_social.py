"""Likes, follows, comments, reports and operators, as browsers ask for them."""

from __future__ import annotations

import pytest

from tests.backend.api.acting import acted, reported, sent
from tests.backend.api.listening import listening
from tests.support.members import Crowd, Member
from tests.support.served import Served


@pytest.fixture
def subject(toktok: Served) -> str:
    return f"creator:{toktok.history.tokens[0].lower()}"


@pytest.fixture
def fan(crowd: Crowd) -> Member:
    return crowd.member("fan")


@pytest.fixture
def operator(crowd: Crowd) -> Member:
    return crowd.member("operator")


def said(someone: Member, subject: str, by: Member) -> list[str]:
    """What somebody reads there of one author: others talk there too."""
    found = sent(someone, "GET", f"/v1/comments?subject={subject}")
    return [each["body"] for each in found["items"] if each["author"] == by.address]


def test_a_like_is_seen_by_others_and_told_live(
    toktok: Served, crowd: Crowd, fan: Member, subject: str
) -> None:
    stranger = crowd.visitor("stranger")
    before = sent(stranger, "GET", f"/v1/likes/{subject}")
    assert before["liked"] is None
    with listening(toktok) as stream:
        liked = sent(fan, "PUT", f"/v1/likes/{subject}")
        while (event := stream.next()).name != "social":
            pass
    owner = toktok.get(f"/v1/discussions/{subject}")["owner"]
    assert (event.id, event.data) == ("", {"kind": "social", "subject": subject, "account": owner})
    after = {**before, "likes": before["likes"] + 1, "total": before["total"] + 1}
    assert liked == {**after, "liked": True}
    assert sent(stranger, "GET", f"/v1/likes/{subject}") == after
    assert sent(fan, "DELETE", f"/v1/likes/{subject}") == {**before, "liked": False}


def test_a_creator_is_followed_by_its_account(toktok: Served, fan: Member) -> None:
    creator = toktok.get(f"/v1/creators/{toktok.history.tokens[0]}")
    account = creator["creator"]
    before = sent(fan, "GET", f"/v1/follows/{account}")
    followed = sent(fan, "PUT", f"/v1/follows/{account}")
    assert followed == {**before, "followers": before["followers"] + 1, "following": True}
    rows = sent(fan, "GET", f"/v1/accounts/{fan.address}/follows")["items"]
    assert [(row["account"], row["handle"]) for row in rows] == [(account, creator["handle"])]
    left = sent(fan, "DELETE", f"/v1/follows/{account}")
    assert left == before == {**before, "account": account, "following": False}
    assert sent(fan, "PUT", f"/v1/follows/{fan.address}", status=422)["title"] == "Your own account"


def test_a_comment_is_written_changed_and_deleted(crowd: Crowd, subject: str) -> None:
    fan, stranger = crowd.member("talker"), crowd.visitor("stranger")
    row = sent(fan, "POST", "/v1/comments", {"subject": subject, "body": "helo"}, status=201)
    assert (row["author"], row["may"], row["standing"]) == (fan.address, ["edit", "delete"], "")
    assert said(stranger, subject, fan) == ["helo"]
    where = f"/v1/comments/{row['id']}"
    assert sent(fan, "PUT", where, {"body": "hello"})["edited_at"] is not None
    assert sent(crowd.member("else"), "DELETE", where, status=403)["title"] == "Not yours"
    assert said(stranger, subject, fan) == ["hello"]
    refused = sent(fan, "PUT", where, {"body": "you bitch"}, status=422)
    assert "Words that insult" in refused["detail"]
    sent(fan, "DELETE", where, status=204)
    assert said(stranger, subject, fan) == []
    assert sent(fan, "DELETE", where, status=404)["title"] == "Comment not found"


def test_changes_need_somebody_who_signed_in(crowd: Crowd, fan: Member, subject: str) -> None:
    stranger, stolen = crowd.visitor("stranger"), Member(fan.client, fan.key, csrf="guessed")
    body = {"subject": subject, "body": "hello", "reason": "spam", "act": "hide"}
    for method, path in (
        ("PUT", f"/v1/likes/{subject}"),
        ("DELETE", f"/v1/likes/{subject}"),
        ("PUT", f"/v1/follows/{fan.address}"),
        ("POST", "/v1/comments"),
        ("DELETE", f"/v1/comments/{'0' * 64}"),
        ("PUT", f"/v1/discussions/{subject}/audience"),
        ("POST", "/v1/reports"),
        ("POST", "/v1/operator/acts"),
    ):
        sent(stranger, method, path, body if method == "POST" else None, status=401)
        sent(stolen, method, path, body if method == "POST" else None, status=403)


def test_only_the_creator_chooses_its_audience(fan: Member, subject: str) -> None:
    refused = sent(
        fan, "PUT", f"/v1/discussions/{subject}/audience", {"audience": "holders"}, status=403
    )
    assert refused["title"] == "Not yours"
    assert sent(fan, "GET", f"/v1/discussions/{subject}")["audience"] == "everybody"


def test_what_is_reported_waits_for_operators_who_hide_it_and_say_why(
    crowd: Crowd, operator: Member, subject: str
) -> None:
    fan, reporter = crowd.member("writer"), crowd.member("reporter")
    stranger = crowd.visitor("stranger")
    body = {"subject": subject, "body": "Buy my coin"}
    row = sent(fan, "POST", "/v1/comments", body, status=201)
    about = f"comment:{row['id']}"
    report = {"subject": about, "reason": "spam", "note": "everywhere"}
    sent(reporter, "POST", "/v1/reports", report, status=204)
    assert sent(reporter, "GET", "/v1/operator/reports", status=403)["title"] == "Operators only"
    [waiting] = reported(operator, about)
    assert (waiting["about"]["subject"], waiting["quoted"], waiting["note"]) == (
        about,
        "Buy my coin",
        "everywhere",
    )
    acted(reporter, "hide", about, "I do not like it", status=403)
    hidden = acted(operator, "hide", about, "Advertising.")
    assert reported(operator, about) == []
    assert said(stranger, subject, fan) == []
    found = sent(fan, "GET", f"/v1/comments?subject={subject}")["items"]
    [own] = [each for each in found if each["id"] == row["id"]]
    assert (own["hidden"], own["hidden_reason"]) == (True, "Advertising.")
    assert acted(operator, "hide", about, "Again.", status=409)["title"] == "Nothing to do"
    restored = acted(operator, "restore", about, "It was about the concert.")
    assert said(stranger, subject, fan) == ["Buy my coin"]
    assert sent(operator, "GET", f"/v1/operator/acts?subject={about}")["items"] == [
        restored,
        hidden,
    ]
    sent(fan, "DELETE", f"/v1/comments/{row['id']}", status=204)


def test_what_is_hidden_leaves_lists_and_its_address_says_why(
    toktok: Served, crowd: Crowd, operator: Member, subject: str
) -> None:
    token = toktok.get(f"/v1/creators/{subject.removeprefix('creator:')}")["token"]
    moment = toktok.get("/v1/moments")["items"][0]["moment"]
    stranger = crowd.visitor("stranger")

    def listed() -> tuple[bool, bool, bool]:
        creators = toktok.get("/v1/creators", limit=200)["items"]
        moments = toktok.get("/v1/moments", limit=200)["items"]
        activity = toktok.get("/v1/activity", limit=200)["items"]
        return (
            token in {each["token"] for each in creators},
            moment in {each["moment"] for each in moments},
            bool({(each["token"], each["moment"]) for each in activity} & {(token, None)}),
        )

    def drawn(path: str) -> bytes:
        answer = toktok.client.get(f"/pictures/en/{path}.png")
        assert answer.status_code == 200
        return answer.content

    creator_picture = f"creators/{subject.removeprefix('creator:')}"
    place = drawn("toktok")
    assert place not in (drawn(creator_picture), drawn(f"moments/{moment}"))
    assert listed() == (True, True, True)
    acted(operator, "hide", subject, "Not who they say.")
    acted(operator, "hide", f"moment:{moment}", "Stolen.")
    assert listed() == (False, False, False)
    found = sent(stranger, "GET", f"/v1/discussions/moment:{moment}")
    assert found["hidden_reason"] == "Stolen."
    page = stranger.client.get(f"/moments/{moment}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "Reason: Stolen." in page.text
    assert drawn(creator_picture) == drawn(f"moments/{moment}") == place
    # Where the clip would play.
    assert "moment-stage" not in page.text
    assert toktok.get(f"/v1/moments/{moment}")["moment"] == moment
    assert toktok.get("/v1/quote", token=token, side="sell", amount=10**15)["tt_amount"]
    acted(operator, "restore", subject, "They are.")
    acted(operator, "restore", f"moment:{moment}", "Theirs.")
    assert listed() == (True, True, True)
    again = stranger.client.get(f"/moments/{moment}", headers={"Accept": "text/html"})
    assert "moment-stage" in again.text
