// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Split} from "../types/Split.sol";

/// @title Payout ledger
/// @notice Divides every income outside of trades between creator side, fans and protocol, and pays everyone
/// everything it is owed, here and in the market, in one transfer. Payments are pulled, never pushed.
interface IPayoutLedger {
    /// @notice Where a credit comes from.
    enum Source {
        Tip
    }

    /// @notice A tip and how it was divided.
    event Tipped(
        address indexed creator,
        address indexed payer,
        uint256 amount,
        uint256 toCreatorSide,
        uint256 toFans,
        uint256 toProtocol
    );

    /// @param creator The creator whose income it is a part of.
    /// @param amount TT wei credited.
    /// @param balance TT wei the account has in the ledger after.
    event Credited(
        address indexed account,
        address indexed creator,
        Source indexed source,
        uint256 amount,
        uint256 balance
    );

    /// @param amount TT wei sent to `to`.
    /// @param fromLedger Part of it that was credited here; the rest came from the market.
    event Claimed(address indexed account, address indexed to, uint256 amount, uint256 fromLedger);

    /// @notice How the creator's side of tips is divided from now on; empty: all to its payout address.
    event SplitsSet(address indexed creator, Split[] splits);

    /// @notice Nothing was tipped.
    error ZeroAmount();
    /// @notice Nothing can be sent to `to`.
    error InvalidRecipient(address to);
    /// @notice There is nothing to pay, here or in the market.
    error NothingOwed(address account);
    /// @notice A list has at most `maximum` splits.
    error TooManySplits(uint256 count, uint256 maximum);
    /// @notice A split needs a recipient and a share above zero.
    error InvalidSplit(address recipient, uint256 bps);
    /// @notice Shares add up to 10,000.
    error SplitsNotWhole(uint256 totalBps);
    /// @notice The signature was valid until `deadline`.
    error SignatureExpired(uint256 deadline, uint256 timestamp);
    /// @notice The signature is not `account`'s for this claim and nonce.
    error InvalidSignature(address account);

    /// @notice The market whose debts are paid here.
    function market() external view returns (address);

    /// @notice The platform token.
    function tt() external view returns (address);

    /// @notice TT wei credited to `account` here.
    function balanceOf(
        address account
    ) external view returns (uint256);

    /// @notice Next nonce of `account` for `claimAllFor`.
    function nonces(
        address account
    ) external view returns (uint256);

    /// @notice Everything `claimAll(tokens, to)` would pay `account` now, in TT wei.
    function owed(
        address account,
        address[] calldata tokens
    ) external view returns (uint256);

    /// @notice How the creator side of tips is divided; empty: all to the payout address.
    function splitsOf(
        address creator
    ) external view returns (Split[] memory);

    /// @notice Divides the creator side of the caller's tips from now on: at most 8 recipients whose shares add up to
    /// 10,000; the last takes the rounding remainder. Empty: all to the caller's payout address.
    function setSplits(
        Split[] calldata splits
    ) external;

    /// @notice Tips a creator: 90% creator side, 5% fans, 5% protocol. Fans' and protocol's parts are rounded down;
    /// without a trading token the creator side takes the fans' part.
    /// @param amount TT wei taken from the caller.
    function tip(
        address creator,
        uint256 amount
    ) external;

    /// @notice Pays the caller everything it is owed: ledger, trade fees, dividends of `tokens`, referrals.
    /// @return amount TT wei sent to `to`.
    function claimAll(
        address[] calldata tokens,
        address to
    ) external returns (uint256 amount);

    /// @notice The same for `account` on its EIP-712 signature (ECDSA or EIP-1271) of
    /// `ClaimAll(address account,address[] tokens,address to,uint256 nonce,uint256 deadline)`.
    function claimAllFor(
        address account,
        address[] calldata tokens,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 amount);
}
