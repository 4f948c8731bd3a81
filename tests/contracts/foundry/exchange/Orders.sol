// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentExchange} from "../../../../contracts/interfaces/IMomentExchange.sol";
import {Order, Side} from "../../../../contracts/types/Order.sol";
import {Moments} from "../support/Moments.sol";
import {Vm} from "../support/Vm.sol";

/// @notice Event `OrderFilled`, whole.
struct FillLog {
    bytes32 orderHash;
    address maker;
    address taker;
    FillData data;
}

/// @notice Its part that is not indexed, in its order.
struct FillData {
    Side side;
    uint256 tokenId;
    address to;
    uint256 price;
    uint256 royalty;
    uint256 fee;
    uint256 toSeller;
    uint256 group;
}

/// @notice Orders of named actors, signed as a wallet signs them.
abstract contract Orders is Moments {
    uint256 internal constant LIFETIME = 90 days;
    string internal constant NAME = "Toktok MomentExchange";

    bytes32 internal constant TYPEHASH = keccak256(
        "Order(address maker,uint8 side,uint256 id,uint256 price,uint256 signedAt,uint256 expiry,"
        "uint256 group,uint256 counter,uint256 version)"
    );
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    /// @notice A listing of the token as it is, for 90 days from now.
    function listing(
        address maker,
        uint256 tokenId,
        uint256 price
    ) internal view returns (Order memory order) {
        order = orderOf(maker, Side.Listing, tokenId, price);
        order.version = moments.versionOf(tokenId);
    }

    /// @notice An offer for the token, of whatever version.
    function offer(
        address maker,
        uint256 tokenId,
        uint256 price
    ) internal view returns (Order memory) {
        return orderOf(maker, Side.Offer, tokenId, price);
    }

    /// @notice An offer for any token of the moment.
    function momentOffer(
        address maker,
        uint256 moment,
        uint256 price
    ) internal view returns (Order memory) {
        return orderOf(maker, Side.MomentOffer, moment, price);
    }

    function orderOf(
        address maker,
        Side side,
        uint256 id,
        uint256 price
    ) internal view returns (Order memory) {
        return Order({
            maker: maker,
            side: side,
            id: id,
            price: price,
            signedAt: vm.getBlockTimestamp(),
            expiry: vm.getBlockTimestamp() + LIFETIME,
            group: 0,
            counter: exchange.counterOf(maker),
            version: 0
        });
    }

    function sign(
        string memory signer,
        Order memory order
    ) internal view returns (bytes memory) {
        return sign(signer, digestOf(order));
    }

    function sign(
        string memory signer,
        bytes32 digest
    ) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(signer), digest);
        return abi.encodePacked(r, s, v);
    }

    /// @notice What a maker signs, worked out without the contract.
    function digestOf(
        Order memory order
    ) internal view returns (bytes32) {
        return digestAt(order, NAME, block.chainid, address(exchange));
    }

    function digestAt(
        Order memory order,
        string memory name,
        uint256 chainId,
        address verifier
    ) internal pure returns (bytes32) {
        bytes32 domain = domainAt(name, chainId, verifier);
        return typedData(domain, keccak256(abi.encode(TYPEHASH, order)));
    }

    function domainAt(
        string memory name,
        uint256 chainId,
        address verifier
    ) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(name)), keccak256("1"), chainId, verifier)
        );
    }

    /// @notice `by` buys what is listed for itself.
    function fill(
        address by,
        Order memory order,
        bytes memory signature
    ) internal {
        vm.prank(by);
        exchange.fillListing(order, signature, by);
    }

    /// @notice `by` sells its token to the maker of an offer.
    function accept(
        address by,
        Order memory order,
        bytes memory signature,
        uint256 tokenId
    ) internal {
        vm.prank(by);
        exchange.acceptOffer(order, signature, tokenId);
    }

    /// @notice The only fill since `vm.recordLogs()`.
    function recordedFill() internal returns (FillLog memory found) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 count;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != IMomentExchange.OrderFilled.selector) continue;
            assertEq(logs[i].emitter, address(exchange), "the exchange says so");
            found.orderHash = logs[i].topics[1];
            found.maker = address(uint160(uint256(logs[i].topics[2])));
            found.taker = address(uint160(uint256(logs[i].topics[3])));
            found.data = abi.decode(logs[i].data, (FillData));
            ++count;
        }
        assertEq(count, 1, "exactly one fill");
    }

    function expectOutdated(
        uint256 version,
        uint256 current
    ) internal {
        vm.expectRevert(
            abi.encodeWithSelector(IMomentExchange.VersionOutdated.selector, version, current)
        );
    }

    function expectNotOwner(
        address account,
        uint256 tokenId
    ) internal {
        vm.expectRevert(abi.encodeWithSelector(IMomentExchange.NotOwner.selector, account, tokenId));
    }

    function expectClosed(
        address maker,
        uint256 group
    ) internal {
        vm.expectRevert(abi.encodeWithSelector(IMomentExchange.GroupClosed.selector, maker, group));
    }

    function expectInvalid(
        address maker
    ) internal {
        vm.expectRevert(abi.encodeWithSelector(IMomentExchange.InvalidSignature.selector, maker));
    }
}
