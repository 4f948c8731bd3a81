// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IncomeTerms} from "../../../../contracts/types/IncomeTerms.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {IToken} from "../support/Deployed.sol";
import {Minting} from "./Minting.sol";

/// @notice TT that anybody sends into the ledger with a word, accounts that anybody opens there, and royalties that foreign
/// exchanges leave in creator tokens.
abstract contract Payments is Minting {
    uint256 private constant MAX_ACCOUNTS = 8;

    /// @notice An account of a stranger's making: whatever it says, it divides only what was paid into it.
    function openAccount(
        uint256 who,
        uint256 of_,
        uint256 seed
    ) external {
        if (_accounts.length >= MAX_ACCOUNTS) _idle();
        Split[] memory splits = _someSplits(seed);
        Split[] memory soundSplits = _someSplits(seed >> 64);
        vm.startPrank(_actor(who));
        bytes32 list = ledger.registerSplits(splits);
        bytes32 soundList = ledger.registerSplits(soundSplits);
        vm.stopPrank();
        IncomeTerms memory t = IncomeTerms({
            creator: _actor(of_),
            royaltyBps: uint16((seed >> 128) % 1001),
            soundBps: soundList == 0 ? 0 : uint16((seed >> 144) % 2001),
            soundSplits: soundList,
            splits: list
        });
        bytes memory data = abi.encodeCall(ledger.openMoment, (t));
        (bool done,) = _act(_actor(who), address(ledger), data, Kind.Step, "openMoment");
        if (done) _accounts.push(ledger.momentCount());
    }

    /// @notice A sale or resale that somebody says was one.
    function payMoment(
        uint256 who,
        uint256 which,
        uint256 amount,
        uint256 referrer
    ) external {
        address a = _actor(who);
        uint256 moment = _accounts[which % _accounts.length];
        Source source = (which >> 8) % 2 == 0 ? Source.Sale : Source.Resale;
        _pay(a, _amount(amount, tt.balanceOf(a) / 1000), source, moment, _referrer(referrer), 0);
    }

    /// @notice An income of a creator, or money for an account, which may be one that can never claim it.
    function payAccount(
        uint256 who,
        uint256 to,
        uint256 amount,
        uint256 kind
    ) external {
        address a = _actor(who);
        // The first of the strays is the ledger, which takes nothing for itself.
        address subject =
            to % 16 == 0 ? _strays[1 + (to >> 8) % (_strays.length - 1)] : _actor(to >> 8);
        Source[5] memory sources =
            [Source.Tip, Source.Royalty, Source.Subscription, Source.Fund, Source.Outbid];
        uint256 given = _amount(amount, tt.balanceOf(a) / 1000);
        _pay(a, given, sources[kind % 5], uint160(subject), NOBODY, 1);
    }

    /// @notice What the ledger does not take: for nobody, for itself, from nowhere, of no kind.
    function payNobody(
        uint256 who,
        uint256 amount,
        uint256 kind
    ) external {
        address a = _actor(who);
        uint256 given = _amount(amount, tt.balanceOf(a) / 1000);
        uint256 unknown = ledger.momentCount() + 1;
        uint256 wide = uint256(uint160(a)) | 1 << 160;
        bytes[9] memory words = [
            abi.encode(Source.Sale, unknown, NOBODY),
            abi.encode(Source.Resale, uint256(0), NOBODY),
            abi.encode(Source.Referral, uint160(a), NOBODY),
            abi.encode(Source.Tip, uint256(0), NOBODY),
            abi.encode(Source.Fund, uint160(address(ledger)), NOBODY),
            abi.encode(Source.Outbid, uint160(address(market)), NOBODY),
            abi.encode(Source.Fund, wide, NOBODY),
            abi.encode(uint256(8), uint160(a), NOBODY),
            bytes("")
        ];
        bytes memory data = abi.encodeWithSignature(
            "transferAndCall(address,uint256,bytes)", ledger, given, words[kind % 9]
        );
        _fails(a, address(tt), data, "I8", "a payment for nobody");
        data = abi.encodeCall(
            ledger.onTransferReceived, (a, a, given, abi.encode(Source.Fund, uint160(a), NOBODY))
        );
        _fails(a, address(ledger), data, "I8", "a payment that TT did not make");
    }

    function distribute(
        uint256 who,
        uint256 which
    ) external {
        uint256[] memory some =
            which % 4 == 0 ? _accounts : onlyMoment(_accounts[(which >> 8) % _accounts.length]);
        _distribute(_actor(who), some);
    }

    /// @notice Royalties that arrived in a creator token, as ETH or TT.
    function sweep(
        uint256 who,
        uint256 which
    ) external {
        for (uint256 i; i < _tokens.length; ++i) {
            if (_sweep(_actor(who), _tokens[(which % _tokens.length + i) % _tokens.length])) {
                return;
            }
        }
        _idle();
    }

    function _distribute(
        address by,
        uint256[] memory some
    ) internal {
        bytes memory data = abi.encodeCall(ledger.distribute, (some));
        (bool done,) = _act(by, address(ledger), data, Kind.Exit, "distribute");
        if (!done) return;
        _ghost.roundings += 4 * some.length;
        for (uint256 i; i < some.length; ++i) {
            (uint256 sales, uint256 resales, uint256 referred) = ledger.bookedOf(some[i]);
            _equal("I8", "booked after a division = 0", sales + resales + referred, 0);
        }
    }

    /// @return Whether there was anything to sweep.
    function _sweep(
        address by,
        address token
    ) internal returns (bool) {
        uint256 expected = tt.balanceOf(token) + token.balance * 10_000;
        if (expected == 0) return false;
        bytes memory data = abi.encodeCall(IToken(token).sweep, ());
        (bool done, bytes memory result) = _act(by, token, data, Kind.Exit, "sweep");
        if (!done) return true;
        _equal("I8", "swept = what arrived", abi.decode(result, (uint256)), expected);
        _received(expected, 1);
        strayTt[token] = 0;
        return true;
    }

    /// @dev By either way of ERC-1363.
    function _pay(
        address by,
        uint256 amount,
        Source source,
        uint256 subject,
        address referrer,
        uint256 touches
    ) internal {
        bytes memory word = abi.encode(source, subject, referrer);
        bytes memory data = amount % 2 == 0
            ? abi.encodeWithSignature(
                "transferAndCall(address,uint256,bytes)", ledger, amount, word
            )
            : abi.encodeWithSignature(
                    "transferFromAndCall(address,address,uint256,bytes)", by, ledger, amount, word
                );
        if (amount % 2 != 0) {
            vm.prank(by);
            tt.approve(by, amount);
        }
        (bool done,) = _act(by, address(tt), data, Kind.Step, "payment into the ledger");
        if (done) _received(amount, touches);
    }
}
