// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorFund} from "../../../../contracts/interfaces/ICreatorFund.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {Tree} from "../support/Tree.sol";
import {Funded} from "./Funded.sol";

contract FundClaimsTest is Funded {
    function test_ClaimCreditsTheAccountWhole() public {
        deposit(200e18);
        postAndWait();
        vm.expectEmit(address(creatorFund));
        emit ICreatorFund.FundClaimed(creator, 1, 100e18, 100e18, 100e18);
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Credited(creator, creator, Source.Fund, 100e18, 100e18);
        assertEq(claimFor(0), 100e18, "amount");
        assertEq(ledger.balanceOf(creator), 100e18, "credited");
        assertEq(creatorFund.claimed(), 100e18, "claimed");
        assertEq(creatorFund.claimedOf(creator), 100e18, "claimed by the account");
        assertEq(tt.balanceOf(address(creatorFund)), 100e18, "left");
        assertEq(claimFor(1), 50e18, "the next");
        assertEq(creatorFund.claimed(), 150e18, "of all");
    }

    function test_OnlyTheDifferenceIsPaid() public {
        deposit(1000e18);
        postAndWait();
        claimFor(0);
        _earned[0] = 130e18;
        _earned[1] = 90e18;
        postAndWait();
        vm.expectEmit(address(creatorFund));
        emit ICreatorFund.FundClaimed(creator, 2, 30e18, 130e18, 130e18);
        assertEq(claimFor(0), 30e18, "what came on top");
        assertEq(claimFor(1), 90e18, "both periods");
        assertEq(creatorFund.claimed(), 220e18, "claimed");
    }

    function test_NothingIsPaidTwice() public {
        deposit(200e18);
        postAndWait();
        claimFor(0);
        expectNothing(0);
        claimFor(0);
        // A later root may also say less than what was paid.
        _earned[0] = 99e18;
        vm.prank(operator);
        creatorFund.postRoot(Tree.rootOf(leaves()), 175e18, DATA);
        vm.warp(vm.getBlockTimestamp() + DELAY);
        expectNothing(0);
        claimFor(0);
    }

    function test_APendingRootPaysNothing() public {
        deposit(200e18);
        post();
        vm.warp(START + DELAY - 1);
        expectInvalidProof(0, 0);
        claimFor(0);
        vm.warp(START + DELAY);
        assertEq(claimFor(0), 100e18, "a second later");
        _earned[0] = 120e18;
        post();
        expectInvalidProof(1, 0);
        claimFor(0);
    }

    function test_WhileARootWaitsTheOneBeforePays() public {
        deposit(400e18);
        postAndWait();
        bytes32[] memory proof = Tree.proofOf(leaves(), 1);
        _earned[1] = 60e18;
        post();
        creatorFund.claim(fan, 50e18, proof);
        assertEq(ledger.balanceOf(fan), 50e18, "by the old root");
        vm.warp(vm.getBlockTimestamp() + DELAY);
        assertEq(claimFor(1), 10e18, "and the rest by the new one");
    }

    function test_AProofIsOfAccountAmountContractAndChain() public {
        deposit(200e18);
        postAndWait();
        bytes32[] memory proof = Tree.proofOf(leaves(), 0);
        expectInvalidProof(1, 0, 100e18 + 1);
        creatorFund.claim(creator, 100e18 + 1, proof);
        expectInvalidProof(1, 1, 100e18);
        creatorFund.claim(fan, 100e18, proof);
        expectInvalidProof(1, 0, 100e18);
        creatorFund.claim(creator, 100e18, new bytes32[](0));
        vm.chainId(block.chainid + 1);
        expectInvalidProof(1, 0, 100e18);
        creatorFund.claim(creator, 100e18, proof);
    }

    function test_ALeafOfAnotherFundIsNone() public {
        deposit(200e18);
        bytes32 leaf = leafOf(block.chainid, address(ledger), creator, 100e18);
        vm.prank(operator);
        creatorFund.postRoot(leaf, 100e18, DATA);
        vm.warp(START + DELAY);
        expectInvalidProof(1, 0);
        creatorFund.claim(creator, 100e18, new bytes32[](0));
    }

    function test_AnInnerNodeIsNoLeaf() public {
        // Whoever can choose account and amount so that their hash is an inner node would claim it; hashed once it could.
        deposit(200e18);
        bytes32 once = keccak256(abi.encode(block.chainid, creatorFund, creator, 100e18));
        vm.prank(operator);
        creatorFund.postRoot(once, 100e18, DATA);
        vm.warp(START + DELAY);
        expectInvalidProof(1, 0);
        creatorFund.claim(creator, 100e18, new bytes32[](0));
    }

    function test_LeavesBeyondTheTotalAreNotPaid() public {
        deposit(1000e18);
        post(160e18);
        vm.warp(START + DELAY);
        claimFor(0);
        claimFor(1);
        vm.expectRevert(abi.encodeWithSelector(ICreatorFund.TotalExceeded.selector, 160e18, 175e18));
        claimFor(2);
        assertEq(creatorFund.claimed(), 150e18, "never more than the total");
    }

    function test_APauseOfEverythingElseStopsNoClaim() public {
        deposit(200e18);
        postAndWait();
        vm.prank(guardian);
        market.pause();
        claimFor(0);
        vm.prank(creator);
        ledger.claimAll(new address[](0), none(), creator);
        assertEq(tt.balanceOf(creator), 10_000_100e18, "paid out");
    }

    /// @dev Over several periods, in any order, whatever was claimed before: I13, and to each exactly its own.
    function testFuzz_I13_EveryoneGetsItsOwnAndNoMore(
        uint8 count,
        uint96[12] memory amounts,
        uint256 seed
    ) public {
        delete _accounts;
        delete _earned;
        count = uint8(bound(count, 1, 12));
        for (uint256 i; i < count; ++i) {
            _accounts.push(vm.addr(1000 + i));
            _earned.push(0);
        }
        for (uint256 period; period < 3; ++period) {
            for (uint256 i; i < count; ++i) {
                _earned[i] += bound(uint256(amounts[i]) >> (16 * period), 1, 10_000e18);
            }
            deposit(sum() - creatorFund.deposits());
            postAndWait();
            for (uint256 i; i < count; ++i) {
                if (seed >> (16 * period + i) & 1 == 0) claimFor(i);
            }
            assertLe(creatorFund.claimed(), creatorFund.deposits(), "I13");
            assertHeld();
        }
        postAndWait();
        for (uint256 i; i < count; ++i) {
            if (creatorFund.claimedOf(_accounts[i]) < _earned[i]) claimFor(i);
            assertEq(ledger.balanceOf(_accounts[i]), _earned[i], "its own");
        }
        assertEq(creatorFund.claimed(), creatorFund.deposits(), "all of it");
        assertHeld();
    }

    function assertHeld() private view {
        uint256 left = creatorFund.deposits() - creatorFund.claimed();
        assertEq(tt.balanceOf(address(creatorFund)), left, "I3");
    }

    function expectNothing(
        uint256 index
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorFund.NothingToClaim.selector, _accounts[index], _earned[index]
            )
        );
    }

    function expectInvalidProof(
        uint256 period,
        uint256 index
    ) private {
        expectInvalidProof(period, index, _earned[index]);
    }

    function expectInvalidProof(
        uint256 period,
        uint256 index,
        uint256 cumulative
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorFund.InvalidProof.selector, period, _accounts[index], cumulative
            )
        );
    }
}
