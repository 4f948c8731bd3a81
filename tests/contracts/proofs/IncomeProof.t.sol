// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IncomeMath} from "../../../contracts/libraries/IncomeMath.sol";
import {Source} from "../../../contracts/types/Source.sol";
import {Split} from "../../../contracts/types/Split.sol";

/// @notice Incomes are divided without loss, and nobody gets more than the share that was announced.
contract IncomeProof {
    uint256 private constant BPS = 10_000;

    function check_PartsAddUpToTheIncome(
        uint8 source,
        uint128 amount,
        uint16 royaltyBps,
        uint16 soundBps,
        bool hasFans
    ) external pure {
        if (source > uint8(Source.Subscription)) return;
        if (royaltyBps > 1000 || soundBps > 2000) return;
        IncomeMath.Parts memory p =
            IncomeMath.divide(Source(source), amount, royaltyBps, soundBps, hasFans);
        assert(p.toSound + p.toCreatorSide + p.toFans + p.toProtocol == amount);
    }

    function check_FansAndProtocolGetTheirShareRoundedDown(
        uint128 amount
    ) external pure {
        IncomeMath.Parts memory p = IncomeMath.divide(Source.Sale, amount, 0, 0, true);
        assertFloor(p.toFans, amount, 1000);
        assertFloor(p.toProtocol, amount, 500);
        p = IncomeMath.divide(Source.Subscription, amount, 0, 0, true);
        assertFloor(p.toFans, amount, 1500);
        assertFloor(p.toProtocol, amount, 500);
        p = IncomeMath.divide(Source.Tip, amount, 0, 0, true);
        assertFloor(p.toFans, amount, 500);
        assertFloor(p.toProtocol, amount, 500);
        p = IncomeMath.divide(Source.Royalty, amount, 0, 0, true);
        assertFloor(p.toFans, amount, 2000);
        assert(p.toProtocol == 0);
    }

    function check_WithoutFansTheCreatorSideTakesTheirPart(
        uint128 amount
    ) external pure {
        IncomeMath.Parts memory with = IncomeMath.divide(Source.Sale, amount, 0, 2000, true);
        IncomeMath.Parts memory without = IncomeMath.divide(Source.Sale, amount, 0, 2000, false);
        assert(without.toFans == 0);
        assert(without.toCreatorSide == with.toCreatorSide + with.toFans);
        assert(without.toSound == with.toSound && without.toProtocol == with.toProtocol);
    }

    function check_TheSoundGetsItsShareRoundedDown(
        uint128 amount,
        uint16 soundBps
    ) external pure {
        if (soundBps > 2000) return;
        IncomeMath.Parts memory p = IncomeMath.divide(Source.Sale, amount, 0, soundBps, true);
        assertFloor(p.toSound, amount - p.toFans - p.toProtocol, soundBps);
    }

    // Royalty and fee come in together: the fee is a hundredth of the price, the royalty a tenth at most.
    function check_ResalesPayTheirFeeFirst(
        uint128 amount
    ) external pure {
        assertResale(amount, 250);
    }

    function check_ResalesPayTheirFeeFirstAtTheHighestRoyalty(
        uint128 amount
    ) external pure {
        assertResale(amount, 1000);
    }

    // What referrers got sale by sale comes off the protocol's part of all sales together.
    function check_ReferralsNeverExceedTheProtocolsPart(
        uint128 first,
        uint128 second
    ) external pure {
        uint256 together = uint256(first) + second;
        if (together > type(uint128).max) return;
        uint256 referred = IncomeMath.referralOf(first) + IncomeMath.referralOf(second);
        IncomeMath.Parts memory p = IncomeMath.divide(Source.Sale, together, 0, 0, false);
        assert(referred * 2 <= p.toProtocol);
    }

    function check_AListDividesWithoutLoss(
        uint128 amount,
        uint16 first,
        uint16 second
    ) external pure {
        if (uint256(first) + second >= BPS) return;
        Split[] memory list = new Split[](3);
        list[0].bps = first;
        list[1].bps = second;
        list[2].bps = uint16(BPS - first - second);
        uint256[] memory parts = IncomeMath.divideBy(list, amount);
        assertFloor(parts[0], amount, first);
        assertFloor(parts[1], amount, second);
        assert(parts[0] + parts[1] + parts[2] == amount);
    }

    function check_TheLongestListLosesNothing(
        uint128 amount
    ) external pure {
        Split[] memory list = new Split[](8);
        for (uint256 i; i < 8; ++i) {
            list[i].bps = i == 7 ? 4 : 1428;
        }
        uint256[] memory parts = IncomeMath.divideBy(list, amount);
        uint256 left = amount;
        for (uint256 i; i < 7; ++i) {
            assertFloor(parts[i], amount, list[i].bps);
            left -= parts[i];
        }
        assert(parts[7] == left);
    }

    // Less than a wei from each of the others.
    function check_TheLastGetsItsShareAndTheRest(
        uint128 amount
    ) external pure {
        Split[] memory list = new Split[](3);
        list[0].bps = 3333;
        list[1].bps = 3333;
        list[2].bps = 3334;
        uint256 last = IncomeMath.divideBy(list, amount)[2];
        assert(last * BPS >= uint256(amount) * 3334);
        assert(last * BPS < uint256(amount) * 3334 + 2 * BPS);
    }

    function assertResale(
        uint128 amount,
        uint256 royaltyBps
    ) private pure {
        IncomeMath.Parts memory p = IncomeMath.divide(Source.Resale, amount, royaltyBps, 0, true);
        assert(p.toProtocol * (royaltyBps + 100) <= uint256(amount) * 100);
        assert((p.toProtocol + 1) * (royaltyBps + 100) > uint256(amount) * 100);
        assert(p.toFans * 5 <= amount - p.toProtocol);
        assert(p.toFans * 5 + 5 > amount - p.toProtocol);
    }

    function assertFloor(
        uint256 part,
        uint256 amount,
        uint256 bps
    ) private pure {
        assert(part * BPS <= amount * bps);
        assert((part + 1) * BPS > amount * bps);
    }
}
