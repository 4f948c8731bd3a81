// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Split} from "../../../../contracts/types/Split.sol";
import {World} from "./World.sol";

/// @notice Income: what people give, how it is divided, and how it is claimed.
abstract contract Payouts is World {
    bytes32 private constant CLAIM_ALL_TYPEHASH = keccak256(
        "ClaimAll(address account,address[] tokens,uint256[] moments,address to,uint256 nonce,uint256 deadline)"
    );

    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    function fundFans(
        uint256 who,
        uint256 which,
        uint256 amount
    ) external {
        address a = _actor(who);
        _fundFans(a, _tradingToken(which), _amount(amount, tt.balanceOf(a) / 100));
    }

    function tip(
        uint256 who,
        uint256 to,
        uint256 amount
    ) external {
        address a = _actor(who);
        uint256 given = _amount(amount, tt.balanceOf(a) / 100);
        bytes memory data = abi.encodeCall(ledger.tip, (_actor(to), given));
        (bool done,) = _act(a, address(ledger), data, Kind.Step, "tip");
        if (!done) return;
        _ghost.credits += given;
        _ghost.roundings += 2;
    }

    /// @notice A permit and a tip in one transaction; somebody else may have used the permit before.
    function tipWithPermit(
        uint256 who,
        uint256 to,
        uint256 amount,
        bool usedUp
    ) external {
        string memory name = _names[who % _names.length];
        address a = _actors[who % _names.length];
        uint256 given = _amount(amount, tt.balanceOf(a) / 100);
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit(name, address(tt), address(ledger), FOREVER, block.timestamp);
        if (usedUp) tt.permit(a, address(ledger), FOREVER, block.timestamp, v, r, s);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(ledger.selfPermit, (FOREVER, block.timestamp, v, r, s));
        calls[1] = abi.encodeCall(ledger.tip, (_actor(to), given));
        bytes memory data = abi.encodeCall(ledger.multicall, (calls));
        (bool done,) = _act(a, address(ledger), data, Kind.Step, "permit and tip");
        if (!done) return;
        _ghost.credits += given;
        _ghost.roundings += 2;
    }

    /// @notice The same for the market: `fundFans` after a permit.
    function fundFansWithPermit(
        uint256 who,
        uint256 which,
        uint256 amount,
        bool usedUp
    ) external {
        string memory name = _names[who % _names.length];
        address a = _actors[who % _names.length];
        uint256 given = _amount(amount, tt.balanceOf(a) / 100);
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit(name, address(tt), address(market), FOREVER, block.timestamp);
        if (usedUp) tt.permit(a, address(market), FOREVER, block.timestamp, v, r, s);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(market.selfPermit, (FOREVER, block.timestamp, v, r, s));
        calls[1] = abi.encodeCall(market.fundFans, (_tradingToken(which), given));
        bytes memory data = abi.encodeCall(market.multicall, (calls));
        (bool done,) = _act(a, address(market), data, Kind.Step, "permit and fundFans");
        if (!done) return;
        _ghost.credits += given;
        _ghost.roundings += 2;
    }

    function setSplits(
        uint256 who,
        uint256 count,
        uint256 seed
    ) external {
        count = count % 9;
        Split[] memory splits = new Split[](count);
        uint256 left = BPS;
        for (uint256 i; i < count; ++i) {
            uint256 bps = i + 1 == count ? left : 1 + (seed >> 16 * i) % (left / 2);
            left -= bps;
            splits[i] = Split(_actor(seed >> 8 * i), uint16(bps));
        }
        bytes memory data = abi.encodeCall(ledger.setSplits, (splits));
        _act(_actor(who), address(ledger), data, Kind.Step, "setSplits");
    }

    function setPayoutAddress(
        uint256 who,
        uint256 to
    ) external {
        address payout = to % 2 == 0 ? NOBODY : _actor(to >> 8);
        bytes memory data = abi.encodeCall(market.setPayoutAddress, (payout));
        _act(_actor(who), address(market), data, Kind.Step, "setPayoutAddress");
    }

    function claimAll(
        uint256 who,
        uint256 to
    ) external {
        for (uint256 i; i < ACTORS; ++i) {
            if (_claimAll(_actor(who % ACTORS + i), _actor(to))) return;
        }
        _idle();
    }

    /// @notice Somebody else submits what the account has signed; the hostile contract signs by EIP-1271.
    function claimAllFor(
        uint256 who,
        uint256 to,
        uint256 submitter
    ) external {
        address a = _actor(who);
        uint256 owed = ledger.owed(a, _tokens, _moments);
        if (owed == 0) _idle();
        uint256 before = tt.balanceOf(_actor(to));
        bytes memory data = abi.encodeCall(
            ledger.claimAllFor,
            (
                a,
                _tokens,
                _moments,
                _actor(to),
                block.timestamp,
                _signClaim(who % ACTORS, _actor(to))
            )
        );
        (bool done,) = _act(_actor(submitter), address(ledger), data, Kind.Exit, "claimAllFor");
        if (done) _claimed(owed, tt.balanceOf(_actor(to)) - before);
    }

    function _fundFans(
        address by,
        address token,
        uint256 amount
    ) internal {
        bytes memory data = abi.encodeCall(market.fundFans, (token, amount));
        (bool done,) = _act(by, address(market), data, Kind.Step, "fundFans");
        if (!done) return;
        _ghost.credits += amount;
        _ghost.roundings += 2;
    }

    /// @return Whether `account` was owed anything.
    function _claimAll(
        address account,
        address to
    ) internal returns (bool) {
        uint256 owed = ledger.owed(account, _tokens, _moments);
        if (owed == 0) return false;
        uint256 before = tt.balanceOf(to);
        bytes memory data = abi.encodeCall(ledger.claimAll, (_tokens, _moments, to));
        (bool done,) = _act(account, address(ledger), data, Kind.Exit, "claimAll");
        if (done) _claimed(owed, tt.balanceOf(to) - before);
        return true;
    }

    function _claimed(
        uint256 owed,
        uint256 paid
    ) private {
        _equal("I8", "paid = owed", paid, owed);
        _ghost.claims += paid;
        _ghost.roundings += 4 * _tokens.length;
    }

    function _signClaim(
        uint256 who,
        address to
    ) private view returns (bytes memory) {
        if (_actors[who] == address(HOSTILE)) return hex"01";
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN_TYPEHASH,
                keccak256("Toktok PayoutLedger"),
                keccak256("1"),
                block.chainid,
                address(ledger)
            )
        );
        bytes32 claim = keccak256(
            abi.encode(
                CLAIM_ALL_TYPEHASH,
                _actors[who],
                keccak256(abi.encodePacked(_tokens)),
                keccak256(abi.encodePacked(_moments)),
                to,
                ledger.nonces(_actors[who]),
                block.timestamp
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(_names[who]), typedData(domain, claim));
        return abi.encodePacked(r, s, v);
    }
}
