// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Guarded} from "../base/Guarded.sol";
import {SelfPermit} from "../base/SelfPermit.sol";
import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {IPayoutLedger} from "../interfaces/IPayoutLedger.sol";
import {ITopMoments} from "../interfaces/ITopMoments.sol";
import {Edition, Run} from "../types/MomentSlots.sol";
import {MomentTerms} from "../types/MomentTerms.sol";
import {Source} from "../types/Source.sol";
import {Voucher} from "../types/Voucher.sol";
import {MomentVouchers} from "./MomentVouchers.sol";
import {Moments} from "./Moments.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1363} from "@openzeppelin/contracts/interfaces/IERC1363.sol";

/// @title Top moments
/// @dev Calls nobody but ledger, market, sounds and TT, none of which call anyone back, and last of all the receiver
/// of a `safeTransferFrom`. A contract is asked about its voucher without letting it change anything.
contract TopMoments is Moments, MomentVouchers, Guarded, SelfPermit {
    IERC1363 private immutable _TT;

    /// @inheritdoc ITopMoments
    mapping(uint256 moment => mapping(address account => uint256 count)) public mintedTo;

    /// @param authority AccessManager that names the guardian.
    /// @param ledger_ Where sales are paid to.
    /// @param sounds_ Where shares of sounds are read.
    constructor(
        address authority,
        address ledger_,
        address sounds_
    ) AccessManaged(authority) Moments(ledger_, sounds_) {
        _TT = IERC1363(IPayoutLedger(ledger_).tt());
    }

    /// @inheritdoc ITopMoments
    function createMoment(
        MomentTerms calldata terms
    ) external returns (uint256 moment) {
        moment = _create(msg.sender, terms, bytes32(0));
        if (terms.price == 0) _mintSerials(moment, _editionOf(moment), 1, msg.sender, address(0));
    }

    /// @inheritdoc ITopMoments
    function mint(
        uint256 moment,
        uint256 quantity,
        address to,
        uint256 maxCost,
        address referrer
    ) external whenEntriesOpen returns (uint256 firstTokenId) {
        return _sell(moment, quantity, to, maxCost, referrer);
    }

    /// @inheritdoc ITopMoments
    function mintVoucher(
        Voucher calldata voucher,
        bytes calldata signature,
        uint256 quantity,
        address to,
        uint256 maxCost,
        address referrer
    ) external whenEntriesOpen returns (uint256 firstTokenId) {
        bytes32 hash = hashVoucher(voucher);
        uint256 moment = momentOfVoucher[hash];
        if (moment == 0) {
            _use(voucher, hash, signature);
            moment = _create(voucher.creator, voucher.terms, hash);
            momentOfVoucher[hash] = moment;
            emit VoucherUsed(voucher.creator, voucher.nonce, moment);
        }
        return _sell(moment, quantity, to, maxCost, referrer);
    }

    /// @inheritdoc ITopMoments
    function redeem(
        uint256 tokenId
    ) external {
        Run token = _tokenAt(tokenId);
        address owner = token.owner();
        require(msg.sender == owner, ERC721IncorrectOwner(msg.sender, tokenId, owner));
        uint256 moment = tokenId / SERIALS;
        require(_editionOf(moment).hasPerk(), NoPerk(moment));
        require(!token.redeemed(), PerkSpent(tokenId));
        uint256 version = _rewrite(tokenId, token, owner, true, token.approved());
        emit PerkRedeemed(tokenId, owner, version);
        emit MetadataUpdate(tokenId);
    }

    /// @inheritdoc ITopMoments
    function contractURI() external pure returns (string memory) {
        return "data:application/json,%7B%22name%22%3A%22Toktok%20Top%20Moments%22%2C%22description%22%3A"
            "%22Numbered%20editions%20and%20one-of-ones%20of%20creators%27%20best%20videos.%22%7D";
    }

    /// @dev Sells serials of an open moment, if they are left and cost no more than the caller wants to pay.
    function _sell(
        uint256 moment,
        uint256 quantity,
        address to,
        uint256 maxCost,
        address referrer
    ) private returns (uint256 firstTokenId) {
        Edition edition = _editionOf(moment);
        require(quantity != 0, ZeroQuantity());
        require(_canReceive(to), InvalidRecipient(to));
        _checkOpen(moment, edition);
        uint256 remaining = edition.editionSize() - edition.minted();
        require(quantity <= remaining, EditionSoldOut(moment, remaining, quantity));
        // At most 10,000 prices of 96 bits.
        uint256 cost;
        unchecked {
            cost = edition.price() * quantity;
        }
        require(cost <= maxCost, CostExceeded(maxCost, cost));
        firstTokenId = _mintSerials(moment, edition, quantity, to, referrer);
        bytes memory sale = abi.encode(Source.Sale, moment, referrer);
        _TT.transferFromAndCall(msg.sender, ledger, cost, sale);
    }

    /// @dev Mints serials that are left, within the limit of the account.
    function _mintSerials(
        uint256 moment,
        Edition edition,
        uint256 quantity,
        address to,
        address referrer
    ) private returns (uint256 firstTokenId) {
        if (edition.maxPerWallet() != 0) _countFor(to, moment, edition.maxPerWallet(), quantity);
        // No more than the edition.
        unchecked {
            uint256 minted = edition.minted();
            firstTokenId = moment * SERIALS + minted + 1;
            minted += quantity;
            _moments[moment].edition = edition.withMinted(minted);
            _mintTokens(to, firstTokenId, quantity);
            emit Minted(
                moment,
                msg.sender,
                to,
                firstTokenId,
                quantity,
                edition.price() * quantity,
                referrer,
                minted
            );
        }
    }

    function _countFor(
        address account,
        uint256 moment,
        uint256 limit,
        uint256 quantity
    ) private {
        uint256 before = mintedTo[moment][account];
        // Never above the limit.
        unchecked {
            require(
                quantity <= limit - before, WalletLimitExceeded(account, limit - before, quantity)
            );
            mintedTo[moment][account] = before + quantity;
        }
    }

    function _checkOpen(
        uint256 moment,
        Edition edition
    ) private view {
        uint256 opensAt = edition.opensAt();
        require(block.timestamp >= opensAt, SaleNotOpen(moment, opensAt));
        uint256 closesAt = edition.closesAt();
        require(closesAt == 0 || block.timestamp < closesAt, SaleClosed(moment, closesAt));
    }

    function _registry() internal view override returns (ICreatorRegistry) {
        return _MARKET;
    }

    function _permitToken() internal view override returns (address) {
        return address(_TT);
    }
}
