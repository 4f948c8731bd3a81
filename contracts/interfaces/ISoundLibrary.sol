// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Split} from "../types/Split.sol";

/// @title Sound library
/// @notice Sounds that moments use, and what their artists get of each sale and resale. A sound never changes.
interface ISoundLibrary {
    /// @param splits List in the payout ledger that divides the sound's share.
    struct Sound {
        address artist;
        uint16 shareBps;
        bytes32 contentHash;
        bytes32 splits;
        string uri;
    }

    /// @notice `artist` offers a sound to every creator, for `shareBps` of the creator side.
    event SoundRegistered(
        uint256 indexed soundId,
        address indexed artist,
        bytes32 indexed contentHash,
        string uri,
        uint256 shareBps,
        bytes32 splits
    );

    /// @notice No such sound.
    error UnknownSound(uint256 soundId);
    /// @notice A sound needs the hash of its audio.
    error MissingContentHash();

    /// @notice The payout ledger.
    function ledger() external view returns (address);

    /// @notice Number of sounds; ids are 1 to this.
    function soundCount() external view returns (uint256);

    /// @notice Reverts with `UnknownSound`.
    function soundOf(
        uint256 soundId
    ) external view returns (Sound memory);

    /// @notice Registers a sound of the caller.
    /// @param uri Metadata, 1 to 256 bytes.
    /// @param contentHash SHA-256 of the audio file; not zero.
    /// @param shareBps Share of the creator side of every moment that uses it, 1 to 2,000.
    /// @param splits Divides the share; empty: all to the caller.
    function registerSound(
        string calldata uri,
        bytes32 contentHash,
        uint16 shareBps,
        Split[] calldata splits
    ) external returns (uint256 soundId);
}
