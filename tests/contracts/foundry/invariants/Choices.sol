// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IToken} from "../support/Deployed.sol";
import {World} from "./World.sol";

/// @notice How the next actor, token and amount are picked.
abstract contract Choices is World {
    function _actor(
        uint256 seed
    ) internal view returns (address) {
        return _actors[seed % ACTORS];
    }

    /// @dev An actor that can sign, and its index: those with a key, and the contract that signs by EIP-1271.
    function _signer(
        uint256 seed
    ) internal view returns (uint256 index, address account) {
        index = seed % (ACTORS - 1);
        account = _actors[index];
    }

    /// @dev The signature of the signer `index`.
    function _sign(
        uint256 index,
        bytes32 digest
    ) internal view returns (bytes memory) {
        if (index == _names.length) return hex"01";
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(_names[index]), digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev Somebody or nobody, as a referrer.
    function _referrer(
        uint256 seed
    ) internal view returns (address) {
        return seed % 3 == 0 ? NOBODY : _actor(seed >> 8);
    }

    /// @dev From one wei to `max`, on a logarithmic scale.
    function _amount(
        uint256 seed,
        uint256 max
    ) internal pure returns (uint256) {
        if (max == 0) _idle();
        uint256 kind = seed % 12;
        if (kind == 0) return 1;
        if (kind == 1) return max;
        uint256 limit = max >> ((seed >> 8) % 48);
        return limit == 0 ? 1 : 1 + (seed >> 16) % limit;
    }

    /// @dev A token in `status`; zero if there is none.
    function _tokenIn(
        uint256 seed,
        ILaunches.Status status
    ) internal view returns (address) {
        uint256 count = _tokens.length;
        for (uint256 i; i < count; ++i) {
            address token = _tokens[(seed % count + i) % count];
            if (market.launchOf(token).status == status) return token;
        }
        return address(0);
    }

    function _tradingToken(
        uint256 seed
    ) internal view returns (address) {
        uint256 count = _tokens.length;
        for (uint256 i; i < count; ++i) {
            address token = _tokens[(seed % count + i) % count];
            if (market.isTrading(token)) return token;
        }
        _idle();
        return address(0);
    }

    /// @dev A holder of `token` among the actors.
    function _holder(
        uint256 seed,
        address token
    ) internal view returns (address who, uint256 balance) {
        for (uint256 i; i < ACTORS; ++i) {
            who = _actors[(seed % ACTORS + i) % ACTORS];
            balance = IToken(token).balanceOf(who);
            if (balance != 0) return (who, balance);
        }
        _idle();
    }

    function _min(
        uint256 a,
        uint256 b
    ) internal pure returns (uint256) {
        return a < b ? a : b;
    }
}
