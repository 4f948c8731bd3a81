"""What one keeps for oneself: creators one watches, accounts one does not hear of, drafts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, Path, Response

from toktok.accounts.blocks import block, list_blocks, unblock
from toktok.accounts.drafts import drop_draft, keep_draft, list_drafts, read_draft
from toktok.accounts.watches import list_watches, unwatch, watch
from toktok.api.context import Served
from toktok.api.encode import plain
from toktok.api.limits import counted
from toktok.api.parameters import Account, CreatorName
from toktok.api.personal import personal
from toktok.api.schemas.missing import NO_DRAFT, UNKNOWN
from toktok.api.schemas.problems import SIGNED_IN, TOO_MANY, TOO_MUCH
from toktok.api.schemas.profiles import DRAFT, BlockIn, Blocks, Drafts, Watches
from toktok.api.session import SignedIn
from toktok.routing import Router
from toktok.store.tables import AppBlock, AppDraft, AppWatch
from toktok.store.twins import table_of

router = Router(prefix="/v1/me", tags=["me"])

CHANGED = {**SIGNED_IN, **TOO_MANY}
_KEPT = [counted("keep")]

DraftKey = Annotated[
    str,
    Path(
        pattern=r"^[a-z0-9][a-z0-9-]{0,63}$",
        description="A name of one's own: small letters, digits and hyphens.",
        examples=["moment"],
    ),
]
Content = Annotated[
    dict[str, Any], Body(description="Any object of at most 16 KB.", examples=[DRAFT])
]
_ANY_OBJECT: dict[str, Any] = {
    "type": "object",
    "additionalProperties": True,
    "description": "Whatever was kept under this name.",
}
_DRAFT_SHOWN: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The object as it was kept.",
        "content": {"application/json": {"schema": _ANY_OBJECT, "example": DRAFT}},
    }
}


@router.get("/watches", response_model=Watches, responses=SIGNED_IN)
def watches(context: Served, account: SignedIn) -> Response:
    """Creators one watches."""
    with context.store.read() as session:
        return personal({"items": [plain(each) for each in list_watches(session, account)]})


@router.put(
    "/watches/{name}",
    status_code=204,
    responses={**CHANGED, **TOO_MUCH, **UNKNOWN},
    dependencies=_KEPT,
)
def put_watch(context: Served, account: SignedIn, name: CreatorName) -> Response:
    """Watch a creator."""
    with context.store.write(alone=[table_of(AppWatch)]) as session:
        watch(session, account, name)
    return personal(None)


@router.delete(
    "/watches/{name}", status_code=204, responses={**CHANGED, **UNKNOWN}, dependencies=_KEPT
)
def delete_watch(context: Served, account: SignedIn, name: CreatorName) -> Response:
    """Watch a creator no longer."""
    with context.store.write(alone=[table_of(AppWatch)]) as session:
        unwatch(session, account, name)
    return personal(None)


@router.get("/blocks", response_model=Blocks, responses=SIGNED_IN)
def blocks(context: Served, account: SignedIn) -> Response:
    """Accounts one has blocked or muted."""
    with context.store.read() as session:
        return personal({"items": [plain(each) for each in list_blocks(session, account)]})


@router.put(
    "/blocks/{address}",
    status_code=204,
    responses={**CHANGED, **TOO_MUCH},
    dependencies=_KEPT,
)
def put_block(context: Served, account: SignedIn, other: Account, body: BlockIn) -> Response:
    """Block or mute an account."""
    with context.store.write(alone=[table_of(AppBlock)]) as session:
        block(session, account, other, body.kind)
    return personal(None)


@router.delete("/blocks/{address}", status_code=204, responses=CHANGED, dependencies=_KEPT)
def delete_block(context: Served, account: SignedIn, other: Account) -> Response:
    """Hear of an account again."""
    with context.store.write(alone=[table_of(AppBlock)]) as session:
        unblock(session, account, other)
    return personal(None)


@router.get("/drafts", response_model=Drafts, responses=SIGNED_IN)
def drafts(context: Served, account: SignedIn) -> Response:
    """The names of one's drafts."""
    with context.store.read() as session:
        return personal({"items": [plain(each) for each in list_drafts(session, account)]})


@router.get("/drafts/{key}", responses={**_DRAFT_SHOWN, **SIGNED_IN, **NO_DRAFT})
def draft(context: Served, account: SignedIn, key: DraftKey) -> Response:
    """What a draft says."""
    with context.store.read() as session:
        return personal(read_draft(session, account, key))


@router.put("/drafts/{key}", status_code=204, responses={**CHANGED, **TOO_MUCH}, dependencies=_KEPT)
def put_draft(context: Served, account: SignedIn, key: DraftKey, content: Content) -> Response:
    """Keep a draft; what was kept under this name goes."""
    with context.store.write(alone=[table_of(AppDraft)]) as session:
        keep_draft(session, account, key, content)
    return personal(None)


@router.delete("/drafts/{key}", status_code=204, responses=CHANGED, dependencies=_KEPT)
def delete_draft(context: Served, account: SignedIn, key: DraftKey) -> Response:
    """Keep a draft no longer."""
    with context.store.write(alone=[table_of(AppDraft)]) as session:
        drop_draft(session, account, key)
    return personal(None)
