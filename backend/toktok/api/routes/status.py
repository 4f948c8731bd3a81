"""How the service is: for people, for load balancers, for Prometheus."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

import orjson
from fastapi import Response

from toktok.api.context import Context, Served
from toktok.api.problems import written
from toktok.api.schemas.problems import NOT_READY
from toktok.api.schemas.status import Health, Readiness, Status
from toktok.api.standing import Standing
from toktok.chain.addresses import checksum
from toktok.chain.code import Deployed
from toktok.chain.deployments import Deployment
from toktok.errors import Cases, UnavailableError
from toktok.indexer.trouble import CASES, Trouble
from toktok.market.status import Mirror, read_mirror
from toktok.routing import Router

router = Router(prefix="/v1", tags=["status"])
probes = Router(tags=["status"])


class NotReady(UnavailableError):
    """What is served is not the chain as it is now."""

    title = "Not ready"
    remedy = "Wait until the indexer has caught up; reading goes on with what is indexed."
    cases: ClassVar[Cases] = {str(case): values for case, values in CASES.items()}

    def __init__(self, standing: Standing, trouble: Trouble) -> None:
        super().__init__(trouble.detail, remedy=None, case=trouble.case, **trouble.values)
        self._standing = standing

    @property
    def members(self) -> dict[str, int | None]:
        """How far behind it is."""
        return _lag(self._standing)


@router.get("/status", response_model=Status)
def status(context: Served) -> Response:
    """Which chain this is, where its contracts are, and how far the index is behind it."""
    with context.store.read() as session:
        mirror = read_mirror(session)
    return _uncached(_status(context, mirror))


@probes.get("/health", response_model=Health)
async def health() -> Response:
    """Whether the process answers."""
    return _uncached({"status": "ok"})


@probes.get("/ready", response_model=Readiness, responses=NOT_READY)
def ready(context: Served) -> Response:
    """Whether answers show the chain as it is now; 503 with the reason if they do not."""
    with context.store.read() as session:
        read_mirror(session)
    standing = context.standing
    if (trouble := standing.trouble) is not None:
        raise NotReady(standing, trouble)
    return _uncached({"status": "ready", **_lag(standing)})


@probes.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(context: Served) -> Response:
    """Figures for Prometheus."""
    return Response(context.metrics.exposition(), media_type="text/plain; version=0.0.4")


def _lag(standing: Standing) -> dict[str, int | None]:
    return {
        "block": standing.block_number,
        "head": standing.head_number,
        "lag_blocks": standing.lag_blocks,
        "lag_seconds": standing.lag_seconds,
    }


def _status(context: Context, mirror: Mirror | None) -> dict[str, Any]:
    standing, trouble = context.standing, context.standing.trouble
    chain_id = None if mirror is None else mirror.chain_id
    deployment = None if chain_id is None else context.deployment(chain_id)
    return {
        "chain_id": chain_id,
        "genesis_hash": None if deployment is None else "0x" + deployment.genesis_hash.hex(),
        "network": None if deployment is None else deployment.network,
        "head": {"number": standing.head_number, "timestamp": standing.head_timestamp},
        "cursor": None if mirror is None else _cursor(mirror),
        "lag_blocks": standing.lag_blocks,
        "lag_seconds": standing.lag_seconds,
        "ready": trouble is None,
        "reason": None if trouble is None else trouble.detail,
        "case": None if trouble is None else trouble.case,
        "values": {} if trouble is None else written(trouble.values),
        "audit": None if standing.audited is None else asdict(standing.audited),
        "paused": {} if mirror is None else {each.contract: each.until for each in mirror.pauses},
        "launch_bond": "0" if mirror is None else str(mirror.launch_bond),
        "contracts": None if deployment is None else _contracts(deployment),
        "code": []
        if deployment is None
        else [_code(each) for each in context.code.contracts(deployment)],
        "public_rpc_url": context.settings.wallet_rpc_url(chain_id),
    }


def _cursor(mirror: Mirror) -> dict[str, Any]:
    head = mirror.head
    return {"number": head.number, "hash": "0x" + head.hash.hex(), "timestamp": head.timestamp}


def _contracts(deployment: Deployment) -> dict[str, str]:
    return {
        "tt": checksum(deployment.tt),
        "market": checksum(deployment.market),
        "ledger": checksum(deployment.ledger),
        "access_manager": checksum(deployment.access_manager),
        "token_implementation": checksum(deployment.token_implementation),
        "sounds": checksum(deployment.sounds),
        "moments": checksum(deployment.moments),
        "auction": checksum(deployment.auction),
        "exchange": checksum(deployment.exchange),
        "subscriptions": checksum(deployment.subscriptions),
        "fund": checksum(deployment.fund),
    }


def _code(each: Deployed) -> dict[str, Any]:
    return {
        "contract": each.name,
        "address": checksum(each.address),
        "code_hash": None if each.code_hash is None else f"0x{each.code_hash.hex()}",
        "as_deployed": each.as_deployed,
        "source": each.source.path,
        "source_files": each.source.files,
        "source_sha256": each.source.sha256,
        "abi_sha256": each.source.abi,
    }


def _uncached(document: dict[str, Any]) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(orjson.dumps(document), media_type="application/json", headers=headers)
