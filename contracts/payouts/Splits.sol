// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISplits} from "../interfaces/ISplits.sol";
import {IncomeMath} from "../libraries/IncomeMath.sol";
import {Split} from "../types/Split.sol";

/// @title Lists of splits
abstract contract Splits is ISplits {
    uint256 private constant MAX_SPLITS = 8;

    mapping(bytes32 id => Split[]) private _lists;
    mapping(address creator => bytes32 id) internal _ownList;

    /// @inheritdoc ISplits
    function splitsAt(
        bytes32 id
    ) public view returns (Split[] memory) {
        return _lists[id];
    }

    /// @inheritdoc ISplits
    function splitsOf(
        address creator
    ) external view returns (Split[] memory) {
        return _lists[_ownList[creator]];
    }

    /// @inheritdoc ISplits
    function registerSplits(
        Split[] calldata splits
    ) public returns (bytes32 id) {
        if (splits.length == 0) return 0;
        id = keccak256(abi.encode(splits));
        if (_lists[id].length != 0) return id;
        _checkSplits(splits);
        for (uint256 i; i < splits.length; ++i) {
            _lists[id].push(splits[i]);
        }
        emit SplitsRegistered(id, splits);
    }

    /// @inheritdoc ISplits
    function setSplits(
        Split[] calldata splits
    ) external {
        bytes32 id = registerSplits(splits);
        _ownList[msg.sender] = id;
        emit SplitsSet(msg.sender, id);
    }

    /// @dev Zero names no list, and needs none.
    function _checkList(
        bytes32 id
    ) internal view {
        require(id == 0 || _lists[id].length != 0, UnknownSplits(id));
    }

    /// @dev Whether `account` could ever claim what it is credited.
    function _canClaim(
        address account
    ) internal view virtual returns (bool);

    function _checkSplits(
        Split[] calldata splits
    ) private view {
        require(splits.length <= MAX_SPLITS, TooManySplits(splits.length, MAX_SPLITS));
        uint256 total;
        for (uint256 i; i < splits.length; ++i) {
            require(
                splits[i].bps != 0 && _canClaim(splits[i].recipient),
                InvalidSplit(splits[i].recipient, splits[i].bps)
            );
            total += splits[i].bps;
        }
        require(total == IncomeMath.BPS, SplitsNotWhole(total));
    }
}
