// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Order, Side} from "../../../../contracts/types/Order.sol";
import {PieceGhost, Pieces} from "./Pieces.sol";

/// @notice Orders that makers have signed, and whether they are good.
abstract contract SignedOrders is Pieces {
    /// @param signer Index of the maker among the actors.
    struct Signed {
        Order order;
        uint256 signer;
    }

    uint256 private constant MAX_ORDERS = 12;
    uint256 internal constant MAX_LIFETIME = 90 days;

    Signed[] internal _signed;

    mapping(address maker => uint256 counter) internal _counters;
    mapping(address maker => mapping(uint256 group => bool)) internal _closed;

    /// @notice Some are signed for later, for too long, or for a counter that is not the current one.
    function signOrder(
        uint256 who,
        uint256 which,
        uint256 price,
        uint256 seed
    ) external {
        if (_pieces.length == 0) _idle();
        (uint256 index, address maker) = _signer(who);
        Order memory o = _someOrder(maker, Side(seed % 3), which, price);
        if ((seed >> 8) % 8 == 0) o.signedAt += (seed >> 16) % 2 days;
        o.expiry = o.signedAt + 1 days + (seed >> 40) % MAX_LIFETIME;
        o.group = _group(seed >> 72);
        if ((seed >> 80) % 16 == 0) ++o.counter;
        if (_signed.length < MAX_ORDERS) _signed.push(Signed(o, index));
        else _signed[(seed >> 96) % MAX_ORDERS] = Signed(o, index);
    }

    function cancelGroup(
        uint256 who,
        uint256 group
    ) external {
        bytes memory data = abi.encodeCall(exchange.cancelGroup, (_group(group)));
        (bool done,) = _act(_actor(who), address(exchange), data, Kind.Exit, "cancelGroup");
        if (done) _closed[_actor(who)][_group(group)] = true;
    }

    function incrementCounter(
        uint256 who
    ) external {
        if (who % 2 == 0) _idle();
        address maker = _actor(who >> 8);
        bytes memory data = abi.encodeCall(exchange.incrementCounter, ());
        (bool done,) = _act(maker, address(exchange), data, Kind.Exit, "incrementCounter");
        if (done) ++_counters[maker];
        _equal("I11", "counter", exchange.counterOf(maker), _counters[maker]);
    }

    /// @dev Whether the order can be filled now with `tokenId`, which is its owner's to give.
    function _isGood(
        Order memory o,
        uint256 tokenId
    ) internal view returns (bool) {
        if (block.timestamp < o.signedAt || block.timestamp >= o.expiry) return false;
        if (o.expiry - o.signedAt > MAX_LIFETIME) return false;
        if (_closed[o.maker][o.group] || _counters[o.maker] != o.counter) return false;
        PieceGhost memory piece = _pieceOf[tokenId];
        if (o.side != Side.Listing) return o.version == 0 || o.version == piece.version;
        return piece.owner == o.maker && piece.version == o.version;
    }

    /// @dev The token of a listing; of an offer, the one it is for if an actor has it; 0: none.
    function _tokenFor(
        Order memory o,
        uint256 seed
    ) internal view returns (uint256) {
        if (o.side == Side.Listing) return o.id;
        if (o.side == Side.Offer) return _isActor(_pieceOf[o.id].owner) ? o.id : 0;
        uint256 minted = _editions[o.id].minted;
        for (uint256 i; i < minted; ++i) {
            uint256 tokenId = tokenOf(o.id, 1 + (seed % minted + i) % minted);
            if (_isActor(_pieceOf[tokenId].owner)) return tokenId;
        }
        return 0;
    }

    /// @dev An order that is good now; a listing is of a token of the maker if it has one.
    function _someOrder(
        address maker,
        Side side,
        uint256 seed,
        uint256 price
    ) internal view returns (Order memory o) {
        uint256 any = _pieces[seed % _pieces.length];
        o.maker = maker;
        o.side = side;
        o.price = _amount(price, 100_000e18);
        o.signedAt = block.timestamp;
        o.counter = _counters[maker];
        if (side == Side.MomentOffer) {
            o.id = any / 100_000;
        } else if (side == Side.Offer) {
            o.id = any;
            // Some offers are for the token as it is now.
            if ((seed >> 128) % 2 == 0) o.version = _pieceOf[any].version;
        } else {
            uint256 own = _pieceFor(seed, maker);
            o.id = own == 0 ? any : own;
            o.version = _pieceOf[o.id].version;
        }
    }

    function _call(
        Signed memory s,
        uint256 tokenId,
        address to
    ) internal view returns (bytes memory) {
        bytes memory signature = _sign(s.signer, exchange.hashOrder(s.order));
        return s.order.side == Side.Listing
            ? abi.encodeCall(exchange.fillListing, (s.order, signature, to))
            : abi.encodeCall(exchange.acceptOffer, (s.order, signature, tokenId));
    }

    /// @dev Few, so that they meet again; some where the contract keeps the counter, some beyond.
    function _group(
        uint256 seed
    ) private pure returns (uint256) {
        uint256[6] memory groups = [uint256(0), 1, 127, 128, 129, type(uint256).max];
        return groups[seed % 6];
    }
}
