// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {ISoundLibrary} from "../../../../contracts/interfaces/ISoundLibrary.sol";
import {ISplits} from "../../../../contracts/interfaces/ISplits.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {Moments} from "../support/Moments.sol";

contract SoundsTest is Moments {
    bytes32 private constant HASH = keccak256("song");

    function testFuzz_ASoundIsWhatItsArtistSays(
        uint256 length,
        bytes32 contentHash,
        uint256 shareBps
    ) public {
        vm.assume(contentHash != 0);
        string memory uri = string(new bytes(bound(length, 1, 256)));
        uint16 share = uint16(bound(shareBps, 1, 2000));
        Split[] memory splits = divided();
        bytes32 list = keccak256(abi.encode(splits));
        vm.expectEmit(address(sounds));
        emit ISoundLibrary.SoundRegistered(1, stranger, contentHash, uri, share, list);
        vm.prank(stranger);
        assertEq(sounds.registerSound(uri, contentHash, share, splits), 1, "first");
        ISoundLibrary.Sound memory sound = sounds.soundOf(1);
        assertEq(sound.artist, stranger, "artist");
        assertEq(sound.shareBps, share, "share");
        assertEq(uint256(sound.contentHash), uint256(contentHash), "content");
        assertEq(uint256(sound.splits), uint256(list), "list");
        assertEq(sound.uri, uri, "uri");
        assertEq(sounds.soundCount(), 1, "counted");
        assertEq(ledger.splitsAt(list).length, 3, "stored");
    }

    function test_WithoutSplitsAllIsTheArtists() public {
        uint256 soundId = register("ipfs://song", HASH, 2000, new Split[](0));
        Split[] memory list = ledger.splitsAt(sounds.soundOf(soundId).splits);
        assertEq(list.length, 1, "one");
        assertEq(list[0].recipient, stranger, "the artist");
        assertEq(list[0].bps, 10_000, "all");
    }

    function test_SoundsAreCounted() public {
        assertEq(register("ipfs://song", HASH, 1, divided()), 1, "first");
        assertEq(register("ipfs://song", HASH, 1, divided()), 2, "the same again is another");
        assertEq(sounds.soundCount(), 2, "two");
        assertEq(sounds.ledger(), address(ledger), "ledger");
    }

    function test_ASoundIsPaidWithEveryMomentThatUsesIt() public {
        MomentTerms memory terms = momentTerms();
        terms.soundId = uint64(register("ipfs://song", HASH, 1000, new Split[](0)));
        uint256[] memory ids = new uint256[](1);
        ids[0] = createMoment(creator, terms);
        mint(fan, ids[0], 10);
        ledger.distribute(ids);
        // Of 100 TT, 85 are the creator side's, of which the sound has a tenth.
        assertEq(ledger.balanceOf(stranger), 8.5e18, "the artist's");
        assertEq(ledger.balanceOf(creator), 86.5e18, "the creator's, with the fans' part");
    }

    function test_AnUnknownSoundReverts() public {
        register("ipfs://song", HASH, 1, divided());
        vm.expectRevert(abi.encodeWithSelector(ISoundLibrary.UnknownSound.selector, 0));
        sounds.soundOf(0);
        vm.expectRevert(abi.encodeWithSelector(ISoundLibrary.UnknownSound.selector, 2));
        sounds.soundOf(2);
    }

    function test_ASoundOutOfBoundsReverts() public {
        vm.expectRevert(abi.encodeWithSelector(IBounds.InvalidText.selector, "uri", 0, 1, 256));
        register("", HASH, 1, divided());
        vm.expectRevert(abi.encodeWithSelector(IBounds.InvalidText.selector, "uri", 257, 1, 256));
        register(string(new bytes(257)), HASH, 1, divided());
        vm.expectRevert(ISoundLibrary.MissingContentHash.selector);
        register("ipfs://song", 0, 1, divided());
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, "shareBps", 0, 1, 2000)
        );
        register("ipfs://song", HASH, 0, divided());
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, "shareBps", 2001, 1, 2000)
        );
        register("ipfs://song", HASH, 2001, divided());
        Split[] memory splits = divided();
        splits[2].bps = 0;
        vm.expectRevert(abi.encodeWithSelector(ISplits.InvalidSplit.selector, fan, 0));
        register("ipfs://song", HASH, 1, splits);
        assertEq(sounds.soundCount(), 0, "none");
    }

    function register(
        string memory uri,
        bytes32 contentHash,
        uint16 shareBps,
        Split[] memory splits
    ) private returns (uint256) {
        vm.prank(stranger);
        return sounds.registerSound(uri, contentHash, shareBps, splits);
    }

    function divided() private view returns (Split[] memory splits) {
        splits = new Split[](3);
        splits[0] = Split(stranger, 3333);
        splits[1] = Split(collector, 3333);
        splits[2] = Split(fan, 3334);
    }
}
