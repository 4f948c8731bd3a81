// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SelfPermit} from "../base/SelfPermit.sol";
import {ICreatorMarket} from "../interfaces/ICreatorMarket.sol";
import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {ILaunches} from "../interfaces/ILaunches.sol";
import {IPayoutLedger} from "../interfaces/IPayoutLedger.sol";
import {Split} from "../types/Split.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Payout ledger
/// @dev Holds exactly what it has credited and not yet paid; TT that was sent to it by mistake stays unassigned.
contract PayoutLedger is IPayoutLedger, SelfPermit, EIP712, Nonces {
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_SPLITS = 8;
    uint256 private constant TIP_FANS_BPS = 500;
    uint256 private constant TIP_PROTOCOL_BPS = 500;

    bytes32 private constant CLAIM_ALL_TYPEHASH = keccak256(
        "ClaimAll(address account,address[] tokens,address to,uint256 nonce,uint256 deadline)"
    );

    /// @inheritdoc IPayoutLedger
    // solhint-disable-next-line immutable-vars-naming
    address public immutable market;

    /// @inheritdoc IPayoutLedger
    // solhint-disable-next-line immutable-vars-naming
    address public immutable tt;

    /// @inheritdoc IPayoutLedger
    mapping(address account => uint256 amount) public balanceOf;

    mapping(address creator => Split[]) private _splits;

    constructor(
        address market_,
        address tt_
    ) EIP712("Toktok PayoutLedger", "1") {
        market = market_;
        tt = tt_;
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
        address[] calldata tokens
    ) external view returns (uint256) {
        return balanceOf[account] + ICreatorMarket(market).owed(account, tokens);
    }

    /// @inheritdoc IPayoutLedger
    function splitsOf(
        address creator
    ) external view returns (Split[] memory) {
        return _splits[creator];
    }

    /// @inheritdoc IPayoutLedger
    function setSplits(
        Split[] calldata splits
    ) external {
        _checkSplits(splits);
        delete _splits[msg.sender];
        for (uint256 i; i < splits.length; ++i) {
            _splits[msg.sender].push(splits[i]);
        }
        emit SplitsSet(msg.sender, splits);
    }

    /// @inheritdoc IPayoutLedger
    function tip(
        address creator,
        uint256 amount
    ) external {
        require(amount != 0, ZeroAmount());
        require(creator != address(0), InvalidRecipient(creator));
        address token = ICreatorRegistry(market).tokenOf(creator);
        uint256 toFans = ILaunches(market).isTrading(token) ? amount * TIP_FANS_BPS / BPS : 0;
        uint256 toProtocol = amount * TIP_PROTOCOL_BPS / BPS;
        uint256 toCreatorSide = amount - toFans - toProtocol;

        IERC20(tt).transferFrom(msg.sender, address(this), amount);
        emit Tipped(creator, msg.sender, amount, toCreatorSide, toFans, toProtocol);
        _creditCreatorSide(creator, Source.Tip, toCreatorSide);
        _credit(ICreatorMarket(market).protocolPayout(), creator, Source.Tip, toProtocol);
        if (toFans != 0) ICreatorMarket(market).fundFans(token, toFans);
    }

    /// @inheritdoc IPayoutLedger
    function claimAll(
        address[] calldata tokens,
        address to
    ) external returns (uint256 amount) {
        return _claimAll(msg.sender, tokens, to);
    }

    /// @inheritdoc IPayoutLedger
    function claimAllFor(
        address account,
        address[] calldata tokens,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 amount) {
        require(block.timestamp <= deadline, SignatureExpired(deadline, block.timestamp));
        bytes32 structHash = keccak256(
            abi.encode(
                CLAIM_ALL_TYPEHASH,
                account,
                keccak256(abi.encodePacked(tokens)),
                to,
                _useNonce(account),
                deadline
            )
        );
        bool valid =
            SignatureChecker.isValidSignatureNow(account, _hashTypedDataV4(structHash), signature);
        require(valid, InvalidSignature(account));
        return _claimAll(account, tokens, to);
    }

    function _claimAll(
        address account,
        address[] calldata tokens,
        address to
    ) private returns (uint256 amount) {
        require(to != address(0) && to != address(this) && to != market, InvalidRecipient(to));
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

    /// @dev Divides `amount` among the creator's splits; the last takes what rounding left.
    function _creditCreatorSide(
        address creator,
        Source source,
        uint256 amount
    ) private {
        Split[] memory splits = _splits[creator];
        if (splits.length == 0) {
            _credit(ICreatorRegistry(market).payoutOf(creator), creator, source, amount);
            return;
        }
        uint256 left = amount;
        uint256 last = splits.length - 1;
        for (uint256 i; i < last; ++i) {
            uint256 part = amount * splits[i].bps / BPS;
            left -= part;
            _credit(splits[i].recipient, creator, source, part);
        }
        _credit(splits[last].recipient, creator, source, left);
    }

    function _credit(
        address account,
        address creator,
        Source source,
        uint256 amount
    ) private {
        if (amount == 0) return;
        uint256 balance = balanceOf[account] + amount;
        balanceOf[account] = balance;
        emit Credited(account, creator, source, amount, balance);
    }

    function _checkSplits(
        Split[] calldata splits
    ) private pure {
        if (splits.length == 0) return;
        require(splits.length <= MAX_SPLITS, TooManySplits(splits.length, MAX_SPLITS));
        uint256 total;
        for (uint256 i; i < splits.length; ++i) {
            require(
                splits[i].recipient != address(0) && splits[i].bps != 0,
                InvalidSplit(splits[i].recipient, splits[i].bps)
            );
            total += splits[i].bps;
        }
        require(total == BPS, SplitsNotWhole(total));
    }

    function _permitToken() internal view override returns (address) {
        return tt;
    }
}
