// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Moments} from "../support/Moments.sol";

contract WalletLimitTest is Moments {
    function test_AnAccountGetsNoMoreThanItsLimit() public {
        MomentTerms memory terms = momentTerms();
        terms.maxPerWallet = 3;
        uint256 moment = createMoment(creator, terms);
        vm.startPrank(fan);
        moments.mint(moment, 2, stranger, FOREVER, NOBODY);
        assertEq(moments.mintedTo(moment, stranger), 2, "who it is for");
        assertEq(moments.mintedTo(moment, fan), 0, "not who pays");
        expectLimit(stranger, 1, 2);
        moments.mint(moment, 2, stranger, FOREVER, NOBODY);
        moments.mint(moment, 3, fan, FOREVER, NOBODY);
        expectLimit(fan, 0, 1);
        moments.mint(moment, 1, fan, FOREVER, NOBODY);
        // What was handed on stays counted, what was bought from others does not count.
        moments.transferFrom(fan, stranger, tokenOf(moment, 3));
        expectLimit(fan, 0, 1);
        moments.mint(moment, 1, fan, FOREVER, NOBODY);
        moments.mint(moment, 1, stranger, FOREVER, NOBODY);
        vm.stopPrank();
        assertEq(moments.balanceOf(stranger), 4, "three minted, one bought");
    }

    function testFuzz_TheLimitCountsEverything(
        uint256 limit,
        uint8[8] memory quantities
    ) public {
        MomentTerms memory terms = momentTerms();
        terms.maxPerWallet = uint16(bound(limit, 1, 70));
        uint256 moment = createMoment(creator, terms);
        uint256 counted;
        for (uint256 i; i < quantities.length; ++i) {
            uint256 quantity = bound(quantities[i], 1, 30);
            bool fits = counted + quantity <= terms.maxPerWallet;
            if (!fits) expectLimit(fan, terms.maxPerWallet - counted, quantity);
            else counted += quantity;
            mint(fan, moment, quantity);
            assertEq(moments.mintedTo(moment, fan), counted, "counted");
        }
        assertEq(moments.balanceOf(fan), counted, "minted");
    }

    function expectLimit(
        address account,
        uint256 remaining,
        uint256 quantity
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ITopMoments.WalletLimitExceeded.selector, account, remaining, quantity
            )
        );
    }
}
