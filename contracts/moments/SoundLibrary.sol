// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../interfaces/IBounds.sol";
import {ISoundLibrary} from "../interfaces/ISoundLibrary.sol";
import {ISplits} from "../interfaces/ISplits.sol";
import {Bounds} from "../libraries/Bounds.sol";
import {Split} from "../types/Split.sol";

/// @title Sound library
contract SoundLibrary is ISoundLibrary, IBounds {
    uint16 private constant BPS = 10_000;
    uint256 private constant MAX_SHARE_BPS = 2000;

    /// @inheritdoc ISoundLibrary
    // solhint-disable-next-line immutable-vars-naming
    address public immutable ledger;

    /// @inheritdoc ISoundLibrary
    uint256 public soundCount;

    mapping(uint256 soundId => Sound) private _sounds;

    /// @param ledger_ Where the lists that divide shares are kept.
    constructor(
        address ledger_
    ) {
        ledger = ledger_;
    }

    /// @inheritdoc ISoundLibrary
    function soundOf(
        uint256 soundId
    ) external view returns (Sound memory sound) {
        sound = _sounds[soundId];
        require(sound.artist != address(0), UnknownSound(soundId));
    }

    /// @inheritdoc ISoundLibrary
    function registerSound(
        string calldata uri,
        bytes32 contentHash,
        uint16 shareBps,
        Split[] calldata splits
    ) external returns (uint256 soundId) {
        Bounds.checkText("uri", bytes(uri).length, 1, 256);
        require(contentHash != 0, MissingContentHash());
        Bounds.checkTerm("shareBps", shareBps, 1, MAX_SHARE_BPS);
        bytes32 list = splits.length == 0
            ? ISplits(ledger).registerSplits(_allTo(msg.sender))
            : ISplits(ledger).registerSplits(splits);
        soundId = ++soundCount;
        _sounds[soundId] = Sound(msg.sender, shareBps, contentHash, list, uri);
        emit SoundRegistered(soundId, msg.sender, contentHash, uri, shareBps, list);
    }

    function _allTo(
        address artist
    ) private pure returns (Split[] memory splits) {
        splits = new Split[](1);
        splits[0] = Split(artist, BPS);
    }
}
