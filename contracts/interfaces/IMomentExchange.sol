// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Order, Side} from "../types/Order.sol";

/// @title Moment exchange
/// @notice Settles signed listings and offers of moments in TT. Royalty (the moment's) and protocol fee (1%) come off
/// the price, each rounded down; what the moment's own creator sells is a first sale and booked as one, whole.
/// @dev Holds nothing. Token and TT move by the makers' and takers' approvals to this contract.
interface IMomentExchange {
    /// @param orderHash EIP-712 hash of the order.
    /// @param taker Who bought (listing) or sold (offers).
    /// @param to Who has the token now.
    /// @param price TT wei paid by the buyer: `toSeller + royalty + fee`, or all booked as a sale.
    /// @param group Of the maker; closed now if the order was an offer.
    event OrderFilled(
        bytes32 indexed orderHash,
        address indexed maker,
        address indexed taker,
        Side side,
        uint256 tokenId,
        address to,
        uint256 price,
        uint256 royalty,
        uint256 fee,
        uint256 toSeller,
        uint256 group
    );
    /// @notice No order of `maker` in `group` can be filled any more.
    event GroupCanceled(address indexed maker, uint256 indexed group);
    /// @notice Only orders of `maker` with `counter` can be filled from now on.
    event CounterIncremented(address indexed maker, uint256 counter);

    /// @notice The order is of the other side.
    error WrongSide(Side side);
    /// @notice The order is for `id`, not for this token.
    error WrongToken(uint256 id, uint256 tokenId);
    /// @notice An order needs a price.
    error ZeroPrice();
    /// @notice The order is good from `signedAt` on.
    error OrderNotOpen(uint256 signedAt);
    /// @notice The order was good until `expiry`.
    error OrderExpired(uint256 expiry);
    /// @notice An order lasts at most 90 days, until `limit`.
    error ExpiryTooFar(uint256 expiry, uint256 limit);
    /// @notice The group was cancelled, or an offer of it filled.
    error GroupClosed(address maker, uint256 group);
    /// @notice The maker has ended every order with `counter`.
    error CounterOutdated(uint256 counter, uint256 current);
    /// @notice The token has moved, or its perk was used, since the order was signed.
    error VersionOutdated(uint256 version, uint256 current);
    /// @notice `maker` does not own the token listed, or the taker not the one offered.
    error NotOwner(address account, uint256 tokenId);
    /// @notice The signature is not `maker`'s for this order.
    error InvalidSignature(address maker);
    /// @notice The token cannot go to `to`.
    error InvalidRecipient(address to);

    /// @notice The moments sold here.
    function moments() external view returns (address);

    /// @notice Counter the orders of `maker` must carry.
    function counterOf(
        address maker
    ) external view returns (uint256);

    /// @notice Whether `group` of `maker` was cancelled, or an offer of it filled.
    function isGroupClosed(
        address maker,
        uint256 group
    ) external view returns (bool);

    /// @notice EIP-712 hash of an order: what its maker signs.
    function hashOrder(
        Order calldata order
    ) external view returns (bytes32);

    /// @notice Buys a listed token for the price in TT of the caller.
    /// @param to Who gets the token.
    function fillListing(
        Order calldata order,
        bytes calldata signature,
        address to
    ) external;

    /// @notice Sells a token of the caller to the maker of an offer, or of an offer for any token of its moment.
    function acceptOffer(
        Order calldata order,
        bytes calldata signature,
        uint256 tokenId
    ) external;

    /// @notice Ends every order of the caller in `group`.
    function cancelGroup(
        uint256 group
    ) external;

    /// @notice Ends every order the caller has signed.
    /// @return counter The new counter.
    function incrementCounter() external returns (uint256 counter);
}
