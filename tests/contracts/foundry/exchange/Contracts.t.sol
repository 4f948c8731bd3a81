// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentExchange} from "../../../../contracts/interfaces/IMomentExchange.sol";
import {Order} from "../../../../contracts/types/Order.sol";
import {Orders} from "./Orders.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @notice A wallet whose owner's key signs for it. Takes no call but this.
contract KeyWallet is IERC1271 {
    address private immutable owner;

    constructor(
        address owner_
    ) {
        owner = owner_;
    }

    function isValidSignature(
        bytes32 digest,
        bytes calldata signature
    ) external view returns (bytes4) {
        bytes32 r = bytes32(signature[:32]);
        bytes32 s = bytes32(signature[32:64]);
        address signer = ecrecover(digest, uint8(signature[64]), r, s);
        return signer == owner ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @notice Says of every signature what it was told to.
contract Answering {
    bytes private answer;
    bool private refusing;

    constructor(
        bytes memory answer_,
        bool refusing_
    ) {
        (answer, refusing) = (answer_, refusing_);
    }

    fallback() external {
        bytes memory data = answer;
        if (refusing) revert("no");
        assembly ("memory-safe") {
            return(add(data, 32), mload(data))
        }
    }
}

/// @notice Agrees to everything, and makes a call of its own while it is asked.
contract Reentering {
    IMomentExchange private immutable exchange;
    bytes private call;
    bool public cameIn;

    constructor(
        IMomentExchange exchange_
    ) {
        exchange = exchange_;
    }

    function prepare(
        bytes calldata call_
    ) external {
        call = call_;
    }

    function approve(
        address tt,
        address moments
    ) external {
        IERC20(tt).approve(address(exchange), type(uint256).max);
        IERC721(moments).setApprovalForAll(address(exchange), true);
    }

    function isValidSignature(
        bytes32,
        bytes calldata
    ) external returns (bytes4) {
        (bool success,) = address(exchange).call(call);
        if (success) cameIn = true;
        return IERC1271.isValidSignature.selector;
    }
}

contract ContractsTest is Orders {
    uint256 private constant PRICE = 50e18;

    uint256 private moment;
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        tokenId = mint(collector, moment, 5) + 2;
    }

    function test_AWalletListsWithItsOwnersKey() public {
        address wallet = address(new KeyWallet(stranger));
        ready(wallet);
        hand(wallet);
        Order memory order = listing(wallet, tokenId, PRICE);
        bytes memory signature = sign("fan", order);
        expectInvalid(wallet);
        fill(fan, order, signature);
        signature = sign("stranger", order);
        uint256 before = tt.balanceOf(wallet);
        fill(fan, order, signature);
        assertEq(tt.balanceOf(wallet) - before, 44.5e18, "received");
        assertEq(moments.ownerOf(tokenId), fan, "bought");
    }

    function test_AWalletBuysByAnOffer() public {
        address wallet = address(new KeyWallet(stranger));
        ready(wallet);
        Order memory order = momentOffer(wallet, moment, PRICE);
        bytes memory signature = sign("stranger", order);
        accept(collector, order, signature, tokenId);
        assertEq(moments.ownerOf(tokenId), wallet, "without a word to the wallet");
        expectClosed(wallet, 0);
        accept(collector, order, signature, tokenId + 1);
    }

    function test_AContractThatDoesNotAgreeHasNotSigned() public {
        bytes4 magic = IERC1271.isValidSignature.selector;
        address[6] memory makers = [
            address(new Answering("", false)),
            address(new Answering(abi.encodePacked(magic), false)),
            address(new Answering(abi.encode(bytes4(0xffffffff)), false)),
            address(new Answering(abi.encode(uint256(1)), false)),
            address(new Answering(abi.encode(magic), true)),
            address(ledger)
        ];
        for (uint256 i; i < makers.length; ++i) {
            ready(makers[i]);
            Order memory order = offer(makers[i], tokenId, PRICE);
            expectInvalid(makers[i]);
            accept(collector, order, "", tokenId);
        }
        address agreeing = address(new Answering(abi.encode(magic), false));
        ready(agreeing);
        accept(collector, offer(agreeing, tokenId, PRICE), "", tokenId);
    }

    function test_AMakerThatIsAskedCannotComeIn() public {
        Reentering maker = new Reentering(exchange);
        fund(address(maker), 1000e18);
        maker.approve(address(tt), address(moments));
        Order memory order = momentOffer(address(maker), moment, PRICE);
        maker.prepare(abi.encodeCall(IMomentExchange.incrementCounter, ()));
        accept(collector, order, "", tokenId);
        assertTrue(!maker.cameIn(), "it was only asked");
        assertEq(exchange.counterOf(address(maker)), 0, "nothing changed");
        assertEq(moments.ownerOf(tokenId), address(maker), "and said yes");
    }

    function test_ABuyerOrSellerThatRefusesEverythingStopsNoSale() public {
        address refusing = address(new Answering("", true));
        ready(refusing);
        Order memory order = listing(collector, tokenId, PRICE);
        vm.prank(fan);
        exchange.fillListing(order, sign("collector", order), refusing);
        assertEq(moments.ownerOf(tokenId), refusing, "has the token");
        order = offer(fan, tokenId, PRICE);
        uint256 before = tt.balanceOf(refusing);
        accept(refusing, order, sign("fan", order), tokenId);
        assertEq(tt.balanceOf(refusing) - before, 44.5e18, "has the money");
    }

    function test_ATakerCannotPayWithTheExchangesTrust() public {
        // The makers trust the exchange with everything: only what they signed moves.
        Order memory order = listing(collector, tokenId, PRICE);
        bytes memory signature = sign("collector", order);
        order.maker = fan;
        expectNotOwner(fan, tokenId);
        fill(stranger, order, signature);
        order = offer(stranger, tokenId, 1);
        signature = sign("stranger", order);
        order.maker = fan;
        expectInvalid(fan);
        accept(collector, order, signature, tokenId);
    }

    function ready(
        address account
    ) private {
        fund(account, 1000e18);
        trust(account);
    }

    function hand(
        address to
    ) private {
        vm.prank(collector);
        moments.transferFrom(collector, to, tokenId);
    }
}
