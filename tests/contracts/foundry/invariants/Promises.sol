// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Voucher} from "../../../../contracts/types/Voucher.sol";
import {Minting} from "./Minting.sol";

/// @notice Moments that their creators only sign: the first buyer creates them.
abstract contract Promises is Minting {
    /// @param signer Index of the creator among the actors.
    /// @param data The voucher, encoded.
    /// @param moment What it created; 0: nothing yet.
    struct Promise {
        uint256 signer;
        bytes data;
        uint256 moment;
    }

    uint256 private constant MAX_PROMISES = 6;

    Promise[] private _promises;

    /// @dev A creator's nonces that were used or cancelled.
    mapping(address creator => mapping(uint256 nonce => bool)) private _spent;

    /// @notice Few nonces, so that they meet again; one voucher in eight is of a creator that moves on.
    function signVoucher(
        uint256 who,
        uint256 nonce,
        uint256 seed
    ) external {
        if (_promises.length == MAX_PROMISES) _idle();
        (uint256 index, address by) = _signer(who);
        uint256 moves = market.movesOf(by) + (nonce % 8 == 0 ? 1 : 0);
        Voucher memory v = Voucher(by, (nonce >> 8) % 4, moves, _someMoment(seed));
        _promises.push(Promise(index, abi.encode(v), 0));
    }

    function mintVoucher(
        uint256 who,
        uint256 which,
        uint256 quantity,
        uint256 to,
        uint256 referrer
    ) external {
        if (_promises.length == 0) _idle();
        Promise storage given = _promises[which % _promises.length];
        Voucher memory v = abi.decode(given.data, (Voucher));
        Purchase memory p =
            Purchase(given.moment, quantity, _actor(who), _actor(to), _referrer(referrer));
        if (given.moment != 0) {
            p.quantity = _affordable(p);
            if (p.quantity == 0) _idle();
            _buySerials(p, _call(given, v, p), "mintVoucher again");
        } else if (_spent[v.creator][v.nonce] || v.moves != market.movesOf(v.creator)) {
            p.quantity = 1;
            _fails(p.payer, address(moments), _call(given, v, p), "I9", "a void voucher");
        } else {
            _createByPurchase(given, v, p);
        }
    }

    function cancelVoucher(
        uint256 which
    ) external {
        if (_promises.length == 0) _idle();
        Voucher memory v = abi.decode(_promises[which % _promises.length].data, (Voucher));
        if (_spent[v.creator][v.nonce]) _idle();
        bytes memory data = abi.encodeCall(moments.cancelVoucher, (v.nonce));
        (bool done,) = _act(v.creator, address(moments), data, Kind.Exit, "cancelVoucher");
        if (done) _spent[v.creator][v.nonce] = true;
    }

    /// @dev The first purchase of a voucher that is good.
    function _createByPurchase(
        Promise storage given,
        Voucher memory v,
        Purchase memory p
    ) private {
        MomentTerms memory t = v.terms;
        bool open =
            block.timestamp >= t.opensAt && (t.closesAt == 0 || block.timestamp < t.closesAt);
        if (_moments.length == MAX_MOMENTS || !open || tt.balanceOf(p.payer) < t.price) _idle();
        p.quantity = 1;
        bytes memory data = _call(given, v, p);
        if (_isPaused(address(moments))) {
            _act(p.payer, address(moments), data, Kind.Entry, "mintVoucher");
            return;
        }
        // It will have the next account of the ledger.
        p.moment = ledger.momentCount() + 1;
        _created(p.moment, v.creator, t);
        if (!_buySerials(p, data, "mintVoucher")) return;
        given.moment = p.moment;
        _spent[v.creator][v.nonce] = true;
        uint256 moment = moments.momentOfVoucher(moments.hashVoucher(v));
        _equal("I9", "a voucher creates one moment", moment, p.moment);
    }

    function _call(
        Promise storage given,
        Voucher memory v,
        Purchase memory p
    ) private view returns (bytes memory) {
        bytes memory signature = _sign(given.signer, moments.hashVoucher(v));
        return
            abi.encodeCall(
                moments.mintVoucher, (v, signature, p.quantity, p.to, FOREVER, p.referrer)
            );
    }
}
