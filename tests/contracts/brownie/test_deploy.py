"""Deploying once, again, interrupted, and beside code that is not ours."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from brownie import accounts
from ganache import ROOT

from scripts.deploy import deploy, dry_run, terms_from_environment
from scripts.deploying import deployment
from scripts.deploying.artifacts import same_code
from scripts.deploying.contracts import DeployError
from scripts.deploying.networks import NETWORKS, NetworkError
from scripts.deploying.networks import deployer as find_deployer
from scripts.deploying.protocol import CREATIONS, NAMES
from scripts.deploying.record import read_record, record_path
from scripts.deploying.sending import Sender
from scripts.deploying.wiring import missing_powers, verify_powers

GANACHE = NETWORKS["ganache"]
# Each contract is sent and noted; then the roles, and the end.
TRANSACTIONS = len(CREATIONS) + 1
WRITES = 2 * len(CREATIONS) + 2


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture
def deployer(isolation, tmp_path, monkeypatch):
    """An account that has deployed nothing yet, and an empty folder for the record."""
    monkeypatch.setenv("TOKTOK_DEPLOYMENTS_DIR", str(tmp_path))
    return accounts[20]


@pytest.fixture(params=["the node signs", "we sign"])
def either_deployer(request, deployer, monkeypatch):
    """An account of the node, or one whose key is ours."""
    if request.param == "the node signs":
        return deployer
    monkeypatch.setenv("TOKTOK_DEPLOYER_KEY", f"0x{'11' * 32}")
    ours = find_deployer(GANACHE)
    deployer.transfer(ours, 10**18)
    return ours


@pytest.fixture
def path(deployer):
    return record_path(GANACHE.chain_id, local=True)


def nonce(ganache, account):
    return ganache.web3.eth.get_transaction_count(account.address)


def test_the_record_names_every_contract_and_since_when(deployer, path, artifacts, ganache):
    contracts = deploy(GANACHE, deployer, artifacts)
    record = json.loads(path.read_text())
    assert set(record) == {"chain_id", "network", "genesis_hash", "first_block", "contracts"}
    assert record["chain_id"] == 1337
    assert record["genesis_hash"] == ganache.web3.eth.get_block(0)["hash"].to_0x_hex()
    assert record["contracts"]["CreatorMarket"]["address"] == contracts.market.address
    blocks = [each["block"] for each in record["contracts"].values()]
    assert record["first_block"] == min(blocks)
    for each in record["contracts"].values():
        assert ganache.web3.eth.get_transaction_receipt(each["tx"])["blockNumber"] == each["block"]


def test_deploying_again_changes_nothing_and_says_so(deployer, path, artifacts, ganache, capsys):
    deploy(GANACHE, deployer, artifacts)
    before, block = path.read_bytes(), ganache.web3.eth.block_number
    capsys.readouterr()
    deploy(GANACHE, deployer, artifacts)
    assert "nothing changed" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert ganache.web3.eth.block_number == block


@pytest.mark.parametrize("writes", [1, 2])
def test_killed_before_every_write_it_resumes_without_repeating(
    writes, either_deployer, artifacts, ganache, monkeypatch
):
    write = deployment.write_record

    def live() -> None:
        """Deploy, until the record was written so often."""
        left = writes

        def write_or_die(path, record):
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            write(path, record)

        monkeypatch.setattr(deployment, "write_record", write_or_die)
        deploy(GANACHE, either_deployer, artifacts)

    first = nonce(ganache, either_deployer)
    assert lives(live) == WRITES // writes + (WRITES % writes > 0)
    monkeypatch.setattr(deployment, "write_record", write)
    contracts = deploy(GANACHE, either_deployer, artifacts)
    assert nonce(ganache, either_deployer) - first == TRANSACTIONS
    assert contracts.access_manager.hasRole(1, either_deployer)[0]


def test_killed_while_each_transaction_is_under_way_it_finds_it(
    either_deployer, artifacts, ganache, monkeypatch
):
    first = nonce(ganache, either_deployer)
    with monkeypatch.context() as dying:
        dying.setattr(Sender, "_wait", lambda *_: (_ for _ in ()).throw(Killed))
        died = lives(lambda: deploy(GANACHE, either_deployer, artifacts)) - 1
    assert died == TRANSACTIONS
    assert nonce(ganache, either_deployer) - first == TRANSACTIONS


def lives(live):
    """How often `live` had to begin before it was not killed."""
    for count in range(1, 3 * WRITES):
        with suppress(Killed):
            live()
            return count
    raise AssertionError("it never ends")


def test_the_command_goes_on_after_kill_9(deployer, path, artifacts, ganache):
    command = [sys.executable, "-m", "scripts.deploy"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Deployed; the record is" in done.stdout
    assert read_record(path).unfinished is None


def test_another_account_may_not_finish_what_one_began(deployer, path, artifacts, monkeypatch):
    with monkeypatch.context() as dying:
        dying.setattr(Sender, "_wait", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            deploy(GANACHE, deployer, artifacts)
    with pytest.raises(DeployError, match=f"{deployer.address} began this deployment"):
        deploy(GANACHE, accounts[21], artifacts)


def test_code_that_is_not_what_was_deployed_is_refused(deployer, path, artifacts, ganache):
    contracts = deploy(GANACHE, deployer, artifacts)
    code = bytearray(ganache.web3.eth.get_code(contracts.tt.address))
    code[100] ^= 1
    ganache.rpc("evm_setAccountCode", contracts.tt.address, f"0x{code.hex()}")
    with pytest.raises(DeployError, match=r"ToktokToken at .* is not what was deployed"):
        deploy(GANACHE, deployer, artifacts)


def test_code_made_from_other_sources_is_refused(deployer, path, artifacts, ganache):
    contracts = deploy(GANACHE, deployer, artifacts)
    record = json.loads(path.read_text())
    names = record["contracts"]
    names["ToktokToken"], names["PayoutLedger"] = names["PayoutLedger"], names["ToktokToken"]
    path.write_text(json.dumps(record))
    with pytest.raises(DeployError, match="made from other sources"):
        deploy(GANACHE, deployer, artifacts)
    assert contracts.market.ledger() == names["ToktokToken"]["address"]


def test_a_contract_that_is_not_there_is_refused(deployer, path, artifacts):
    deploy(GANACHE, deployer, artifacts)
    record = json.loads(path.read_text())
    record["contracts"]["ToktokToken"]["address"] = accounts[30].address
    path.write_text(json.dumps(record))
    with pytest.raises(DeployError, match="nothing is there"):
        deploy(GANACHE, deployer, artifacts)


def test_the_same_contract_of_another_market_is_refused(deployer, path, artifacts):
    deploy(GANACHE, deployer, artifacts)
    other = path.read_text()
    path.unlink()
    deploy(GANACHE, deployer, artifacts)
    record = json.loads(path.read_text())
    record["contracts"]["ToktokToken"] = json.loads(other)["contracts"]["ToktokToken"]
    path.write_text(json.dumps(record))
    with pytest.raises(DeployError, match=r"CreatorMarket\.tt is"):
        deploy(GANACHE, deployer, artifacts)


@pytest.mark.parametrize("name", ["SoundLibrary", "TopMoments", "CreatorFund"])
def test_a_contract_that_belongs_to_others_is_refused(name, deployer, path, artifacts):
    deploy(GANACHE, deployer, artifacts)
    other = json.loads(path.read_text())
    path.unlink()
    deploy(GANACHE, deployer, artifacts)
    record = json.loads(path.read_text())
    record["contracts"][name] = other["contracts"][name]
    path.write_text(json.dumps(record))
    with pytest.raises(DeployError, match=r"\.(ledger|sounds|moments|authority) is 0x"):
        deploy(GANACHE, deployer, artifacts)


def test_immutables_do_not_make_it_other_code(artifacts, shared_world, ganache):
    deployed = bytes(ganache.web3.eth.get_code(shared_world.market.address))
    compiled = artifacts.runtime("CreatorMarket")
    assert deployed != compiled
    assert same_code(compiled, deployed)
    for at in (0, len(deployed) // 2, len(deployed) - 200):
        changed = bytearray(deployed)
        changed[at] ^= 1
        assert not same_code(compiled, bytes(changed))
    assert not same_code(compiled, deployed + b"\x00")


def test_a_reset_chain_is_noticed_and_begun_anew(deployer, path, artifacts, capsys):
    deploy(GANACHE, deployer, artifacts)
    record = json.loads(path.read_text())
    record["genesis_hash"] = f"0x{'ab' * 32}"
    path.write_text(json.dumps(record))
    deploy(GANACHE, deployer, artifacts)
    assert "The chain was reset" in capsys.readouterr().out
    assert json.loads(path.read_text())["genesis_hash"] != record["genesis_hash"]


def test_a_dry_run_prints_every_transaction_and_sends_none(
    deployer, path, artifacts, ganache, capsys
):
    before = nonce(ganache, deployer)
    dry_run(GANACHE, deployer, artifacts)
    said = capsys.readouterr().out
    for step in (*(f"create {each.name}" for each in CREATIONS), "hand out roles"):
        assert step in said
    assert nonce(ganache, deployer) == before
    assert not path.exists()
    deploy(GANACHE, deployer, artifacts)
    contracts = read_record(path).contracts
    assert set(contracts) == set(NAMES)
    assert all(contracts[each.name].address in said for each in CREATIONS)


def test_the_deployer_gives_its_power_away(deployer, artifacts, monkeypatch):
    admin, guardian, payout, operator = accounts[22:26]
    monkeypatch.setenv("TOKTOK_ADMIN", admin.address)
    monkeypatch.setenv("TOKTOK_GUARDIAN", guardian.address)
    monkeypatch.setenv("TOKTOK_PROTOCOL_PAYOUT", payout.address)
    monkeypatch.setenv("TOKTOK_OPERATOR", operator.address)
    contracts = deploy(GANACHE, deployer, artifacts)
    manager = contracts.access_manager
    assert not manager.hasRole(0, deployer)[0]
    assert manager.hasRole(0, admin)[0]
    assert manager.hasRole(1, guardian)[0]
    assert contracts.market.protocolPayout() == payout
    for each in ("market", "moments", "auction", "exchange", "subscriptions"):
        getattr(contracts, each).pause({"from": guardian})
    contracts.tt.deposit({"from": operator, "value": 10**18})
    contracts.tt.approve(contracts.fund, 10**18, {"from": operator})
    contracts.fund.deposit(10**18, {"from": operator})
    contracts.fund.postRoot(f"0x{'ab' * 32}", 10**18, "ipfs://data", {"from": operator})
    contracts.fund.veto({"from": guardian})


def test_roles_that_were_not_handed_out_are_noticed(deployer, path, artifacts):
    contracts = deploy(GANACHE, deployer, artifacts)
    record = read_record(path)
    assert not missing_powers(artifacts, record)
    veto = contracts.fund.signatures["veto"]
    contracts.access_manager.setTargetFunctionRole(contracts.fund, [veto], 2, {"from": deployer})
    missing = missing_powers(artifacts, record)
    assert [(each.target, each.role) for each in missing] == [(contracts.fund.address, 1)]
    with pytest.raises(DeployError, match="role 1 may not call"):
        verify_powers(artifacts, record, {})
    contracts.access_manager.setTargetFunctionRole(contracts.fund, [veto], 1, {"from": deployer})
    with pytest.raises(DeployError, match="role 2 was not given"):
        verify_powers(artifacts, record, {2: accounts[30].address})


@pytest.mark.parametrize("name", ["sepolia", "base-sepolia"])
def test_a_public_network_needs_its_roles_named(name, monkeypatch):
    stranger = accounts[30].address
    monkeypatch.delenv("TOKTOK_ADMIN", raising=False)
    with pytest.raises(DeployError, match=f"{name} needs an address in TOKTOK_ADMIN"):
        terms_from_environment(NETWORKS[name], default=stranger)
    monkeypatch.setenv("TOKTOK_ADMIN", stranger)
    with pytest.raises(DeployError, match="TOKTOK_GUARDIAN"):
        terms_from_environment(NETWORKS[name], default=stranger)
    monkeypatch.setenv("TOKTOK_GUARDIAN", "not an address")
    with pytest.raises(DeployError, match="TOKTOK_GUARDIAN is not an address"):
        terms_from_environment(NETWORKS[name], default=stranger)
    monkeypatch.setenv("TOKTOK_GUARDIAN", stranger)
    with pytest.raises(DeployError, match="TOKTOK_OPERATOR"):
        terms_from_environment(NETWORKS[name], default=stranger)
    monkeypatch.setenv("TOKTOK_OPERATOR", stranger)
    terms = terms_from_environment(NETWORKS[name], default=stranger)
    assert (terms.min_window, terms.admin_delay) == (3600, 2 * 86_400)


def test_a_public_network_needs_a_key_and_says_what_a_key_is(ganache, monkeypatch):
    monkeypatch.delenv("TOKTOK_DEPLOYER_KEY", raising=False)
    with pytest.raises(NetworkError, match="set TOKTOK_DEPLOYER_KEY"):
        find_deployer(NETWORKS["sepolia"])
    monkeypatch.setenv("TOKTOK_DEPLOYER_KEY", "correct horse")
    with pytest.raises(NetworkError, match="is not a private key") as caught:
        find_deployer(NETWORKS["sepolia"])
    assert "correct horse" not in str(caught.value)
