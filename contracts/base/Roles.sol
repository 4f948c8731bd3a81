// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title Roles
/// @notice OpenZeppelin's AccessManager, with what the deployment hands out readable on chain.
contract Roles is AccessManager {
    /// @notice May stop new entries for a while, and veto roots of the creator fund.
    uint64 public constant GUARDIAN_ROLE = 1;

    /// @notice May post the roots of the creator fund.
    uint64 public constant OPERATOR_ROLE = 2;

    /// @notice Seconds the admin's calls wait before they take effect, except on local networks.
    uint32 public constant ADMIN_DELAY = 2 days;

    constructor(
        address admin
    ) AccessManager(admin) {}
}
