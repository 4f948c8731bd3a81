// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Split} from "../../../../contracts/types/Split.sol";
import {Payments} from "./Payments.sol";

/// @notice Income: what people give, how it is divided, and how it is claimed.
abstract contract Payouts is Payments {
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    bytes32 private constant CLAIM_ALL_TYPEHASH = keccak256(
        "ClaimAll(address account,address[] tokens,uint256[] moments,address to,uint256 nonce,uint256 deadline)"
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
        _tip(a, _actor(to), _amount(amount, tt.balanceOf(a) / 100));
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
        if (done) _received(given, 1);
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
        if (done) _received(given, 1);
    }

    function setSplits(
        uint256 who,
        uint256 seed
    ) external {
        bytes memory data = abi.encodeCall(ledger.setSplits, (_someSplits(seed)));
        _act(_actor(who), address(ledger), data, Kind.Step, "setSplits");
    }

    /// @notice Lists that the ledger refuses: too long, not whole, for nobody, for a contract that cannot claim.
    function setBadSplits(
        uint256 who,
        uint256 kind
    ) external {
        Split[] memory splits = new Split[](kind % 4 == 0 ? 9 : 2);
        for (uint256 i; i < splits.length; ++i) {
            splits[i] = Split(_actor(i), uint16(BPS / splits.length));
        }
        if (kind % 4 == 0) splits[0].bps += uint16(BPS % splits.length);
        if (kind % 4 == 1) splits[0].bps += 1;
        if (kind % 4 == 2) splits[0].recipient = NOBODY;
        if (kind % 4 == 3) {
            splits[0].recipient = kind % 8 == 3 ? address(market) : address(ledger);
        }
        bytes memory data = abi.encodeCall(ledger.setSplits, (splits));
        _fails(_actor(who), address(ledger), data, "I8", "a list that cannot be paid");
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
            if (_claimAll(_actor(who % ACTORS + i), _actor(to), _listed(to >> 8))) return;
        }
        _idle();
    }

    /// @notice Somebody else submits what the account has signed; the hostile contract signs by EIP-1271.
    function claimAllFor(
        uint256 who,
        uint256 to,
        uint256 submitter
    ) external {
        (uint256 index, address a) = _signer(who);
        uint256[] memory some = _listed(to >> 8);
        uint256 owed = ledger.owed(a, _tokens, some);
        if (owed == 0) _idle();
        bytes memory signature = _sign(index, _digestOf(a, some, _actor(to)));
        uint256 before = tt.balanceOf(_actor(to));
        bytes memory data = abi.encodeCall(
            ledger.claimAllFor, (a, _tokens, some, _actor(to), block.timestamp, signature)
        );
        (bool done,) = _act(_actor(submitter), address(ledger), data, Kind.Exit, "claimAllFor");
        if (done) _claimed(owed, tt.balanceOf(_actor(to)) - before, some.length);
        _fails(_actor(submitter), address(ledger), data, "I8", "a signed claim twice");
    }

    function _tip(
        address by,
        address to,
        uint256 amount
    ) internal {
        bytes memory data = abi.encodeCall(ledger.tip, (to, amount));
        (bool done,) = _act(by, address(ledger), data, Kind.Step, "tip");
        if (done) _received(amount, 1);
    }

    function _fundFans(
        address by,
        address token,
        uint256 amount
    ) internal {
        bytes memory data = abi.encodeCall(market.fundFans, (token, amount));
        (bool done,) = _act(by, address(market), data, Kind.Step, "fundFans");
        if (done) _received(amount, 1);
    }

    /// @return Whether `account` was owed anything.
    function _claimAll(
        address account,
        address to,
        uint256[] memory some
    ) internal returns (bool) {
        uint256 owed = ledger.owed(account, _tokens, some);
        if (owed == 0) return false;
        uint256 before = tt.balanceOf(to);
        bytes memory data = abi.encodeCall(ledger.claimAll, (_tokens, some, to));
        (bool done,) = _act(account, address(ledger), data, Kind.Exit, "claimAll");
        if (done) _claimed(owed, tt.balanceOf(to) - before, some.length);
        return true;
    }

    /// @dev All accounts of moments or none.
    function _listed(
        uint256 seed
    ) private view returns (uint256[] memory) {
        return seed % 2 == 0 ? _accounts : none();
    }

    function _claimed(
        uint256 owed,
        uint256 paid,
        uint256 divided
    ) private {
        _equal("I8", "paid = owed", paid, owed);
        _ghost.claims += paid;
        _ghost.roundings += 4 * (_tokens.length + divided);
    }

    /// @dev What `account` signs for a claim in this block, put together from what the interface says of it.
    function _digestOf(
        address account,
        uint256[] memory some,
        address to
    ) private view returns (bytes32) {
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
                account,
                keccak256(abi.encodePacked(_tokens)),
                keccak256(abi.encodePacked(some)),
                to,
                ledger.nonces(account),
                block.timestamp
            )
        );
        return typedData(domain, claim);
    }
}
