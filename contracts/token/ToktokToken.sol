// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IToktokToken} from "../interfaces/IToktokToken.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC1363} from "@openzeppelin/contracts/token/ERC20/extensions/ERC1363.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title Toktok token (TT)
/// @dev Holds the ETH behind its supply: balance · 10,000 ≥ total supply, always. ETH forced into it stays there.
contract ToktokToken is IToktokToken, ERC20Permit, ERC1363 {
    /// @inheritdoc IToktokToken
    uint256 public constant TT_PER_ETH = 10_000;

    /// @dev The books of the protocol keep amounts of TT in 128 bits.
    uint256 private constant MAX_SUPPLY = type(uint128).max;

    constructor() ERC20("Toktok", "TT") ERC20Permit("Toktok") {}

    /// @notice ETH sent plainly is a deposit.
    receive() external payable {
        _deposit(msg.sender);
    }

    /// @inheritdoc IToktokToken
    function deposit() external payable returns (uint256 ttOut) {
        return _deposit(msg.sender);
    }

    /// @inheritdoc IToktokToken
    function depositTo(
        address to
    ) external payable returns (uint256 ttOut) {
        return _deposit(to);
    }

    /// @inheritdoc IToktokToken
    function withdraw(
        uint256 ttIn
    ) external returns (uint256 ethOut) {
        return _withdraw(msg.sender, ttIn);
    }

    /// @inheritdoc IToktokToken
    function withdrawTo(
        address to,
        uint256 ttIn
    ) external returns (uint256 ethOut) {
        return _withdraw(to, ttIn);
    }

    function _deposit(
        address to
    ) private returns (uint256 ttOut) {
        require(msg.value != 0, ZeroAmount());
        ttOut = msg.value * TT_PER_ETH;
        uint256 supply = totalSupply() + ttOut;
        require(supply <= MAX_SUPPLY, SupplyLimitExceeded(supply, MAX_SUPPLY));
        _mint(to, ttOut);
        emit Deposited(msg.sender, to, msg.value, ttOut);
    }

    /// @dev Rounds down: up to 9,999 wei of TT burned with the rest leave their share of ETH behind.
    function _withdraw(
        address to,
        uint256 ttIn
    ) private returns (uint256 ethOut) {
        require(ttIn != 0, ZeroAmount());
        require(to != address(0) && to != address(this), InvalidRecipient(to));
        ethOut = ttIn / TT_PER_ETH;
        _burn(msg.sender, ttIn);
        emit Withdrawn(msg.sender, to, ttIn, ethOut);
        Address.sendValue(payable(to), ethOut);
    }
}
