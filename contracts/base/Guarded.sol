// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGuarded} from "../interfaces/IGuarded.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title Guardian's pause
/// @dev Only functions that let something new begin carry `whenEntriesOpen`; no exit does.
abstract contract Guarded is IGuarded, AccessManaged {
    uint256 private constant PAUSE = 7 days;
    uint256 private constant REST = 30 days;

    /// @inheritdoc IGuarded
    uint256 public pausedUntil;

    modifier whenEntriesOpen() {
        require(block.timestamp >= pausedUntil, EntriesPaused(pausedUntil));
        _;
    }

    /// @inheritdoc IGuarded
    function pause() external restricted {
        uint256 last = pausedUntil;
        require(last == 0 || block.timestamp >= last + REST, PauseResting(last + REST));
        pausedUntil = block.timestamp + PAUSE;
        emit Paused(msg.sender, block.timestamp + PAUSE);
    }

    /// @inheritdoc IGuarded
    function unpause() external restricted {
        require(block.timestamp < pausedUntil, NotPaused());
        pausedUntil = block.timestamp;
        emit Unpaused(msg.sender);
    }
}
