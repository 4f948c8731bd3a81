// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {Moments} from "../support/Moments.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @notice Tokens minted together, each touched by itself. Batches of up to 20, so that some have one word, some four.
contract BatchesTest is Moments {
    uint256 private constant LARGEST = 20;

    uint256 private moment;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        // What is in front of the batch is somebody else's.
        mint(collector, moment, 1);
    }

    function test_EveryTokenOfABatchIsTheBuyersInItsFirstVersion() public {
        for (uint256 size = 1; size <= LARGEST; ++size) {
            uint256 state = vm.snapshotState();
            uint256 first = mint(fan, moment, size);
            for (uint256 i; i < size; ++i) {
                assertState(first + i, fan, 1, false);
            }
            assertMissing(first + size);
            assertEq(moments.balanceOf(fan), size, "balance");
            assertTrue(vm.revertToState(state), "back");
        }
    }

    function test_ATransferChangesOneTokenOfABatch() public {
        forEachPosition(false);
    }

    function test_ARedemptionChangesOneTokenOfABatch() public {
        forEachPosition(true);
    }

    function testFuzz_TokensOfABatchGoInAnyOrder(
        uint256 size,
        uint256 seed
    ) public {
        size = bound(size, 1, LARGEST);
        uint256 first = mint(fan, moment, size);
        mint(collector, moment, 1);
        bool[] memory gone = new bool[](size);
        for (uint256 left = size; left > 0; --left) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 i = nthLeft(gone, seed % left);
            gone[i] = true;
            vm.prank(fan);
            moments.transferFrom(fan, stranger, first + i);
            for (uint256 j; j < size; ++j) {
                assertState(first + j, gone[j] ? stranger : fan, gone[j] ? 2 : 1, false);
            }
            assertEq(moments.balanceOf(fan), left - 1, "balance");
        }
        assertState(first - 1, collector, 1, false);
        assertState(first + size, collector, 1, false);
    }

    function test_ATokenThatComesBackIsItselfAgain() public {
        uint256 first = mint(fan, moment, 5);
        for (uint256 i; i < 5; ++i) {
            vm.prank(fan);
            moments.transferFrom(fan, stranger, first + i);
            vm.prank(stranger);
            moments.transferFrom(stranger, fan, first + i);
            assertState(first + i, fan, 3, false);
            assertMissing(first + 5);
        }
    }

    function test_ATransferToItsOwnerIsAVersion() public {
        uint256 first = mint(fan, moment, 3);
        vm.startPrank(fan);
        moments.transferFrom(fan, fan, first);
        moments.transferFrom(fan, fan, first + 2);
        vm.stopPrank();
        assertState(first, fan, 2, false);
        assertState(first + 1, fan, 1, false);
        assertState(first + 2, fan, 2, false);
        assertEq(moments.balanceOf(fan), 3, "balance");
    }

    function test_AnApprovalIsOfOneTokenOfABatch() public {
        uint256 first = mint(fan, moment, 10);
        for (uint256 i; i < 10; ++i) {
            vm.prank(fan);
            moments.approve(stranger, first + i);
            for (uint256 j; j < 10; ++j) {
                address approved = moments.getApproved(first + j);
                assertEq(approved, i == j ? stranger : address(0), "approved");
                assertState(first + j, fan, 1, false);
            }
            vm.prank(fan);
            moments.approve(address(0), first + i);
        }
        vm.prank(fan);
        moments.approve(stranger, first);
        vm.prank(stranger);
        moments.transferFrom(fan, stranger, first);
        assertEq(moments.getApproved(first), address(0), "used up");
        assertEq(moments.getApproved(first + 1), address(0), "the next never had it");
    }

    function test_TokensThatDoNotExistAreNobodys() public {
        uint256 last = mint(fan, moment, 9) + 8;
        uint256[6] memory missing =
            [uint256(0), 7, tokenOf(moment, 0), last + 1, tokenOf(moment + 1, 1), FOREVER];
        for (uint256 i; i < missing.length; ++i) {
            assertMissing(missing[i]);
        }
    }

    /// @dev Touches each token of each batch, from the same state every time, and looks at all of them.
    function forEachPosition(
        bool redeems
    ) private {
        for (uint256 size = 1; size <= LARGEST; ++size) {
            uint256 before = vm.snapshotState();
            uint256 first = mint(fan, moment, size);
            for (uint256 touched; touched < size; ++touched) {
                uint256 state = vm.snapshotState();
                vm.prank(fan);
                if (redeems) moments.redeem(first + touched);
                else moments.transferFrom(fan, stranger, first + touched);
                address owner = redeems ? fan : stranger;
                for (uint256 i; i < size; ++i) {
                    if (i == touched) assertState(first + i, owner, 2, redeems);
                    else assertState(first + i, fan, 1, false);
                }
                assertState(first - 1, collector, 1, false);
                assertMissing(first + size);
                mint(collector, moment, 1);
                assertState(first + size, collector, 1, false);
                assertTrue(vm.revertToState(state), "back");
            }
            assertTrue(vm.revertToState(before), "back");
        }
    }

    function assertState(
        uint256 tokenId,
        address owner,
        uint256 version,
        bool redeemed
    ) private view {
        ITopMoments.TokenState memory token = moments.tokenState(tokenId);
        assertEq(token.owner, owner, "owner");
        assertEq(token.version, version, "version");
        assertTrue(token.redeemed == redeemed, "redeemed");
        assertEq(token.moment, moment, "moment");
        assertEq(tokenOf(token.moment, token.serial), tokenId, "serial");
        assertEq(token.creator, creator, "creator");
        assertEq(token.royaltyBps, 1000, "royalty");
        assertEq(moments.ownerOf(tokenId), owner, "ERC-721");
        assertEq(moments.versionOf(tokenId), version, "version by itself");
        assertEq(moments.momentOf(tokenId), moment, "moment by itself");
        assertEq(moments.serialOf(tokenId), token.serial, "serial by itself");
    }

    function assertMissing(
        uint256 tokenId
    ) private {
        bytes[8] memory calls = [
            abi.encodeCall(moments.ownerOf, (tokenId)),
            abi.encodeCall(moments.getApproved, (tokenId)),
            abi.encodeCall(moments.tokenState, (tokenId)),
            abi.encodeCall(moments.momentOf, (tokenId)),
            abi.encodeCall(moments.serialOf, (tokenId)),
            abi.encodeCall(moments.versionOf, (tokenId)),
            abi.encodeCall(moments.tokenURI, (tokenId)),
            abi.encodeCall(moments.royaltyInfo, (tokenId, 1e18))
        ];
        bytes memory expected =
            abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, tokenId);
        for (uint256 i; i < calls.length; ++i) {
            (bool done, bytes memory reason) = address(moments).staticcall(calls[i]);
            assertTrue(!done, "reverts");
            assertEq(reason, expected, "ERC721NonexistentToken");
        }
        vm.startPrank(fan);
        vm.expectRevert(expected);
        moments.transferFrom(fan, stranger, tokenId);
        vm.expectRevert(expected);
        moments.approve(stranger, tokenId);
        vm.expectRevert(expected);
        moments.redeem(tokenId);
        vm.stopPrank();
    }

    function nthLeft(
        bool[] memory gone,
        uint256 n
    ) private pure returns (uint256 i) {
        for (;; ++i) {
            if (gone[i]) continue;
            if (n == 0) return i;
            --n;
        }
    }
}
