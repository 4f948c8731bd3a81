// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {IAuction, IExchange, IFund, IMoments, ISounds, ISubs} from "./Deployed.sol";
import {Deployment} from "./Deployment.sol";

/// @notice The whole protocol deployed, and the steps that tests of moments begin with.
abstract contract Moments is Deployment {
    uint64 internal constant OPERATOR = 2;

    address internal operator = actor("operator");

    ISounds internal sounds;
    IMoments internal moments;
    IAuction internal auctions;
    IExchange internal exchange;
    ISubs internal subscriptions;
    IFund internal creatorFund;

    function setUp() public virtual override {
        super.setUp();
        address[4] memory rich = [creator, fan, collector, stranger];
        for (uint256 i; i < rich.length; ++i) {
            trust(rich[i]);
        }
    }

    function deployMore() internal override {
        sounds = ISounds(vm.deployCode("SoundLibrary.sol:SoundLibrary", abi.encode(ledger)));
        moments = IMoments(
            vm.deployCode("TopMoments.sol:TopMoments", abi.encode(accessManager, ledger, sounds))
        );
        auctions = IAuction(
            vm.deployCode("MomentAuction.sol:MomentAuction", abi.encode(accessManager, moments))
        );
        exchange = IExchange(
            vm.deployCode("MomentExchange.sol:MomentExchange", abi.encode(accessManager, moments))
        );
        subscriptions = ISubs(
            vm.deployCode("Subscriptions.sol:Subscriptions", abi.encode(accessManager, ledger))
        );
        creatorFund =
            IFund(vm.deployCode("CreatorFund.sol:CreatorFund", abi.encode(accessManager, ledger)));
        guard(address(moments));
        guard(address(auctions));
        guard(address(exchange));
        guard(address(subscriptions));
        bytes4[] memory posts = new bytes4[](1);
        posts[0] = creatorFund.postRoot.selector;
        accessManager.setTargetFunctionRole(address(creatorFund), posts, OPERATOR);
        bytes4[] memory vetoes = new bytes4[](1);
        vetoes[0] = creatorFund.veto.selector;
        accessManager.setTargetFunctionRole(address(creatorFund), vetoes, GUARDIAN);
        accessManager.grantRole(OPERATOR, operator, 0);
    }

    /// @notice Lets every contract take TT and moments of `account`.
    function trust(
        address account
    ) internal {
        vm.startPrank(account);
        tt.approve(address(moments), FOREVER);
        tt.approve(address(auctions), FOREVER);
        tt.approve(address(exchange), FOREVER);
        tt.approve(address(subscriptions), FOREVER);
        tt.approve(address(creatorFund), FOREVER);
        moments.setApprovalForAll(address(auctions), true);
        moments.setApprovalForAll(address(exchange), true);
        vm.stopPrank();
    }

    /// @notice The terms most tests use: 100 serials at 10 TT, 10% royalty, a perk.
    function momentTerms() internal pure returns (MomentTerms memory) {
        return MomentTerms({
            uri: "ipfs://bafkreigh2akiscaildc",
            contentHash: sha256("clip"),
            editionSize: 100,
            price: 10e18,
            opensAt: 0,
            closesAt: 0,
            maxPerWallet: 0,
            royaltyBps: 1000,
            soundId: 0,
            splits: new Split[](0),
            perk: "A call on Sunday"
        });
    }

    /// @notice A moment of `creator` with the usual terms.
    function createMoment() internal returns (uint256) {
        return createMoment(creator, momentTerms());
    }

    function createMoment(
        address by,
        MomentTerms memory terms
    ) internal returns (uint256) {
        vm.prank(by);
        return moments.createMoment(terms);
    }

    /// @notice A one-of-one that `by`, its creator, holds.
    function createOneOfOne(
        address by
    ) internal returns (uint256 tokenId) {
        MomentTerms memory terms = momentTerms();
        terms.editionSize = 1;
        terms.price = 0;
        return tokenOf(createMoment(by, terms), 1);
    }

    function mint(
        address by,
        uint256 moment,
        uint256 quantity
    ) internal returns (uint256 firstTokenId) {
        vm.prank(by);
        return moments.mint(moment, quantity, by, FOREVER, NOBODY);
    }

    function tokenOf(
        uint256 moment,
        uint256 serial
    ) internal pure returns (uint256) {
        return moment * 100_000 + serial;
    }
}
