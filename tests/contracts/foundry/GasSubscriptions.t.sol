// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Moments} from "./support/Moments.sol";
import {Tree} from "./support/Tree.sol";

/// @notice Whole-transaction gas of subscriptions and of the fund, as a wallet would pay it: see `GasTest`. "first": the
/// payer or account is new here; "again": its slots are non-zero.
/// forge-config: default.isolate = true
contract GasSubscriptionsTest is Moments {
    uint256 private constant FEE = 5e18;

    /// @dev Of a tree of a thousand accounts.
    uint256 private constant ACCOUNTS = 1000;

    function setUp() public override {
        super.setUp();
        // Somebody's income was there before: ledger and protocol hold TT.
        vm.prank(stranger);
        ledger.tip(stranger, 100e18);
    }

    function test_GasOfASubscription() public {
        tradingToken(5000e18);
        vm.prank(creator);
        subscriptions.setPlan(FEE, 30 days, 0);
        snapshot("set_plan");
        subscribe();
        snapshot("subscribe_first");
        hour();
        subscribe();
        snapshot("subscribe_again");
    }

    function test_GasOfTheFund() public {
        vm.prank(stranger);
        creatorFund.deposit(1_000_000e18);
        vm.prank(stranger);
        creatorFund.deposit(1_000_000e18);
        snapshot("fund_deposit");
        bytes32[] memory leaves = leavesOf(100e18);
        post(leaves);
        // Somebody else was paid before.
        claim(leaves, 1, 100e18);
        claim(leaves, 0, 100e18);
        snapshot("fund_claim_first");
        leaves = leavesOf(150e18);
        post(leaves);
        claim(leaves, 0, 150e18);
        snapshot("fund_claim_again");
    }

    function subscribe() private {
        vm.prank(fan);
        subscriptions.subscribe(creator, 1, 1, fan, FEE);
    }

    function post(
        bytes32[] memory leaves
    ) private {
        bytes32 root = Tree.rootOf(leaves);
        vm.prank(operator);
        creatorFund.postRoot(
            root, 1_000_000e18, "ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"
        );
        snapshot("fund_post_root");
        vm.warp(vm.getBlockTimestamp() + 2 days);
    }

    function claim(
        bytes32[] memory leaves,
        uint256 index,
        uint256 cumulative
    ) private {
        bytes32[] memory proof = Tree.proofOf(leaves, index);
        vm.prank(collector);
        creatorFund.claim(vm.addr(index + 1), cumulative, proof);
    }

    function leavesOf(
        uint256 cumulative
    ) private view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](ACCOUNTS);
        for (uint256 i; i < ACCOUNTS; ++i) {
            bytes memory leaf =
                abi.encode(block.chainid, creatorFund, vm.addr(i % 2 + 1), cumulative + i / 2);
            leaves[i] = keccak256(bytes.concat(keccak256(leaf)));
        }
    }

    function snapshot(
        string memory operation
    ) private {
        vm.snapshotGasLastCall("subscriptions", operation);
    }

    function hour() private {
        vm.warp(vm.getBlockTimestamp() + 1 hours);
    }
}
