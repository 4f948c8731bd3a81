// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {IMomentIncome} from "../interfaces/IMomentIncome.sol";
import {IPayoutLedger} from "../interfaces/IPayoutLedger.sol";
import {ISoundLibrary} from "../interfaces/ISoundLibrary.sol";
import {ISplits} from "../interfaces/ISplits.sol";
import {ITopMoments} from "../interfaces/ITopMoments.sol";
import {Bounds} from "../libraries/Bounds.sol";
import {IncomeTerms} from "../types/IncomeTerms.sol";
import {Edition, Run, packEdition} from "../types/MomentSlots.sol";
import {MomentTerms} from "../types/MomentTerms.sol";
import {MomentToken} from "./MomentToken.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title What moments there are
/// @dev A mint reads and writes the first word of a record, a resale reads the second.
abstract contract Moments is ITopMoments, MomentToken, IERC2981 {
    struct Record {
        Edition edition;
        address creator;
        uint64 soundId;
        uint16 royaltyBps;
        bytes32 contentHash;
        string uri;
    }

    uint256 internal constant SERIALS = 100_000;

    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_EDITION = 10_000;
    uint256 private constant MAX_ROYALTY_BPS = 1000;

    /// @dev ERC-4906 has events only, so its id is a number that was agreed on.
    bytes4 private constant ERC4906_ID = 0x49064906;

    /// @inheritdoc ITopMoments
    // solhint-disable-next-line immutable-vars-naming
    address public immutable ledger;

    /// @inheritdoc ITopMoments
    // solhint-disable-next-line immutable-vars-naming
    address public immutable sounds;

    ICreatorRegistry internal immutable _MARKET;

    mapping(uint256 moment => Record) internal _moments;

    constructor(
        address ledger_,
        address sounds_
    ) {
        ledger = ledger_;
        sounds = sounds_;
        _MARKET = ICreatorRegistry(IPayoutLedger(ledger_).market());
    }

    /// @inheritdoc ITopMoments
    function momentState(
        uint256 moment
    ) external view returns (Moment memory) {
        Edition edition = _editionOf(moment);
        Record storage record = _moments[moment];
        return Moment({
            creator: record.creator,
            contentHash: record.contentHash,
            editionSize: edition.editionSize(),
            minted: edition.minted(),
            price: edition.price(),
            opensAt: edition.opensAt(),
            closesAt: edition.closesAt(),
            maxPerWallet: edition.maxPerWallet(),
            royaltyBps: record.royaltyBps,
            soundId: record.soundId,
            hasPerk: edition.hasPerk(),
            uri: record.uri
        });
    }

    /// @inheritdoc ITopMoments
    function tokenState(
        uint256 tokenId
    ) external view returns (TokenState memory) {
        Run token = _tokenAt(tokenId);
        Record storage record = _moments[tokenId / SERIALS];
        return TokenState({
            owner: token.owner(),
            version: token.version(),
            redeemed: token.redeemed(),
            moment: tokenId / SERIALS,
            serial: tokenId % SERIALS,
            creator: record.creator,
            royaltyBps: record.royaltyBps
        });
    }

    /// @inheritdoc ITopMoments
    function momentOf(
        uint256 tokenId
    ) public view returns (uint256) {
        _tokenAt(tokenId);
        return tokenId / SERIALS;
    }

    /// @inheritdoc ITopMoments
    function serialOf(
        uint256 tokenId
    ) external view returns (uint256) {
        _tokenAt(tokenId);
        return tokenId % SERIALS;
    }

    /// @inheritdoc ITopMoments
    function versionOf(
        uint256 tokenId
    ) external view returns (uint256) {
        return _tokenAt(tokenId).version();
    }

    /// @inheritdoc IERC721Metadata
    function tokenURI(
        uint256 tokenId
    ) external view returns (string memory) {
        return _moments[momentOf(tokenId)].uri;
    }

    /// @notice ERC-2981: the creator's token contract, whose `sweep` divides what arrives; without one the creator's
    /// payout address. Rounded down.
    function royaltyInfo(
        uint256 tokenId,
        uint256 salePrice
    ) external view returns (address receiver, uint256 royaltyAmount) {
        uint256 moment = momentOf(tokenId);
        Record storage record = _moments[moment];
        receiver = IMomentIncome(ledger).tokenOfMoment(moment);
        if (receiver == address(0)) receiver = _MARKET.payoutOf(record.creator);
        royaltyAmount = Math.mulDiv(salePrice, record.royaltyBps, BPS);
    }

    /// @inheritdoc IERC165
    function supportsInterface(
        bytes4 interfaceId
    ) external pure returns (bool) {
        return interfaceId == type(IERC165).interfaceId || interfaceId == type(IERC721).interfaceId
            || interfaceId == type(IERC721Metadata).interfaceId
            || interfaceId == type(IERC2981).interfaceId || interfaceId == ERC4906_ID;
    }

    /// @dev Opens the moment's account and remembers its terms.
    /// @param voucher Hash of the voucher they come from; zero: the creator's own call.
    function _create(
        address creator,
        MomentTerms calldata terms,
        bytes32 voucher
    ) internal returns (uint256 moment) {
        _check(terms);
        require(terms.price != 0 || (terms.editionSize == 1 && voucher == 0), MissingPrice());
        moment = IMomentIncome(ledger).openMoment(_incomeTerms(creator, terms));
        Record storage record = _moments[moment];
        record.edition = packEdition(terms);
        record.creator = creator;
        record.soundId = terms.soundId;
        record.royaltyBps = terms.royaltyBps;
        record.contentHash = terms.contentHash;
        record.uri = terms.uri;
        emit MomentCreated(moment, creator, terms.contentHash, terms, voucher);
    }

    function _editionOf(
        uint256 moment
    ) internal view returns (Edition edition) {
        edition = _moments[moment].edition;
        require(edition.editionSize() != 0, UnknownMoment(moment));
    }

    function _incomeTerms(
        address creator,
        MomentTerms calldata terms
    ) private returns (IncomeTerms memory income) {
        income.creator = creator;
        income.royaltyBps = terms.royaltyBps;
        if (terms.soundId != 0) {
            ISoundLibrary.Sound memory sound = ISoundLibrary(sounds).soundOf(terms.soundId);
            income.soundBps = sound.shareBps;
            income.soundSplits = sound.splits;
        }
        if (terms.splits.length != 0) {
            income.splits = ISplits(ledger).registerSplits(terms.splits);
        }
    }

    function _check(
        MomentTerms calldata t
    ) private view {
        Bounds.checkText("uri", bytes(t.uri).length, 1, 256);
        require(t.contentHash != 0, MissingContentHash());
        Bounds.checkTerm("editionSize", t.editionSize, 1, MAX_EDITION);
        Bounds.checkTerm("royaltyBps", t.royaltyBps, 0, MAX_ROYALTY_BPS);
        Bounds.checkText("perk", bytes(t.perk).length, 0, 256);
        if (t.closesAt != 0) {
            uint256 after_ = Math.max(t.opensAt, block.timestamp);
            Bounds.checkTerm("closesAt", t.closesAt, after_ + 1, type(uint40).max);
        }
    }
}
