// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentExchange} from "../interfaces/IMomentExchange.sol";
import {ITopMoments} from "../interfaces/ITopMoments.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {Order, Side} from "../types/Order.sol";
import {MomentSales} from "./MomentSales.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title Moment exchange
/// @dev What ends an order: a listing, that the token gets another version, as every fill gives it one; an offer, that
/// its group is closed, which a fill does before anything moves. A maker that is a contract is asked by `staticcall`.
contract MomentExchange is IMomentExchange, MomentSales, EIP712 {
    uint256 private constant MAX_LIFETIME = 90 days;
    uint256 private constant FIRST_GROUPS = 128;
    uint256 private constant COUNTER_BITS = 128;

    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(address maker,uint8 side,uint256 id,uint256 price,uint256 signedAt,uint256 expiry,"
        "uint256 group,uint256 counter,uint256 version)"
    );

    /// @dev The maker's counter in the low 128 bits, then a bit for each of its first groups: a fill reads one slot.
    mapping(address maker => uint256 word) private _ended;

    /// @dev A bit for each other group.
    mapping(address maker => mapping(uint256 index => uint256 bits)) private _closed;

    constructor(
        address authority,
        address moments_
    ) MomentSales(authority, moments_) EIP712("Toktok MomentExchange", "1") {}

    /// @inheritdoc IMomentExchange
    function moments() external view returns (address) {
        return address(_MOMENTS);
    }

    /// @inheritdoc IMomentExchange
    function counterOf(
        address maker
    ) external view returns (uint256) {
        return uint128(_ended[maker]);
    }

    /// @inheritdoc IMomentExchange
    function isGroupClosed(
        address maker,
        uint256 group
    ) external view returns (bool) {
        return _isClosed(maker, group, _ended[maker]);
    }

    /// @inheritdoc IMomentExchange
    function hashOrder(
        Order calldata
    ) public view returns (bytes32) {
        // An order is the first argument wherever there is one, nine words after the selector: copied as it is.
        return _hashTypedDataV4(keccak256(abi.encodePacked(ORDER_TYPEHASH, msg.data[4:292])));
    }

    /// @inheritdoc IMomentExchange
    function fillListing(
        Order calldata order,
        bytes calldata signature,
        address to
    ) external whenEntriesOpen {
        require(order.side == Side.Listing, WrongSide(order.side));
        require(to != address(0) && to != address(this), InvalidRecipient(to));
        ITopMoments.TokenState memory token = _MOMENTS.tokenState(order.id);
        address maker = order.maker;
        require(token.owner == maker, NotOwner(maker, order.id));
        require(token.version == order.version, VersionOutdated(order.version, token.version));
        bytes32 orderHash = _check(order, maker, signature);

        Division memory d = _divide(token, maker, order.price);
        _emitFilled(order, orderHash, order.id, to, d);
        _payFrom(msg.sender, maker, d);
        _moveToken(maker, to, order.id);
    }

    /// @inheritdoc IMomentExchange
    function acceptOffer(
        Order calldata order,
        bytes calldata signature,
        uint256 tokenId
    ) external {
        require(order.side != Side.Listing, WrongSide(order.side));
        ITopMoments.TokenState memory token = _MOMENTS.tokenState(tokenId);
        uint256 id = order.side == Side.Offer ? tokenId : token.moment;
        require(order.id == id, WrongToken(order.id, tokenId));
        require(token.owner == msg.sender, NotOwner(msg.sender, tokenId));
        require(
            order.version == 0 || order.version == token.version,
            VersionOutdated(order.version, token.version)
        );
        address maker = order.maker;
        bytes32 orderHash = _check(order, maker, signature);

        _close(maker, order.group);
        Division memory d = _divide(token, msg.sender, order.price);
        _emitFilled(order, orderHash, tokenId, maker, d);
        _payFrom(maker, msg.sender, d);
        _moveToken(msg.sender, maker, tokenId);
    }

    /// @inheritdoc IMomentExchange
    function cancelGroup(
        uint256 group
    ) external {
        _close(msg.sender, group);
        emit GroupCanceled(msg.sender, group);
    }

    /// @inheritdoc IMomentExchange
    function incrementCounter() external returns (uint256 counter) {
        // One at a time, it never reaches the groups.
        counter = uint128(++_ended[msg.sender]);
        emit CounterIncremented(msg.sender, counter);
    }

    /// @dev Everything about an order but its token.
    function _check(
        Order calldata order,
        address maker,
        bytes calldata signature
    ) private view returns (bytes32 orderHash) {
        require(order.price != 0, ZeroPrice());
        require(block.timestamp >= order.signedAt, OrderNotOpen(order.signedAt));
        require(block.timestamp < order.expiry, OrderExpired(order.expiry));
        // No overflow: `signedAt` is not in the future.
        uint256 limit = order.signedAt + MAX_LIFETIME;
        require(order.expiry <= limit, ExpiryTooFar(order.expiry, limit));
        uint256 ended = _ended[maker];
        uint256 counter = uint128(ended);
        require(order.counter == counter, CounterOutdated(order.counter, counter));
        require(!_isClosed(maker, order.group, ended), GroupClosed(maker, order.group));
        orderHash = hashOrder(order);
        require(Signatures.isSigned(maker, orderHash, signature), InvalidSignature(maker));
    }

    function _emitFilled(
        Order calldata order,
        bytes32 orderHash,
        uint256 tokenId,
        address to,
        Division memory d
    ) private {
        emit OrderFilled(
            orderHash,
            order.maker,
            msg.sender,
            order.side,
            tokenId,
            to,
            order.price,
            d.royalty,
            d.fee,
            d.toSeller,
            order.group
        );
    }

    function _close(
        address maker,
        uint256 group
    ) private {
        if (group < FIRST_GROUPS) _ended[maker] |= 1 << (COUNTER_BITS + group);
        else _closed[maker][group >> 8] |= 1 << (group & 0xff);
    }

    /// @param ended The maker's word.
    function _isClosed(
        address maker,
        uint256 group,
        uint256 ended
    ) private view returns (bool) {
        if (group < FIRST_GROUPS) return ended >> (COUNTER_BITS + group) & 1 != 0;
        return _closed[maker][group >> 8] >> (group & 0xff) & 1 != 0;
    }
}
