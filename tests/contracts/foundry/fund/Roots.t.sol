// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorFund} from "../../../../contracts/interfaces/ICreatorFund.sol";
import {Tree} from "../support/Tree.sol";
import {Funded} from "./Funded.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract RootsTest is Funded {
    bytes32 private constant ROOT = keccak256("root");

    function test_ItKnowsItsLedger() public view {
        assertEq(creatorFund.ledger(), address(ledger), "ledger");
    }

    function test_WithoutARootThereAreZeros() public view {
        assertRoot(creatorFund.currentRoot(), 0, 0, 0);
        assertRoot(creatorFund.pendingRoot(), 0, 0, 0);
    }

    function test_PostRootWaitsForTwoDays() public {
        deposit(175e18);
        bytes32 root = Tree.rootOf(leaves());
        vm.expectEmit(address(creatorFund));
        emit ICreatorFund.RootPosted(1, root, 175e18, START + DELAY, DATA);
        assertEq(post(), 1, "first period");
        vm.warp(START + DELAY - 1);
        assertRoot(creatorFund.pendingRoot(), 1, 175e18, START + DELAY);
        assertTrue(creatorFund.pendingRoot().root == root, "root");
        assertEq(creatorFund.pendingRoot().uri, DATA, "data");
        assertRoot(creatorFund.currentRoot(), 0, 0, 0);
        vm.warp(START + DELAY);
        assertRoot(creatorFund.pendingRoot(), 0, 0, 0);
        assertRoot(creatorFund.currentRoot(), 1, 175e18, START + DELAY);
        assertTrue(creatorFund.currentRoot().root == root, "root");
        assertEq(creatorFund.currentRoot().uri, DATA, "data");
    }

    function test_OnlyTheOperatorPosts() public {
        deposit(1);
        address[4] memory others = [stranger, admin, guardian, creator];
        for (uint256 i; i < others.length; ++i) {
            expectUnauthorized(others[i]);
            postBy(others[i], ROOT, 1, DATA);
        }
        postBy(operator, ROOT, 1, DATA);
    }

    function test_OneRootAtATime() public {
        deposit(1000e18);
        post();
        expectPending(1, START + DELAY);
        postBy(operator, ROOT, 175e18, DATA);
        vm.warp(START + DELAY - 1);
        expectPending(1, START + DELAY);
        postBy(operator, ROOT, 175e18, DATA);
        vm.warp(START + DELAY);
        assertEq(post(200e18), 2, "second period");
        assertRoot(creatorFund.currentRoot(), 1, 175e18, START + DELAY);
        assertRoot(creatorFund.pendingRoot(), 2, 200e18, START + 2 * DELAY);
    }

    function test_ATotalIsWithinTheDeposits() public {
        expectOutOfRange(1, 0, 0);
        postBy(operator, ROOT, 1, DATA);
        deposit(99);
        expectOutOfRange(100, 0, 99);
        postBy(operator, ROOT, 100, DATA);
        postBy(operator, ROOT, 99, DATA);
    }

    function test_TtThatWasOnlySentIsNoBudget() public {
        vm.prank(stranger);
        tt.transfer(address(creatorFund), 100);
        expectOutOfRange(1, 0, 0);
        postBy(operator, ROOT, 1, DATA);
    }

    function test_ATotalNeverFalls() public {
        deposit(100);
        postBy(operator, ROOT, 60, DATA);
        vm.warp(START + DELAY);
        expectOutOfRange(59, 60, 100);
        postBy(operator, ROOT, 59, DATA);
        postBy(operator, ROOT, 60, DATA);
    }

    function test_AVetoedTotalBindsNobody() public {
        deposit(100);
        postBy(operator, ROOT, 60, DATA);
        veto();
        postBy(operator, ROOT, 59, DATA);
    }

    function test_ARootNeedsProofsAndData() public {
        deposit(1);
        vm.expectRevert(abi.encodeWithSelector(ICreatorFund.InvalidRoot.selector, bytes32(0), DATA));
        postBy(operator, 0, 1, DATA);
        vm.expectRevert(abi.encodeWithSelector(ICreatorFund.InvalidRoot.selector, ROOT, ""));
        postBy(operator, ROOT, 1, "");
    }

    function test_VetoFreesThePeriod() public {
        deposit(1000e18);
        post();
        vm.warp(START + DELAY - 1);
        vm.expectEmit(address(creatorFund));
        emit ICreatorFund.RootVetoed(1, guardian);
        veto();
        assertRoot(creatorFund.pendingRoot(), 0, 0, 0);
        vm.warp(START + 2 * DELAY);
        assertRoot(creatorFund.currentRoot(), 0, 0, 0);
        assertEq(post(), 1, "the same number");
    }

    function test_VetoKeepsTheRootInForce() public {
        deposit(1000e18);
        postAndWait();
        post(300e18);
        veto();
        assertRoot(creatorFund.currentRoot(), 1, 175e18, START + DELAY);
        assertEq(claimFor(0), 100e18, "still paid");
        assertEq(post(400e18), 2, "the same number");
    }

    function test_OnlyTheGuardianVetoes() public {
        deposit(1000e18);
        post();
        address[4] memory others = [stranger, admin, operator, creator];
        for (uint256 i; i < others.length; ++i) {
            expectUnauthorized(others[i]);
            vm.prank(others[i]);
            creatorFund.veto();
        }
    }

    function test_NothingElseCanBeVetoed() public {
        vm.expectRevert(ICreatorFund.NothingToVeto.selector);
        veto();
        deposit(1000e18);
        postAndWait();
        vm.expectRevert(ICreatorFund.NothingToVeto.selector);
        veto();
        post();
        veto();
        vm.expectRevert(ICreatorFund.NothingToVeto.selector);
        veto();
    }

    function postBy(
        address by,
        bytes32 root,
        uint256 total,
        string memory uri
    ) private {
        vm.prank(by);
        creatorFund.postRoot(root, total, uri);
    }

    function veto() private {
        vm.prank(guardian);
        creatorFund.veto();
    }

    function assertRoot(
        ICreatorFund.Root memory root,
        uint256 period,
        uint256 total,
        uint256 effectiveAt
    ) private pure {
        assertEq(root.period, period, "period");
        assertEq(root.total, total, "total");
        assertEq(root.effectiveAt, effectiveAt, "effectiveAt");
        assertTrue((root.root == 0) == (period == 0), "root");
        assertTrue((bytes(root.uri).length == 0) == (period == 0), "uri");
    }

    function expectPending(
        uint256 period,
        uint256 effectiveAt
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorFund.RootPending.selector, period, effectiveAt)
        );
    }

    function expectOutOfRange(
        uint256 total,
        uint256 minimum,
        uint256 maximum
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorFund.TotalOutOfRange.selector, total, minimum, maximum)
        );
    }

    function expectUnauthorized(
        address account
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, account)
        );
    }
}
