// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Order, Side} from "../../../../contracts/types/Order.sol";
import {SignedOrders} from "./SignedOrders.sol";

/// @notice What becomes of orders: filled once, or never.
abstract contract Deals is SignedOrders {
    /// @dev A fill, the seller's TT and what was booked before it.
    struct Fill {
        uint256 tokenId;
        address buyer;
        address seller;
        uint256 tt;
        uint256 waiting;
    }

    /// @notice Signs an order and has it filled in the same block.
    function deal(
        uint256 who,
        uint256 which,
        uint256 price,
        uint256 taker
    ) external {
        (uint256 index, address maker) = _signer(who);
        uint256 own = _pieceFor(which, maker);
        bool listing = own != 0 && price % 2 == 0;
        uint256 tokenId = listing ? own : _pieceFor(which, NOBODY);
        if (tokenId == 0) _idle();
        address buyer = listing ? _actor(taker) : maker;
        Side side = listing ? Side.Listing : taker % 2 == 0 ? Side.Offer : Side.MomentOffer;
        Order memory o = _someOrder(maker, side, which, price);
        o.id = side == Side.MomentOffer ? tokenId / 100_000 : tokenId;
        if (o.version != 0) o.version = _pieceOf[tokenId].version;
        o.expiry = o.signedAt + MAX_LIFETIME;
        while (_closed[maker][o.group]) {
            ++o.group;
        }
        if (tt.balanceOf(buyer) < o.price) _idle();
        address by = listing ? buyer : _pieceOf[tokenId].owner;
        _fill(Signed(o, index), tokenId, by, listing ? _actor(taker >> 8) : maker);
    }

    /// @notice Fills an order that is good; a second time it is refused.
    function fillOrder(
        uint256 who,
        uint256 which,
        uint256 to
    ) external {
        uint256 count = _signed.length;
        for (uint256 i; i < count; ++i) {
            Signed memory s = _signed[(which % count + i) % count];
            uint256 tokenId = _tokenFor(s.order, which);
            if (tokenId == 0 || !_isGood(s.order, tokenId)) continue;
            bool listing = s.order.side == Side.Listing;
            address taker = listing ? _actor(who) : _pieceOf[tokenId].owner;
            if (tt.balanceOf(listing ? taker : s.order.maker) < s.order.price) continue;
            _fill(s, tokenId, taker, listing ? _actor(to) : s.order.maker);
            return;
        }
        _idle();
    }

    /// @notice Tries an order that is not good: filled, cancelled, expired, outdated, not yet open or open too long.
    function fillBadOrder(
        uint256 who,
        uint256 which
    ) external {
        uint256 count = _signed.length;
        for (uint256 i; i < count; ++i) {
            Signed memory s = _signed[(which % count + i) % count];
            uint256 tokenId = _tokenFor(s.order, which);
            if (tokenId == 0 || _isGood(s.order, tokenId)) continue;
            bool listing = s.order.side == Side.Listing;
            address taker = listing ? _actor(who) : _pieceOf[tokenId].owner;
            bytes memory data = _call(s, tokenId, _actor(who));
            _fails(taker, address(exchange), data, "I11", "an order that is not good");
            return;
        }
        _idle();
    }

    /// @notice What no order does: sell another's token, or one it does not name, or with another's signature.
    function twistOrder(
        uint256 who,
        uint256 which,
        uint256 seed
    ) external {
        if (_signed.length == 0) _idle();
        Signed memory s = _signed[which % _signed.length];
        uint256 tokenId = _pieceFor(seed, NOBODY);
        if (tokenId == 0) _idle();
        bytes memory signature = _sign(s.signer, exchange.hashOrder(s.order));
        uint256 kind = seed % 4;
        if (kind == 0) s.order.price = s.order.price == 1 ? 2 : s.order.price - 1;
        else if (kind == 1) s.order.group ^= 1;
        else if (kind == 2) s.order.version += 1;
        else s.order.maker = _actors[(s.signer + 1) % ACTORS];
        // The contract signs everything, so nothing it is asked for is a forgery.
        if (s.order.maker == address(HOSTILE)) _idle();
        bytes memory data = s.order.side == Side.Listing
            ? abi.encodeCall(exchange.fillListing, (s.order, signature, _actor(who)))
            : abi.encodeCall(exchange.acceptOffer, (s.order, signature, tokenId));
        _fails(_pieceOf[tokenId].owner, address(exchange), data, "I11", "a forged order");
    }

    /// @dev Every offer an actor can accept now, as far as the maker's TT goes.
    function _acceptOffers() internal {
        for (uint256 i; i < _signed.length; ++i) {
            Signed memory s = _signed[i];
            uint256 tokenId = s.order.side == Side.Listing ? 0 : _tokenFor(s.order, i);
            if (tokenId == 0 || !_isGood(s.order, tokenId)) continue;
            if (tt.balanceOf(s.order.maker) < s.order.price) continue;
            _fill(s, tokenId, _pieceOf[tokenId].owner, s.order.maker);
        }
    }

    function _fill(
        Signed memory s,
        uint256 tokenId,
        address taker,
        address to
    ) private {
        Fill memory f = Fill(tokenId, taker, taker, 0, _waiting(tokenId));
        bool listing = s.order.side == Side.Listing;
        if (listing) f.seller = s.order.maker;
        else f.buyer = s.order.maker;
        f.tt = tt.balanceOf(f.seller);
        bytes memory data = _call(s, tokenId, to);
        Kind kind = listing ? Kind.Entry : Kind.Exit;
        (bool done,) = _act(taker, address(exchange), data, kind, "fill of an order");
        if (!done) return;
        _checkPaid(f, s.order.price);
        _moved(tokenId, to);
        if (!listing) _closed[s.order.maker][s.order.group] = true;
        ++_ghost.fills;
        _fails(taker, address(exchange), data, "I11", "an order is filled once");
    }

    function _checkPaid(
        Fill memory f,
        uint256 price
    ) private {
        (uint256 booked, uint256 toSeller) = _division(f.tokenId, f.seller, price);
        _received(booked, 0);
        _equal("I11", "booked", _waiting(f.tokenId) - f.waiting, booked);
        uint256 left = tt.balanceOf(f.seller);
        // Who buys from itself pays what is booked.
        if (f.seller == f.buyer) _equal("I11", "paid", f.tt - left, booked);
        else _equal("I11", "to the seller", left - f.tt, toSeller);
    }
}
