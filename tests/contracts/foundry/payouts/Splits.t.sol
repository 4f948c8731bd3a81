// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISplits} from "../../../../contracts/interfaces/ISplits.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {Deployment} from "../support/Deployment.sol";

contract SplitsTest is Deployment {
    function test_SplitsAreReadable() public {
        Split[] memory splits = new Split[](2);
        splits[0] = Split(fan, 2500);
        splits[1] = Split(stranger, 7500);
        vm.expectEmit(address(ledger));
        emit ISplits.SplitsRegistered(keccak256(abi.encode(splits)), splits);
        vm.expectEmit(address(ledger));
        emit ISplits.SplitsSet(creator, keccak256(abi.encode(splits)));
        set(splits);
        Split[] memory stored = ledger.splitsOf(creator);
        assertEq(stored.length, 2, "count");
        assertEq(stored[0].recipient, fan, "first recipient");
        assertEq(stored[0].bps, 2500, "first share");
        assertEq(stored[1].recipient, stranger, "second recipient");
        assertEq(stored[1].bps, 7500, "second share");
        assertEq(ledger.splitsOf(fan).length, 0, "nobody else's");
    }

    function test_TheLastTakesTheRemainder() public {
        Split[] memory splits = new Split[](3);
        splits[0] = Split(fan, 3333);
        splits[1] = Split(collector, 3333);
        splits[2] = Split(stranger, 3334);
        set(splits);
        // 95% of 106 rounded up to the creator's favour: 101.
        tip(106);
        assertEq(ledger.balanceOf(fan), 33, "rounded down");
        assertEq(ledger.balanceOf(collector), 33, "rounded down");
        assertEq(ledger.balanceOf(stranger), 35, "the rest");
        assertEq(ledger.balanceOf(creator), 0, "nothing");
    }

    function test_SplitsReplaceTheOldOnes() public {
        set(equal(8));
        set(equal(2));
        assertEq(ledger.splitsOf(creator).length, 2, "two");
        set(new Split[](0));
        assertEq(ledger.splitsOf(creator).length, 0, "none");
        tip(100e18);
        assertEq(ledger.balanceOf(creator), 95e18, "all to itself");
    }

    function test_TheSameRecipientMayBeThereTwice() public {
        Split[] memory splits = new Split[](2);
        splits[0] = Split(fan, 1);
        splits[1] = Split(fan, 9999);
        set(splits);
        tip(100e18);
        assertEq(ledger.balanceOf(fan), 95e18, "both");
    }

    function test_SplitsCountBeforeThePayoutAddress() public {
        vm.prank(creator);
        market.setPayoutAddress(collector);
        Split[] memory splits = new Split[](1);
        splits[0] = Split(fan, 10_000);
        set(splits);
        tip(100e18);
        assertEq(ledger.balanceOf(fan), 95e18, "splits");
        assertEq(ledger.balanceOf(collector), 0, "not the payout address");
    }

    function test_EightAreTheMost() public {
        set(equal(8));
        tip(100e18);
        Split[] memory splits = equal(8);
        for (uint256 i; i < 8; ++i) {
            assertEq(ledger.balanceOf(splits[i].recipient), 95e18 / uint256(8), "an eighth");
        }
        vm.expectRevert(abi.encodeWithSelector(ISplits.TooManySplits.selector, 9, 8));
        set(equal(9));
    }

    function test_SplitsRevertForNobodyAndForNothing() public {
        Split[] memory splits = equal(2);
        splits[1].recipient = address(0);
        vm.expectRevert(abi.encodeWithSelector(ISplits.InvalidSplit.selector, address(0), 5000));
        set(splits);
        splits[1] = Split(fan, 0);
        vm.expectRevert(abi.encodeWithSelector(ISplits.InvalidSplit.selector, fan, 0));
        set(splits);
    }

    function test_SplitsRevertUnlessWhole() public {
        Split[] memory splits = equal(2);
        splits[0].bps = 4999;
        vm.expectRevert(abi.encodeWithSelector(ISplits.SplitsNotWhole.selector, 9999));
        set(splits);
        splits[0].bps = 5001;
        vm.expectRevert(abi.encodeWithSelector(ISplits.SplitsNotWhole.selector, 10_001));
        set(splits);
        (splits[0].bps, splits[1].bps) = (65_535, 10_001);
        vm.expectRevert(abi.encodeWithSelector(ISplits.SplitsNotWhole.selector, 75_536));
        set(splits);
    }

    function testFuzz_PartsAddUpToTheCreatorSide(
        uint16[8] memory shares,
        uint256 count,
        uint256 amount
    ) public {
        count = bound(count, 1, 8);
        amount = bound(amount, 1, 1_000_000e18);
        Split[] memory splits = equal(count);
        uint16 left = 10_000;
        for (uint256 i; i + 1 < count; ++i) {
            splits[i].bps = uint16(bound(shares[i], 1, left - (count - i) + 1));
            left -= splits[i].bps;
        }
        splits[count - 1].bps = left;
        set(splits);
        tip(amount);
        uint256 side = amount - amount / 20;
        uint256 sum;
        for (uint256 i; i < count; ++i) {
            uint256 part = ledger.balanceOf(splits[i].recipient);
            if (i + 1 < count) assertEq(part, side * splits[i].bps / 10_000, "its share");
            sum += part;
        }
        assertEq(sum, side, "all of it");
    }

    function equal(
        uint256 count
    ) private pure returns (Split[] memory splits) {
        splits = new Split[](count);
        for (uint256 i; i < count; ++i) {
            splits[i] = Split(vm.addr(1000 + i), uint16(10_000 / count));
        }
        splits[0].bps += uint16(10_000 % count);
    }

    function set(
        Split[] memory splits
    ) private {
        vm.prank(creator);
        ledger.setSplits(splits);
    }

    function tip(
        uint256 amount
    ) private {
        vm.prank(fan);
        ledger.tip(creator, amount);
    }
}
