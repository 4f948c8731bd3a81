// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Source} from "../types/Source.sol";

/// @title Payout ledger
/// @notice Divides every income outside of trades between creator side, fans and protocol, and pays everyone
/// everything it is owed, here and in the market, in one transfer. Payments are pulled, never pushed.
/// @dev Money comes in by ERC-1363: `transferAndCall` or `transferFromAndCall` of TT to this contract with
/// `abi.encode(Source source, uint256 subject, address referrer)`. The subject is a moment (`Sale`, `Resale`), a
/// creator (`Tip`, `Royalty`, `Subscription`) or the account to credit (`Fund`, `Outbid`). So the ledger trusts no
/// other contract: it books what TT says has arrived.
interface IPayoutLedger {
    /// @notice An income was divided. The four parts add up to `amount`.
    /// @param creator Whose income it is.
    /// @param moment Whose bookings were divided; 0: none.
    /// @param payer Who paid; zero for bookings.
    /// @param toSound TT wei to the sound's recipients.
    /// @param toCreatorSide TT wei to the creator's recipients, the fans' part included where there is no trading
    /// token.
    /// @param toFans TT wei into the pending pool of the creator's token.
    /// @param toProtocol TT wei to the protocol, of which referrers were credited `toReferrers` when they came in.
    event IncomeDivided(
        address indexed creator,
        Source indexed source,
        uint256 indexed moment,
        address payer,
        uint256 amount,
        uint256 toSound,
        uint256 toCreatorSide,
        uint256 toFans,
        uint256 toProtocol,
        uint256 toReferrers
    );

    /// @param creator The creator whose income it is a part of; the account itself for `Fund`, zero for `Outbid`.
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

    /// @notice Nothing was paid.
    error ZeroAmount();
    /// @notice Nothing can be sent or credited to `to`.
    error InvalidRecipient(address to);
    /// @notice There is nothing to pay, here or in the market.
    error NothingOwed(address account);
    /// @notice Only TT tells of payments.
    error OnlyTT(address caller);
    /// @notice Nobody pays this.
    error InvalidSource(Source source);
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

    /// @notice Parts of an income in 1/10,000, which add up to 10,000; of a resale, those of the royalty. Fans' and
    /// protocol's parts are rounded down; without a trading token the creator side takes the fans'.
    function sharesOf(
        Source source
    ) external pure returns (uint256 creatorBps, uint256 fansBps, uint256 protocolBps);

    /// @notice Everything `claimAll(tokens, moments, to)` would pay `account` now, in TT wei. List each token and
    /// moment once.
    function owed(
        address account,
        address[] calldata tokens,
        uint256[] calldata moments
    ) external view returns (uint256);

    /// @notice Tips a creator: 90% creator side, 5% fans, 5% protocol.
    /// @param amount TT wei taken from the caller.
    function tip(
        address creator,
        uint256 amount
    ) external;

    /// @notice Divides what `moments` have booked, then pays the caller everything it is owed: ledger, trade fees,
    /// dividends of `tokens`, referrals.
    /// @return amount TT wei sent to `to`.
    function claimAll(
        address[] calldata tokens,
        uint256[] calldata moments,
        address to
    ) external returns (uint256 amount);

    /// @notice The same for `account` on its EIP-712 signature (ECDSA or EIP-1271) of `ClaimAll(address account,
    /// address[] tokens,uint256[] moments,address to,uint256 nonce,uint256 deadline)`.
    function claimAllFor(
        address account,
        address[] calldata tokens,
        uint256[] calldata moments,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 amount);
}
