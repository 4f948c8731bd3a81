// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Moments} from "../support/Moments.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract PerksTest is Moments {
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        tokenId = mint(fan, createMoment(), 3);
    }

    function test_TheOwnerRedeemsOnce() public {
        vm.expectEmit(address(moments));
        emit ITopMoments.PerkRedeemed(tokenId, fan, 2);
        vm.expectEmit(address(moments));
        emit ITopMoments.MetadataUpdate(tokenId);
        vm.prank(fan);
        moments.redeem(tokenId);
        ITopMoments.TokenState memory token = moments.tokenState(tokenId);
        assertTrue(token.redeemed, "redeemed");
        assertEq(token.version, 2, "version");
        assertEq(token.owner, fan, "owner");
        assertEq(moments.balanceOf(fan), 3, "balance");
        expectSpent();
        vm.prank(fan);
        moments.redeem(tokenId);
    }

    function test_AnotherOwnerDoesNotRedeemAgain() public {
        vm.startPrank(fan);
        moments.redeem(tokenId);
        moments.transferFrom(fan, stranger, tokenId);
        vm.stopPrank();
        assertTrue(moments.tokenState(tokenId).redeemed, "still redeemed");
        assertEq(moments.versionOf(tokenId), 3, "version");
        expectSpent();
        vm.prank(stranger);
        moments.redeem(tokenId);
    }

    function test_AnotherOwnerRedeemsWhatWasNotUsed() public {
        vm.prank(fan);
        moments.transferFrom(fan, stranger, tokenId);
        vm.expectEmit(address(moments));
        emit ITopMoments.PerkRedeemed(tokenId, stranger, 3);
        vm.prank(stranger);
        moments.redeem(tokenId);
    }

    function test_NobodyElseRedeems() public {
        vm.startPrank(fan);
        moments.setApprovalForAll(stranger, true);
        moments.approve(collector, tokenId);
        vm.stopPrank();
        address[3] memory others = [stranger, collector, creator];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IERC721Errors.ERC721IncorrectOwner.selector, others[i], tokenId, fan
                )
            );
            vm.prank(others[i]);
            moments.redeem(tokenId);
        }
    }

    function test_WithoutAPerkThereIsNothingToRedeem() public {
        MomentTerms memory terms = momentTerms();
        terms.perk = "";
        uint256 moment = createMoment(creator, terms);
        uint256 plain = mint(fan, moment, 1);
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.NoPerk.selector, moment));
        vm.prank(fan);
        moments.redeem(plain);
    }

    function expectSpent() private {
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.PerkSpent.selector, tokenId));
    }
}
