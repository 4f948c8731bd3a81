// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Order, Side} from "../../../../contracts/types/Order.sol";
import {Orders} from "./Orders.sol";

interface IDomain {
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        );
}

contract SignaturesTest is Orders {
    uint256 private constant PRICE = 50e18;

    // Of secp256k1.
    uint256 private constant CURVE_ORDER =
        0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    uint256 private moment;
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        tokenId = mint(collector, moment, 5) + 2;
    }

    function test_TheSignedDomainIsPublic() public view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,,
        ) = IDomain(address(exchange)).eip712Domain();
        assertTrue(fields == 0x0f, "fields");
        assertEq(name, NAME, "name");
        assertEq(version, "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(verifyingContract, address(exchange), "contract");
        assertEq(exchange.moments(), address(moments), "of these moments");
    }

    function testFuzz_TheHashIsWhatAWalletSigns(
        address maker,
        uint256 side,
        uint256[7] memory words
    ) public view {
        Order memory order = Order({
            maker: maker,
            side: Side(side % 3),
            id: words[0],
            price: words[1],
            signedAt: words[2],
            expiry: words[3],
            group: words[4],
            counter: words[5],
            version: words[6]
        });
        assertTrue(exchange.hashOrder(order) == digestOf(order), "hash");
    }

    /// @dev The words of an order are hashed as they came: what is no address and no side must not pass for one.
    function test_WordsThatAreNoOrderAreRefused() public {
        Order memory order = listing(collector, tokenId, PRICE);
        uint256[9] memory words = abi.decode(abi.encode(order), (uint256[9]));
        assertTrue(submit(words), "as it is");
        order = listing(collector, tokenId + 1, PRICE);
        words = abi.decode(abi.encode(order), (uint256[9]));
        words[0] |= 1 << 160;
        assertTrue(!submit(words), "more than an address");
        words[0] = uint160(collector);
        for (uint256 side = 3; side < 260; side += 128) {
            words[1] = side;
            assertTrue(!submit(words), "no side");
        }
        words[1] = 1 << 8;
        assertTrue(!submit(words), "more than a byte");
        assertEq(moments.ownerOf(tokenId + 1), collector, "nothing moved");
    }

    function testFuzz_NothingOfAnOrderCanBeChanged(
        uint256 field,
        uint256 value
    ) public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        bytes32 signed = digestOf(order);
        Order memory other = changed(order, bound(field, 0, 8), value);
        if (digestOf(other) == signed) return;
        assertTrue(exchange.hashOrder(other) != signed, "another hash");
        vm.expectRevert();
        fill(fan, other, signature);
        fill(fan, order, signature);
    }

    function test_ACheaperPriceIsNotSigned() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        order.price = PRICE - 1;
        expectInvalid(collector);
        fill(fan, order, signature);
        order = momentOffer(fan, moment, PRICE);
        signature = sign("fan", order);
        order.price = PRICE + 1;
        expectInvalid(fan);
        accept(collector, order, signature, tokenId);
    }

    function test_SomebodyElsesSignatureIsRefused() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("stranger", order);
        expectInvalid(collector);
        fill(stranger, order, signature);
        order = offer(fan, tokenId, PRICE);
        signature = sign("collector", order);
        expectInvalid(fan);
        accept(collector, order, signature, tokenId);
    }

    function test_NobodySignsForNobody() public {
        Order memory order = offer(NOBODY, tokenId, PRICE);
        bytes[3] memory signatures =
            [new bytes(0), new bytes(65), abi.encodePacked(bytes32(0), bytes32(0), uint8(27))];
        for (uint256 i; i < signatures.length; ++i) {
            expectInvalid(NOBODY);
            accept(collector, order, signatures[i], tokenId);
        }
    }

    function test_AnotherDomainIsRefused() public {
        Order memory order = listing(collector, tokenId, PRICE);
        bytes32[4] memory digests = [
            digestAt(order, NAME, block.chainid + 1, address(exchange)),
            digestAt(order, NAME, block.chainid, address(auctions)),
            digestAt(order, "Toktok TopMoments", block.chainid, address(exchange)),
            keccak256(abi.encode(order))
        ];
        for (uint256 i; i < digests.length; ++i) {
            bytes memory signature = sign("collector", digests[i]);
            expectInvalid(collector);
            fill(fan, order, signature);
        }
    }

    function test_OnlySixtyFiveBytesAreAKeysSignature() public {
        Order memory order = listing(collector, tokenId, PRICE);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf("collector"), digestOf(order));
        bytes32 compact = bytes32(uint256(s) | (uint256(v - 27) << 255));
        uint8 flipped = v == 27 ? 28 : 27;
        bytes[6] memory signatures = [
            new bytes(0),
            abi.encodePacked(r, compact),
            abi.encodePacked(r, s, v, uint8(0)),
            abi.encodePacked(r, s, v - 27),
            abi.encodePacked(r, s, flipped),
            abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), flipped)
        ];
        for (uint256 i; i < signatures.length; ++i) {
            expectInvalid(collector);
            fill(fan, order, signatures[i]);
        }
        fill(fan, order, abi.encodePacked(r, s, v));
    }

    /// @dev Signs the words as they are and sends them for a listing.
    function submit(
        uint256[9] memory words
    ) private returns (bool success) {
        bytes32 digest = typedData(
            domainAt(NAME, block.chainid, address(exchange)), keccak256(abi.encode(TYPEHASH, words))
        );
        bytes memory signature = sign("collector", digest);
        vm.prank(fan);
        (success,) = address(exchange)
            .call(
                bytes.concat(
                    exchange.fillListing.selector,
                    abi.encode(words, uint256(11 * 32), fan, signature.length),
                    signature,
                    bytes31(0)
                )
            );
    }

    /// @dev The order with one field replaced.
    function changed(
        Order memory order,
        uint256 field,
        uint256 value
    ) private pure returns (Order memory other) {
        other = abi.decode(abi.encode(order), (Order));
        if (field == 0) other.maker = address(uint160(value));
        if (field == 1) other.side = Side(value % 3);
        if (field == 2) other.id = value;
        if (field == 3) other.price = value;
        if (field == 4) other.signedAt = value;
        if (field == 5) other.expiry = value;
        if (field == 6) other.group = value;
        if (field == 7) other.counter = value;
        if (field == 8) other.version = value;
    }
}
