// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../interfaces/ILaunches.sol";
import {LaunchTerms} from "../types/LaunchTerms.sol";
import {Bounds} from "./Bounds.sol";
import {CurveMath} from "./CurveMath.sol";

/// @title Rules of a launch
/// @notice What terms are allowed, and how an allocation vests.
library LaunchRules {
    uint256 internal constant MIN_RAISE = 1000e18;

    uint256 private constant MAX_WINDOW = 14 days;
    uint256 private constant MAX_FEE_BPS = 300;
    uint256 private constant MAX_ALLOCATION_VESTING = 365 days;
    uint256 private constant MAX_CREATOR_VESTING = 4 * 365 days;

    /// @notice Reverts with the first term that is out of its range.
    function validate(
        LaunchTerms calldata t,
        uint256 minWindow
    ) internal pure {
        _validateHandle(t.handle);
        Bounds.checkText("name", bytes(t.name).length, 1, 48);
        Bounds.checkText("symbol", bytes(t.symbol).length, 1, 12);
        Bounds.checkText("contractURI", bytes(t.contractURI).length, 0, 256);
        Bounds.checkTerm("window", t.window, minWindow, MAX_WINDOW);
        Bounds.checkTerm("minimumRaise", t.minimumRaise, MIN_RAISE, type(uint96).max);
        if (t.maximumRaise != 0) {
            Bounds.checkTerm("maximumRaise", t.maximumRaise, t.minimumRaise, type(uint96).max);
        }
        Bounds.checkTerm("maxPerAccount", t.maxPerAccount, 0, type(uint88).max);
        Bounds.checkTerm("creatorFeeBps", t.creatorFeeBps, 0, MAX_FEE_BPS);
        Bounds.checkTerm("fanFeeBps", t.fanFeeBps, 0, MAX_FEE_BPS);
        Bounds.checkTerm("allocationVesting", t.allocationVesting, 0, MAX_ALLOCATION_VESTING);
        Bounds.checkTerm(
            "creatorVesting", t.creatorVesting, t.allocationVesting, MAX_CREATOR_VESTING
        );
    }

    /// @notice Token wei a contribution bought, rounded down.
    function allocationOf(
        uint256 contributed,
        uint256 raised
    ) internal pure returns (uint256) {
        return CurveMath.LAUNCH_SUPPLY * contributed / raised;
    }

    /// @notice TT wei at the initial price for token wei of an allocation, rounded down.
    function contributionOf(
        uint256 amount,
        uint256 raised
    ) internal pure returns (uint256) {
        return raised * amount / CurveMath.LAUNCH_SUPPLY;
    }

    /// @notice Part of an allocation that has vested, rounded down. What was returned comes off the end.
    function vestedOf(
        uint256 total,
        uint256 returned,
        uint256 elapsed,
        uint256 duration
    ) internal pure returns (uint256) {
        uint256 kept = total - returned;
        if (elapsed >= duration) return kept;
        uint256 vested = total * elapsed / duration;
        return vested < kept ? vested : kept;
    }

    function _validateHandle(
        string calldata handle
    ) private pure {
        bytes calldata b = bytes(handle);
        bool valid = b.length >= 3 && b.length <= 20;
        for (uint256 i; valid && i < b.length; ++i) {
            bytes1 c = b[i];
            valid = (c >= "a" && c <= "z") || (c >= "0" && c <= "9") || c == "_";
        }
        require(valid, ILaunches.InvalidHandle(handle));
    }
}
