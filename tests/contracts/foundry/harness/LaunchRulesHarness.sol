// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LaunchRules} from "../../../../contracts/libraries/LaunchRules.sol";

/// @notice The vesting of LaunchRules to call from outside; its checks of terms are tested through `launch`.
contract LaunchRulesHarness {
    function allocationOf(
        uint256 contributed,
        uint256 raised
    ) external pure returns (uint256) {
        return LaunchRules.allocationOf(contributed, raised);
    }

    function vestedOf(
        uint256 total,
        uint256 returned,
        uint256 elapsed,
        uint256 duration
    ) external pure returns (uint256) {
        return LaunchRules.vestedOf(total, returned, elapsed, duration);
    }
}
