// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SelfPermit} from "../base/SelfPermit.sol";
import {ICreatorMarket} from "../interfaces/ICreatorMarket.sol";
import {IPayoutLedger} from "../interfaces/IPayoutLedger.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {Source} from "../types/Source.sol";
import {Incomes} from "./Incomes.sol";
import {MomentIncome} from "./MomentIncome.sol";
import {IERC1363Receiver} from "@openzeppelin/contracts/interfaces/IERC1363Receiver.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title Payout ledger
/// @dev Holds exactly what it has credited and booked and not yet paid; TT that was sent to it by plain transfer stays
/// unassigned.
contract PayoutLedger is MomentIncome, SelfPermit, EIP712, Nonces, IERC1363Receiver {
    bytes32 private constant CLAIM_ALL_TYPEHASH = keccak256(
        "ClaimAll(address account,address[] tokens,uint256[] moments,address to,uint256 nonce,uint256 deadline)"
    );

    constructor(
        address market_,
        address tt_
    ) EIP712("Toktok PayoutLedger", "1") Incomes(market_, tt_) {
        // The fans' part goes to the market's pools.
        IERC20(tt_).approve(market_, type(uint256).max);
    }

    /// @inheritdoc IPayoutLedger
    function nonces(
        address account
    ) public view override(IPayoutLedger, Nonces) returns (uint256) {
        return Nonces.nonces(account);
    }

    /// @inheritdoc IPayoutLedger
    function owed(
        address account,
        address[] calldata tokens,
        uint256[] calldata moments
    ) external view returns (uint256 amount) {
        amount = balanceOf[account] + ICreatorMarket(market).owed(account, tokens);
        for (uint256 i; i < moments.length; ++i) {
            amount += _bookedFor(account, moments[i]);
        }
    }

    /// @inheritdoc IPayoutLedger
    function tip(
        address creator,
        uint256 amount
    ) external {
        require(amount != 0, ZeroAmount());
        IERC20(tt).transferFrom(msg.sender, address(this), amount);
        _receive(Source.Tip, uint160(creator), msg.sender, amount);
    }

    /// @notice Books TT that has arrived by `transferAndCall` or `transferFromAndCall`. TT only.
    /// @param from Who paid.
    /// @param value TT wei, above 0.
    /// @param data abi.encode(Source source, uint256 subject, address referrer).
    function onTransferReceived(
        address,
        address from,
        uint256 value,
        bytes calldata data
    ) external returns (bytes4) {
        require(msg.sender == tt, OnlyTT(msg.sender));
        require(value != 0, ZeroAmount());
        (Source source, uint256 subject, address referrer) =
            abi.decode(data, (Source, uint256, address));
        if (source == Source.Sale || source == Source.Resale) {
            _book(subject, source, from, value, referrer);
        } else {
            _receive(source, subject, from, value);
        }
        return IERC1363Receiver.onTransferReceived.selector;
    }

    /// @inheritdoc IPayoutLedger
    function claimAll(
        address[] calldata tokens,
        uint256[] calldata moments,
        address to
    ) external returns (uint256 amount) {
        return _claimAll(msg.sender, tokens, moments, to);
    }

    /// @inheritdoc IPayoutLedger
    function claimAllFor(
        address account,
        address[] calldata tokens,
        uint256[] calldata moments,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 amount) {
        require(block.timestamp <= deadline, SignatureExpired(deadline, block.timestamp));
        bytes32 digest = _claimDigest(account, tokens, moments, to, deadline);
        require(Signatures.isSigned(account, digest, signature), InvalidSignature(account));
        return _claimAll(account, tokens, moments, to);
    }

    /// @dev What `account` signs for its next claim; uses the nonce up.
    function _claimDigest(
        address account,
        address[] calldata tokens,
        uint256[] calldata moments,
        address to,
        uint256 deadline
    ) private returns (bytes32) {
        bytes32 structHash = keccak256(
            abi.encode(
                CLAIM_ALL_TYPEHASH,
                account,
                keccak256(abi.encodePacked(tokens)),
                keccak256(abi.encodePacked(moments)),
                to,
                _useNonce(account),
                deadline
            )
        );
        return _hashTypedDataV4(structHash);
    }

    function _claimAll(
        address account,
        address[] calldata tokens,
        uint256[] calldata moments,
        address to
    ) private returns (uint256 amount) {
        require(_canClaim(to), InvalidRecipient(to));
        distribute(moments);
        uint256 credited = balanceOf[account];
        if (credited != 0) {
            balanceOf[account] = 0;
            // The market's part comes here first, so that the account gets one transfer.
            amount = credited + ICreatorMarket(market).collect(account, tokens, address(this));
            IERC20(tt).transfer(to, amount);
        } else {
            amount = ICreatorMarket(market).collect(account, tokens, to);
        }
        require(amount != 0, NothingOwed(account));
        emit Claimed(account, to, amount, credited);
    }

    /// @dev Money for an account: credited whole where it is the account's own, divided where it is a creator's income.
    function _receive(
        Source source,
        uint256 subject,
        address payer,
        uint256 amount
    ) private {
        address account = address(uint160(subject));
        require(subject >> 160 == 0 && _canClaim(account), InvalidRecipient(account));
        if (source == Source.Fund) return _credit(account, account, source, amount);
        if (source == Source.Outbid) return _credit(account, address(0), source, amount);
        Income memory income = _incomeOf(source, account, payer, amount);
        _divide(income);
        _fundFans(income.token, income.parts.toFans);
    }

    function _permitToken() internal view override returns (address) {
        return tt;
    }
}
