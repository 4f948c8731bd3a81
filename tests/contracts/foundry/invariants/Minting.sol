// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {EditionGhost, Pieces} from "./Pieces.sol";

/// @notice Sounds, moments, and serials of them.
abstract contract Minting is Pieces {
    /// @dev A purchase of serials as it will be asked for.
    struct Purchase {
        uint256 moment;
        uint256 quantity;
        address payer;
        address to;
        address referrer;
    }

    /// @dev What a purchase changes: of the payer, of the moment's bookings, of the referrer.
    struct Paid {
        uint256 tt;
        uint256 sales;
        uint256 referred;
        uint256 credit;
    }

    uint256 private constant MAX_SOUNDS = 3;
    uint256 private constant MAX_QUANTITY = 12;

    uint256 private _sounds;

    function registerSound(
        uint256 who,
        uint256 seed
    ) external {
        if (_sounds == MAX_SOUNDS) _idle();
        uint16 shareBps = uint16(1 + seed % 2000);
        bytes memory data = abi.encodeCall(
            sounds.registerSound, ("sound", keccak256("sound"), shareBps, _someSplits(seed >> 16))
        );
        (bool done,) = _act(_actor(who), address(sounds), data, Kind.Step, "registerSound");
        if (done) ++_sounds;
    }

    function createMoment(
        uint256 who,
        uint256 seed
    ) external {
        if (_moments.length == MAX_MOMENTS) _idle();
        _create(_actor(who), _someMoment(seed));
    }

    /// @notice A one-of-one, which its creator has at once.
    function createOneOfOne(
        uint256 who,
        uint256 seed
    ) external {
        if (_moments.length == MAX_MOMENTS) _idle();
        MomentTerms memory t = _someMoment(seed);
        t.editionSize = 1;
        t.price = 0;
        _create(_actor(who), t);
    }

    function mint(
        uint256 who,
        uint256 which,
        uint256 quantity,
        uint256 to,
        uint256 referrer
    ) external {
        uint256 count = _moments.length;
        for (uint256 i; i < count; ++i) {
            Purchase memory p = Purchase(
                _moments[(which % count + i) % count],
                quantity,
                _actor(who),
                _actor(to),
                _referrer(referrer)
            );
            p.quantity = _affordable(p);
            if (p.quantity == 0) continue;
            _mint(p);
            return;
        }
        _idle();
    }

    /// @notice What no moment does: more serials than its edition or its limit, before or after its time, for less.
    function overmint(
        uint256 which,
        uint256 to
    ) external {
        uint256 moment = _moments[which % _moments.length];
        EditionGhost memory e = _editions[moment];
        uint256 left = e.editionSize - e.minted;
        _failsToMint(moment, left + 1, FOREVER, "more than the edition");
        if (e.maxPerWallet != 0) {
            uint256 room = e.maxPerWallet - _mintedTo[moment][_actor(to)];
            bytes memory data =
                abi.encodeCall(moments.mint, (moment, room + 1, _actor(to), FOREVER, NOBODY));
            _fails(_actors[0], address(moments), data, "I9", "more than the limit of an account");
        }
        if (left == 0) return;
        _failsToMint(moment, 0, FOREVER, "nothing");
        if (e.price != 0) _failsToMint(moment, 1, e.price - 1, "dearer than the maximum");
        if (!_isOpen(e)) _failsToMint(moment, 1, FOREVER, "outside of its time");
    }

    function _create(
        address by,
        MomentTerms memory t
    ) internal returns (uint256 moment) {
        bytes memory data = abi.encodeCall(moments.createMoment, (t));
        (bool done, bytes memory result) =
            _act(by, address(moments), data, Kind.Step, "createMoment");
        if (!done) return 0;
        moment = abi.decode(result, (uint256));
        _equal("I9", "a moment has the next account of the ledger", moment, ledger.momentCount());
        _created(moment, by, t);
    }

    function _mint(
        Purchase memory p
    ) internal {
        bytes memory data =
            abi.encodeCall(moments.mint, (p.moment, p.quantity, p.to, _costOf(p), p.referrer));
        _buySerials(p, data, "mint");
    }

    /// @dev A purchase of serials by `data`, held against what it must book and credit.
    function _buySerials(
        Purchase memory p,
        bytes memory data,
        string memory what
    ) internal returns (bool) {
        Paid memory before = _moneyOf(p);
        (bool done, bytes memory result) = _act(p.payer, address(moments), data, Kind.Entry, what);
        if (!done) return false;
        Paid memory left = _moneyOf(p);
        uint256 cost = _costOf(p);
        uint256 referral = _refersTo(p) ? cost * 500 / BPS / 2 : 0;
        _equal("I14", "TT paid = price * quantity", before.tt - left.tt, cost);
        _equal("I8", "sales booked = cost", left.sales - before.sales, cost);
        _equal("I8", "referred = half", left.referred - before.referred, referral);
        _equal("I8", "credited = referred", left.credit - before.credit, referral);
        _received(cost, 0);
        _minted(p.moment, p.to, abi.decode(result, (uint256)), p.quantity);
        return true;
    }

    function _costOf(
        Purchase memory p
    ) internal view returns (uint256) {
        return p.quantity * _editions[p.moment].price;
    }

    /// @dev `p.quantity` brought down to what `p.payer` can buy now; 0: nothing.
    function _affordable(
        Purchase memory p
    ) internal view returns (uint256) {
        EditionGhost memory e = _editions[p.moment];
        if (!_isOpen(e) || e.price == 0) return 0;
        uint256 most = _min(e.editionSize - e.minted, MAX_QUANTITY);
        if (e.maxPerWallet != 0) most = _min(most, e.maxPerWallet - _mintedTo[p.moment][p.to]);
        most = _min(most, tt.balanceOf(p.payer) / e.price);
        return most == 0 ? 0 : 1 + p.quantity % most;
    }

    function _isOpen(
        EditionGhost memory e
    ) internal view returns (bool) {
        return block.timestamp >= e.opensAt && (e.closesAt == 0 || block.timestamp < e.closesAt);
    }

    function _someMoment(
        uint256 seed
    ) internal view returns (MomentTerms memory t) {
        t = momentTerms();
        t.editionSize = uint16(1 + seed % 24);
        t.price = uint96(_amount(seed >> 8, 10_000e18));
        if ((seed >> 24) % 4 == 0) t.opensAt = uint40(block.timestamp + (seed >> 32) % 3 days);
        if ((seed >> 64) % 4 == 0) {
            uint256 from = t.opensAt == 0 ? block.timestamp : t.opensAt;
            t.closesAt = uint40(from + 1 days + (seed >> 72) % 30 days);
        }
        if ((seed >> 104) % 3 == 0) t.maxPerWallet = uint16(1 + (seed >> 112) % 6);
        t.royaltyBps = uint16((seed >> 128) % 1001);
        t.soundId = uint64((seed >> 144) % (_sounds + 1));
        if ((seed >> 160) % 2 == 0) t.splits = _someSplits(seed >> 168);
        if ((seed >> 208) % 4 == 0) t.perk = "";
    }

    /// @dev Up to eight recipients; none one time in nine.
    function _someSplits(
        uint256 seed
    ) internal view returns (Split[] memory splits) {
        splits = new Split[](seed % 9);
        uint256 left = BPS;
        for (uint256 i; i < splits.length; ++i) {
            uint256 bps = i + 1 == splits.length ? left : 1 + (seed >> 4 * i) % (left / 2);
            left -= bps;
            splits[i] = Split(_actor(seed >> 5 * i), uint16(bps));
        }
    }

    function _moneyOf(
        Purchase memory p
    ) private view returns (Paid memory m) {
        m.tt = tt.balanceOf(p.payer);
        (m.sales,, m.referred) = ledger.bookedOf(p.moment);
        m.credit = ledger.balanceOf(p.referrer);
    }

    /// @dev Neither the payer nor who the creator is by now gets a referrer's part.
    function _refersTo(
        Purchase memory p
    ) private view returns (bool) {
        address token = ledger.tokenOfMoment(p.moment);
        address earner = token == NOBODY ? _editions[p.moment].creator : market.creatorOf(token);
        return p.referrer != NOBODY && p.referrer != p.payer && p.referrer != earner;
    }

    function _failsToMint(
        uint256 moment,
        uint256 quantity,
        uint256 maxCost,
        string memory what
    ) private {
        bytes memory data =
            abi.encodeCall(moments.mint, (moment, quantity, _actors[0], maxCost, NOBODY));
        _fails(_actors[0], address(moments), data, "I9", what);
    }
}
