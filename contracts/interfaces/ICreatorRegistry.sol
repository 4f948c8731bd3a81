// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Creators and their tokens
/// @notice Who is the creator behind a token, where its income goes, and how it moves to a new key.
interface ICreatorRegistry {
    /// @notice A move to `to` was announced; `to` may accept from `eta` on. Zero `to`: the move was called off.
    event CreatorTransferStarted(
        address indexed token, address indexed from, address indexed to, uint256 eta
    );
    /// @notice The creator of `token` is `to` from now on.
    event CreatorTransferred(address indexed token, address indexed from, address indexed to);

    /// @notice Income of `creator` goes to `payout` from now on.
    event PayoutAddressSet(address indexed creator, address indexed payout);
    /// @notice The creator's trade fee is `creatorFeeBps` from now on, and never more.
    event CreatorFeeLowered(address indexed token, uint256 creatorFeeBps);

    /// @notice This market never launched `token`.
    error UnknownToken(address token);
    /// @notice Only the creator of `token` may do this.
    error NotCreator(address token, address caller);
    /// @notice No move of `token` to the caller was announced.
    error NotPendingCreator(address token, address caller);
    /// @notice The move may be accepted from `eta` on.
    error TransferNotReady(uint256 eta);
    /// @notice `creator` already has `token`, and everybody has one.
    error CreatorHasToken(address creator, address token);
    /// @notice The new fee is not below the current one.
    error FeeNotLowered(uint256 currentBps, uint256 newBps);

    /// @notice The creator of `token`. Reverts with `UnknownToken`.
    function creatorOf(
        address token
    ) external view returns (address);

    /// @notice The creator's token, launched or launching; zero if none.
    function tokenOf(
        address creator
    ) external view returns (address);

    /// @notice The token that holds `handle`; zero if it is free.
    function tokenOfHandle(
        string calldata handle
    ) external view returns (address);

    /// @notice Where the income of `creator` goes: its payout address, or itself.
    function payoutOf(
        address creator
    ) external view returns (address);

    /// @notice How many tokens `account` has handed on to a new key: what it signed before may no longer speak for
    /// them.
    function movesOf(
        address account
    ) external view returns (uint256);

    /// @notice A move under way: who may accept it and from when; zeros if none.
    function pendingTransferOf(
        address token
    ) external view returns (address to, uint256 eta);

    /// @notice Sends the caller's income to `payout` from now on, trade fees and bookings that wait included; what the
    /// ledger has credited stays with whom it was credited to.
    /// Zero: back to itself.
    function setPayoutAddress(
        address payout
    ) external;

    /// @notice Announces that the creator of `token` becomes `to`, in 3 days at the earliest. Creator only; a second
    /// call replaces the first, zero calls it off.
    function transferCreator(
        address token,
        address to
    ) external;

    /// @notice Completes a move, once the token trades. Only by the announced account, which may not have a token yet.
    /// Fees accrued and not yet claimed go with it; the splits and the payout address do not.
    function acceptCreator(
        address token
    ) external;

    /// @notice Lowers the creator's trade fee for ever. Creator only.
    function lowerCreatorFee(
        address token,
        uint16 newFeeBps
    ) external;
}
