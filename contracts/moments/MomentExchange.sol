// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentExchange} from "../interfaces/IMomentExchange.sol";
import {ITopMoments} from "../interfaces/ITopMoments.sol";
import {Order, Side} from "../types/Order.sol";
import {MomentSales} from "./MomentSales.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Moment exchange
/// @dev What ends an order: a listing, that the token gets another version, as every fill gives it one; an offer, that
/// its group is closed, which a fill does before anything moves. A maker that is a contract is asked by `staticcall`.
contract MomentExchange is IMomentExchange, MomentSales, EIP712 {
    uint256 private constant MAX_LIFETIME = 90 days;

    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(address maker,uint8 side,uint256 id,uint256 price,uint256 signedAt,uint256 expiry,"
        "uint256 group,uint256 counter,uint256 version)"
    );

    /// @inheritdoc IMomentExchange
    mapping(address maker => uint256 counter) public counterOf;

    /// @dev A bit for each group.
    mapping(address maker => mapping(uint256 word => uint256 bits)) private _closed;

    constructor(
        address authority,
        address moments_
    ) MomentSales(authority, moments_) EIP712("Toktok MomentExchange", "1") {}

    /// @inheritdoc IMomentExchange
    function moments() external view returns (address) {
        return address(_MOMENTS);
    }

    /// @inheritdoc IMomentExchange
    function isGroupClosed(
        address maker,
        uint256 group
    ) public view returns (bool) {
        return _closed[maker][group >> 8] & _bit(group) != 0;
    }

    /// @inheritdoc IMomentExchange
    function hashOrder(
        Order calldata order
    ) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(ORDER_TYPEHASH, order)));
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
        require(token.owner == order.maker, NotOwner(order.maker, order.id));
        require(token.version == order.version, VersionOutdated(order.version, token.version));
        bytes32 orderHash = _check(order, signature);

        Division memory d = _divide(token, order.maker, order.price);
        _emitFilled(order, orderHash, order.id, to, d);
        _payFrom(msg.sender, order.maker, d);
        _moveToken(order.maker, to, order.id);
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
        bytes32 orderHash = _check(order, signature);

        _closed[order.maker][order.group >> 8] |= _bit(order.group);
        Division memory d = _divide(token, msg.sender, order.price);
        _emitFilled(order, orderHash, tokenId, order.maker, d);
        _payFrom(order.maker, msg.sender, d);
        _moveToken(msg.sender, order.maker, tokenId);
    }

    /// @inheritdoc IMomentExchange
    function cancelGroup(
        uint256 group
    ) external {
        _closed[msg.sender][group >> 8] |= _bit(group);
        emit GroupCanceled(msg.sender, group);
    }

    /// @inheritdoc IMomentExchange
    function incrementCounter() external returns (uint256 counter) {
        counter = ++counterOf[msg.sender];
        emit CounterIncremented(msg.sender, counter);
    }

    /// @dev Everything about an order but its token.
    function _check(
        Order calldata order,
        bytes calldata signature
    ) private view returns (bytes32 orderHash) {
        require(order.price != 0, ZeroPrice());
        require(block.timestamp >= order.signedAt, OrderNotOpen(order.signedAt));
        require(block.timestamp < order.expiry, OrderExpired(order.expiry));
        // No overflow: `signedAt` is not in the future.
        uint256 limit = order.signedAt + MAX_LIFETIME;
        require(order.expiry <= limit, ExpiryTooFar(order.expiry, limit));
        uint256 counter = counterOf[order.maker];
        require(order.counter == counter, CounterOutdated(order.counter, counter));
        require(!isGroupClosed(order.maker, order.group), GroupClosed(order.maker, order.group));
        orderHash = hashOrder(order);
        require(
            SignatureChecker.isValidSignatureNow(order.maker, orderHash, signature),
            InvalidSignature(order.maker)
        );
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

    function _bit(
        uint256 group
    ) private pure returns (uint256) {
        return 1 << (group & 0xff);
    }
}
