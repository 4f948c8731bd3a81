"""Reports, and what operators do about them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from toktok.accounts import operators, reports
from toktok.accounts.acts import list_acts
from toktok.accounts.tallies import ALONE
from toktok.api.context import Served
from toktok.api.limits import counted
from toktok.api.operator import Operator
from toktok.api.parameters import CursorText, Limit
from toktok.api.personal import personal
from toktok.api.routes.picture_queue import forget_faces
from toktok.api.schemas.social import Act, ActIn, ActPage, ReportIn, ReportPage
from toktok.api.schemas.social_problems import ACTED, OPERATORS, REPORTED
from toktok.api.session import SignedIn
from toktok.routing import Router

router = Router(prefix="/v1", tags=["social"])

_ACTS = {"hide": operators.hide, "restore": operators.restore, "dismiss": operators.dismiss}


@router.post("/reports", status_code=204, responses=REPORTED, dependencies=[counted("report")])
def report(context: Served, account: SignedIn, body: ReportIn) -> Response:
    """Ask operators to look at something; asked again, what was said before is replaced."""
    with context.store.write(alone=ALONE) as session:
        venue = context.venue(session)
        reports.report(session, venue, body.subject, account, body.reason, body.note)
    return personal(None)


@router.get("/operator/reports", response_model=ReportPage, responses=OPERATORS)
def waiting(
    context: Served, _operator: Operator, limit: Limit = 20, cursor: CursorText = None
) -> Response:
    """Reports that wait, the oldest first. For operators."""
    with context.store.read() as session:
        venue = context.venue(session)
        return personal(reports.list_reports(session, venue, limit=limit, cursor=cursor))


@router.get("/operator/acts", response_model=ActPage, responses=OPERATORS)
def done(
    context: Served,
    _operator: Operator,
    subject: Annotated[
        str | None, Query(max_length=80, description="Only what operators did about this subject.")
    ] = None,
    limit: Limit = 20,
    cursor: CursorText = None,
) -> Response:
    """What operators did and why, and guardians on the chain, the last first. For operators.

    Nothing of it can be changed.
    """
    with context.store.read() as session:
        return personal(list_acts(session, subject=subject, limit=limit, cursor=cursor))


@router.post(
    "/operator/acts",
    status_code=201,
    response_model=Act,
    responses=ACTED,
    dependencies=[counted("keep")],
)
def act(context: Served, operator: Operator, body: ActIn) -> Response:
    """Hide or restore a subject, or dismiss what was reported about it. For operators."""
    with context.store.write(alone=ALONE) as session:
        done = _ACTS[body.act](session, operator, body.subject, body.reason)
    kind, _, name = done.subject.partition(":")
    if kind == "profile":
        context.names.forget(bytes.fromhex(name[2:]))
    if kind == "picture":
        forget_faces(context, name)
    return personal(done, 201)
