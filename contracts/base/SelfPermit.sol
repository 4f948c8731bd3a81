// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISelfPermit} from "../interfaces/ISelfPermit.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";

/// @title Permit and batch
/// @dev `multicall` is not payable: no call of a batch can spend the same ETH twice.
abstract contract SelfPermit is ISelfPermit, Multicall {
    /// @inheritdoc ISelfPermit
    function selfPermit(
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        // Whoever submits the permit first gives the same allowance; a bad one shows when the payment is taken.
        try IERC20Permit(_permitToken())
            .permit(msg.sender, address(this), value, deadline, v, r, s) {}
            catch {}
    }

    /// @dev The token permits are for.
    function _permitToken() internal view virtual returns (address);
}
