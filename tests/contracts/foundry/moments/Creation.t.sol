// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {ISoundLibrary} from "../../../../contracts/interfaces/ISoundLibrary.sol";
import {ISplits} from "../../../../contracts/interfaces/ISplits.sol";
import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {IncomeTerms} from "../../../../contracts/types/IncomeTerms.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {Moments} from "../support/Moments.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

contract CreationTest is Moments {
    uint256 private constant LATEST = type(uint40).max;

    function testFuzz_AMomentIsWhatItsTermsSay(
        MomentTerms memory terms,
        uint8 perkLength
    ) public {
        makeValid(terms, perkLength);
        uint256 moment = createMoment(stranger, terms);
        ITopMoments.Moment memory m = moments.momentState(moment);
        assertEq(m.creator, stranger, "creator");
        assertEq(uint256(m.contentHash), uint256(terms.contentHash), "content");
        assertEq(m.editionSize, terms.editionSize, "size");
        assertEq(m.minted, 0, "minted");
        assertEq(m.price, terms.price, "price");
        assertEq(m.opensAt, terms.opensAt, "opens");
        assertEq(m.closesAt, terms.closesAt, "closes");
        assertEq(m.maxPerWallet, terms.maxPerWallet, "per wallet");
        assertEq(m.royaltyBps, terms.royaltyBps, "royalty");
        assertEq(m.soundId, 0, "sound");
        assertTrue(m.hasPerk == (perkLength != 0), "perk");
        assertEq(m.uri, terms.uri, "uri");
    }

    function test_ItEmitsMomentCreated() public {
        MomentTerms memory terms = momentTerms();
        terms.splits = halves();
        vm.expectEmit(address(moments));
        emit ITopMoments.MomentCreated(1, creator, terms.contentHash, terms, bytes32(0));
        createMoment(creator, terms);
    }

    function test_ItsIdIsTheOneOfItsAccount() public {
        IncomeTerms memory others = ledger.incomeTermsOf(createMoment());
        vm.prank(stranger);
        assertEq(ledger.openMoment(others), 2, "somebody else's account");
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.UnknownMoment.selector, 2));
        moments.momentState(2);
        assertEq(createMoment(), 3, "the next");
        assertEq(ledger.momentCount(), 3, "in the ledger");
    }

    function test_ItsIncomeIsDividedAsItsTermsSay() public {
        MomentTerms memory terms = momentTerms();
        terms.royaltyBps = 750;
        IncomeTerms memory income = ledger.incomeTermsOf(createMoment(creator, terms));
        assertEq(income.creator, creator, "creator");
        assertEq(income.royaltyBps, 750, "royalty");
        assertEq(income.soundBps, 0, "no sound");
        assertEq(uint256(income.soundSplits), 0, "no sound's list");
        assertEq(uint256(income.splits), 0, "the creator's own list");
        terms.splits = halves();
        income = ledger.incomeTermsOf(createMoment(creator, terms));
        assertEq(uint256(income.splits), uint256(keccak256(abi.encode(halves()))), "its own list");
        assertEq(ledger.splitsAt(income.splits).length, 2, "stored");
    }

    function test_ASoundsShareIsFixedWithTheMoment() public {
        vm.prank(stranger);
        uint256 sound = sounds.registerSound("ipfs://sound", sha256("song"), 1250, halves());
        MomentTerms memory terms = momentTerms();
        terms.soundId = uint64(sound);
        uint256 moment = createMoment(creator, terms);
        assertEq(moments.momentState(moment).soundId, sound, "sound");
        IncomeTerms memory income = ledger.incomeTermsOf(moment);
        assertEq(income.soundBps, 1250, "share");
        assertEq(uint256(income.soundSplits), uint256(keccak256(abi.encode(halves()))), "list");
    }

    function test_AnUnknownSoundReverts() public {
        MomentTerms memory terms = momentTerms();
        terms.soundId = 1;
        vm.expectRevert(abi.encodeWithSelector(ISoundLibrary.UnknownSound.selector, 1));
        createMoment(creator, terms);
    }

    function test_SplitsThatAreNotWholeRevert() public {
        MomentTerms memory terms = momentTerms();
        terms.splits = halves();
        terms.splits[0].bps = 4999;
        vm.expectRevert(abi.encodeWithSelector(ISplits.SplitsNotWhole.selector, 9999));
        createMoment(creator, terms);
    }

    function test_AFreeOneOfOneIsItsCreatorsAtOnce() public {
        MomentTerms memory terms = momentTerms();
        terms.editionSize = 1;
        terms.price = 0;
        terms.maxPerWallet = 1;
        terms.opensAt = uint40(block.timestamp + 1);
        vm.expectEmit(address(moments));
        emit IERC721.Transfer(address(0), creator, tokenOf(1, 1));
        vm.expectEmit(address(moments));
        emit ITopMoments.Minted(1, creator, creator, tokenOf(1, 1), 1, 0, NOBODY, 1);
        uint256 moment = createMoment(creator, terms);
        assertEq(moments.ownerOf(tokenOf(moment, 1)), creator, "owner");
        assertEq(moments.balanceOf(creator), 1, "balance");
        assertEq(moments.momentState(moment).minted, 1, "minted");
        assertEq(moments.mintedTo(moment, creator), 1, "counted");
        assertEq(tt.balanceOf(address(ledger)), 0, "nothing was paid");
        vm.warp(terms.opensAt);
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.EditionSoldOut.selector, moment, 0, 1));
        mint(fan, moment, 1);
    }

    function test_AOneOfOneWithAPriceIsSold() public {
        MomentTerms memory terms = momentTerms();
        terms.editionSize = 1;
        uint256 moment = createMoment(creator, terms);
        assertEq(moments.momentState(moment).minted, 0, "not minted");
        assertEq(moments.ownerOf(mint(fan, moment, 1)), fan, "sold");
    }

    function test_AnEditionWithoutAPriceReverts() public {
        MomentTerms memory terms = momentTerms();
        terms.price = 0;
        terms.editionSize = 2;
        vm.expectRevert(ITopMoments.MissingPrice.selector);
        createMoment(creator, terms);
    }

    function test_AMomentWithoutAHashReverts() public {
        MomentTerms memory terms = momentTerms();
        terms.contentHash = 0;
        vm.expectRevert(ITopMoments.MissingContentHash.selector);
        createMoment(creator, terms);
    }

    function test_TermsOutOfBoundsRevert() public {
        MomentTerms memory terms = momentTerms();
        terms.editionSize = 0;
        expectOutOfRange(terms, "editionSize", 0, 1, 10_000);
        terms.editionSize = 10_001;
        expectOutOfRange(terms, "editionSize", 10_001, 1, 10_000);
        terms = momentTerms();
        terms.royaltyBps = 1001;
        expectOutOfRange(terms, "royaltyBps", 1001, 0, 1000);
        terms = momentTerms();
        terms.closesAt = uint40(block.timestamp);
        expectOutOfRange(terms, "closesAt", terms.closesAt, block.timestamp + 1, LATEST);
        terms.opensAt = uint40(block.timestamp + 1 days);
        terms.closesAt = terms.opensAt;
        expectOutOfRange(terms, "closesAt", terms.closesAt, terms.opensAt + 1, LATEST);
    }

    function test_TextsOutOfBoundsRevert() public {
        MomentTerms memory terms = momentTerms();
        terms.uri = "";
        expectInvalidText(terms, "uri", 0, 1);
        terms.uri = string(new bytes(257));
        expectInvalidText(terms, "uri", 257, 1);
        terms = momentTerms();
        terms.perk = string(new bytes(257));
        expectInvalidText(terms, "perk", 257, 0);
    }

    function test_TheGuardianCannotStopIt() public {
        vm.prank(guardian);
        moments.pause();
        assertEq(moments.momentState(createMoment()).creator, creator, "created");
    }

    function test_AMomentNobodyCreatedIsUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.UnknownMoment.selector, 1));
        moments.momentState(1);
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.UnknownMoment.selector, 0));
        moments.momentState(0);
    }

    function makeValid(
        MomentTerms memory terms,
        uint8 perkLength
    ) private view {
        terms.uri = string(new bytes(bound(terms.price, 1, 256)));
        if (terms.contentHash == 0) terms.contentHash = sha256("clip");
        terms.editionSize = uint16(bound(terms.editionSize, 1, 10_000));
        if (terms.price == 0) terms.price = 1;
        terms.royaltyBps = uint16(bound(terms.royaltyBps, 0, 1000));
        terms.soundId = 0;
        terms.splits = new Split[](0);
        terms.perk = string(new bytes(perkLength));
        terms.opensAt = uint40(bound(terms.opensAt, 0, LATEST - 1));
        if (terms.closesAt % 4 == 0) terms.closesAt = 0;
        else terms.closesAt = uint40(bound(terms.closesAt, latest(terms.opensAt) + 1, LATEST));
    }

    function latest(
        uint256 opensAt
    ) private view returns (uint256) {
        return opensAt > block.timestamp ? opensAt : block.timestamp;
    }

    function halves() private view returns (Split[] memory splits) {
        splits = new Split[](2);
        splits[0] = Split(stranger, 5000);
        splits[1] = Split(collector, 5000);
    }

    function expectOutOfRange(
        MomentTerms memory terms,
        string memory field,
        uint256 value,
        uint256 minimum,
        uint256 maximum
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, field, value, minimum, maximum)
        );
        createMoment(creator, terms);
    }

    function expectInvalidText(
        MomentTerms memory terms,
        string memory field,
        uint256 length,
        uint256 minimum
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.InvalidText.selector, field, length, minimum, 256)
        );
        createMoment(creator, terms);
    }
}
