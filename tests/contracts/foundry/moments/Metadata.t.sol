// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Moments} from "../support/Moments.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

contract MetadataTest is Moments {
    function test_ItSaysWhatItSupports() public view {
        bytes4[5] memory supported = [
            bytes4(0x01ffc9a7), // ERC-165
            0x80ac58cd, // ERC-721
            0x5b5e139f, // ERC-721 metadata
            0x2a55205a, // ERC-2981
            0x49064906 // ERC-4906
        ];
        for (uint256 i; i < supported.length; ++i) {
            assertTrue(offers(supported[i]), "supported");
        }
        assertTrue(!offers(0xffffffff), "as ERC-165 demands");
        assertTrue(!offers(0x780e9d63), "not enumerable");
        assertTrue(!offers(0), "nor anything else");
    }

    function test_ItHasANameAndMetadata() public view {
        assertEq(moments.name(), "Toktok Top Moments", "name");
        assertEq(moments.symbol(), "MOMENT", "symbol");
        assertEq(
            decoded(moments.contractURI()),
            'data:application/json,{"name":"Toktok Top Moments","description":'
            '"Numbered editions and one-of-ones of creators\' best videos."}',
            "collection"
        );
    }

    function test_EverySerialHasTheMetadataOfItsMoment() public {
        MomentTerms memory terms = momentTerms();
        uint256 first = mint(fan, createMoment(creator, terms), 3);
        terms.uri = "ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
        uint256 second = mint(fan, createMoment(stranger, terms), 3);
        assertEq(moments.tokenURI(first + 2), momentTerms().uri, "of the first");
        assertEq(moments.tokenURI(second + 2), terms.uri, "of the second");
    }

    function testFuzz_TheRoyaltyIsAShareOfThePrice(
        uint256 royaltyBps,
        uint256 price
    ) public {
        MomentTerms memory terms = momentTerms();
        terms.royaltyBps = uint16(bound(royaltyBps, 0, 1000));
        uint256 tokenId = mint(fan, createMoment(creator, terms), 1);
        (, uint256 amount) = moments.royaltyInfo(tokenId, price);
        uint256 expected =
            price / 10_000 * terms.royaltyBps + price % 10_000 * terms.royaltyBps / 10_000;
        assertEq(amount, expected, "rounded down, whatever the currency");
    }

    function test_RoyaltiesGoToTheCreatorsToken() public {
        uint256 tokenId = mint(fan, createMoment(), 1);
        assertEq(receiverOf(tokenId), creator, "without a token to the creator");
        vm.prank(creator);
        market.setPayoutAddress(stranger);
        assertEq(receiverOf(tokenId), stranger, "or where it is paid");
        IToken token = openLaunch();
        assertEq(receiverOf(tokenId), stranger, "as long as the token does not trade");
        contribute(fan, token, 5000e18);
        finalize(token);
        assertEq(receiverOf(tokenId), address(token), "then to the token");
        // What arrives there is divided by anybody's call, among creator and fans.
        vm.prank(collector);
        tt.transfer(address(token), 100e18);
        token.sweep();
        assertEq(ledger.balanceOf(stranger), 80e18, "80% creator side");
    }

    function test_RoyaltiesFollowTheTokenToANewKey() public {
        IToken token = tradingToken(5000e18);
        uint256 tokenId = mint(fan, createMoment(), 1);
        vm.prank(creator);
        market.transferCreator(address(token), collector);
        vm.warp(block.timestamp + 3 days);
        vm.prank(collector);
        market.acceptCreator(address(token));
        assertEq(receiverOf(tokenId), address(token), "the same token");
    }

    function receiverOf(
        uint256 tokenId
    ) private view returns (address receiver) {
        (receiver,) = moments.royaltyInfo(tokenId, 1e18);
    }

    function offers(
        bytes4 interfaceId
    ) private view returns (bool) {
        return IERC165(address(moments)).supportsInterface(interfaceId);
    }

    /// @dev Text with its percent signs resolved, which must all be two hexadecimal digits.
    function decoded(
        string memory text
    ) private pure returns (string memory) {
        bytes memory from = bytes(text);
        bytes memory to;
        for (uint256 i; i < from.length; ++i) {
            bytes1 c = from[i];
            if (c == "%") {
                c = bytes1(digit(from[i + 1]) * 16 + digit(from[i + 2]));
                i += 2;
            } else {
                assertTrue(c != '"' && c != "{" && c != " " && uint8(c) < 127, "plain");
            }
            to = bytes.concat(to, c);
        }
        return string(to);
    }

    function digit(
        bytes1 c
    ) private pure returns (uint8) {
        if (c >= "0" && c <= "9") return uint8(c) - 48;
        assertTrue(c >= "A" && c <= "F", "hexadecimal");
        return uint8(c) - 55;
    }
}
