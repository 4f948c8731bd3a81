// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../interfaces/ILaunches.sol";
import {LaunchTerms} from "../types/LaunchTerms.sol";
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
        _validateText("name", bytes(t.name).length, 1, 48);
        _validateText("symbol", bytes(t.symbol).length, 1, 12);
        _validateText("contractURI", bytes(t.contractURI).length, 0, 256);
        _validateTerm("window", t.window, minWindow, MAX_WINDOW);
        _validateTerm("minimumRaise", t.minimumRaise, MIN_RAISE, type(uint96).max);
        if (t.maximumRaise != 0) {
            _validateTerm("maximumRaise", t.maximumRaise, t.minimumRaise, type(uint96).max);
        }
        _validateTerm("maxPerAccount", t.maxPerAccount, 0, type(uint88).max);
        _validateTerm("creatorFeeBps", t.creatorFeeBps, 0, MAX_FEE_BPS);
        _validateTerm("fanFeeBps", t.fanFeeBps, 0, MAX_FEE_BPS);
        _validateTerm("allocationVesting", t.allocationVesting, 0, MAX_ALLOCATION_VESTING);
        _validateTerm("creatorVesting", t.creatorVesting, t.allocationVesting, MAX_CREATOR_VESTING);
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

    function _validateText(
        string memory field,
        uint256 length,
        uint256 minimum,
        uint256 maximum
    ) private pure {
        require(
            length >= minimum && length <= maximum,
            ILaunches.InvalidText(field, length, minimum, maximum)
        );
    }

    function _validateTerm(
        string memory field,
        uint256 value,
        uint256 minimum,
        uint256 maximum
    ) private pure {
        require(
            value >= minimum && value <= maximum,
            ILaunches.TermOutOfRange(field, value, minimum, maximum)
        );
    }
}
