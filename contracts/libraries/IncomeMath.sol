// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayoutLedger} from "../interfaces/IPayoutLedger.sol";
import {Source} from "../types/Source.sol";
import {Split} from "../types/Split.sol";

/// @title Division of incomes
/// @notice What of an income goes to whom. Nothing is lost: the parts add up to the whole.
library IncomeMath {
    /// @notice The four parts of an income in TT wei.
    struct Parts {
        uint256 toSound;
        uint256 toCreatorSide;
        uint256 toFans;
        uint256 toProtocol;
    }

    uint256 internal constant BPS = 10_000;

    /// @notice Protocol fee on resales in 1/10,000 of the price.
    uint256 internal constant RESALE_FEE_BPS = 100;

    /// @notice Shares in 1/10,000, which add up to 10,000; of a resale, those of the royalty.
    function sharesOf(
        Source source
    ) internal pure returns (uint256 creatorBps, uint256 fansBps, uint256 protocolBps) {
        if (source == Source.Sale) return (8500, 1000, 500);
        if (source == Source.Resale || source == Source.Royalty) return (8000, 2000, 0);
        if (source == Source.Subscription) return (8000, 1500, 500);
        if (source == Source.Tip) return (9000, 500, 500);
        revert IPayoutLedger.InvalidSource(source);
    }

    /// @notice Divides `amount`. Fans', protocol's and sound's parts are rounded down, the creator side has the rest.
    /// @param amount TT wei, below 2^128; of resales, royalties and protocol fees together.
    /// @param royaltyBps Of the moment; looked at for resales only.
    /// @param soundBps Share of the creator side for the sound.
    /// @param hasFans Whether there is a trading token; if not, the creator side takes the fans' part, of which the
    /// sound gets nothing.
    function divide(
        Source source,
        uint256 amount,
        uint256 royaltyBps,
        uint256 soundBps,
        bool hasFans
    ) internal pure returns (Parts memory parts) {
        uint256 fee =
            source == Source.Resale ? amount * RESALE_FEE_BPS / (royaltyBps + RESALE_FEE_BPS) : 0;
        (, uint256 fansBps, uint256 protocolBps) = sharesOf(source);
        parts.toFans = (amount - fee) * fansBps / BPS;
        parts.toProtocol = fee + (amount - fee) * protocolBps / BPS;
        uint256 side = amount - parts.toFans - parts.toProtocol;
        parts.toSound = side * soundBps / BPS;
        parts.toCreatorSide = side - parts.toSound;
        if (!hasFans) {
            parts.toCreatorSide += parts.toFans;
            parts.toFans = 0;
        }
    }

    /// @notice Half of the protocol's part of a first sale, rounded down: what its referrer gets.
    function referralOf(
        uint256 amount
    ) internal pure returns (uint256) {
        (,, uint256 protocolBps) = sharesOf(Source.Sale);
        return amount * protocolBps / BPS / 2;
    }

    /// @notice Divides `amount` by a list: each part rounded down, the last takes the rest.
    /// @return amounts TT wei, one for each split.
    function divideBy(
        Split[] memory splits,
        uint256 amount
    ) internal pure returns (uint256[] memory amounts) {
        amounts = new uint256[](splits.length);
        uint256 left = amount;
        for (uint256 i; i + 1 < splits.length; ++i) {
            amounts[i] = amount * splits[i].bps / BPS;
            left -= amounts[i];
        }
        amounts[splits.length - 1] = left;
    }
}
