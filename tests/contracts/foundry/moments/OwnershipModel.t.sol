// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Moments} from "../support/Moments.sol";

/// @notice Random mints, transfers, redemptions and approvals by anybody, against the simplest books there are: one entry
/// for each token. Every step must succeed exactly when the books allow it, and leave what the books say.
contract OwnershipModelTest is Moments {
    struct Entry {
        address owner;
        address approved;
        uint256 version;
        bool redeemed;
    }

    uint256 private constant STEPS = 48;
    uint256 private constant EDITION = 60;

    uint256[2] private ids;
    address[4] private actors;
    Entry[][2] private entries;
    mapping(address owner => uint256) private balances;
    mapping(address owner => mapping(address operator => bool)) private operators;
    uint256 private seed;

    function setUp() public override {
        super.setUp();
        actors = [creator, fan, collector, stranger];
        MomentTerms memory terms = momentTerms();
        terms.editionSize = uint16(EDITION);
        for (uint256 i; i < ids.length; ++i) {
            ids[i] = createMoment(creator, terms);
        }
        for (uint256 i; i < actors.length; ++i) {
            vm.startPrank(actors[i]);
            moments.setApprovalForAll(address(auctions), false);
            moments.setApprovalForAll(address(exchange), false);
            vm.stopPrank();
        }
    }

    function testFuzz_OwnersAreWhatTheBooksSay(
        uint256 seed_
    ) public {
        seed = seed_;
        for (uint256 step; step < STEPS; ++step) {
            uint256 which = random(2);
            uint256 kind = random(10);
            if (kind < 2 || entries[which].length == 0) mintSome(which);
            else if (kind < 7) transferOne(which);
            else if (kind < 8) redeemOne(which);
            else if (kind < 9) approveOne(which);
            else setOperator();
        }
        for (uint256 which; which < ids.length; ++which) {
            checkAll(which);
        }
    }

    function mintSome(
        uint256 which
    ) private {
        address to = anyone();
        uint256 quantity = 1 + random(20);
        bytes memory call =
            abi.encodeCall(moments.mint, (ids[which], quantity, to, FOREVER, NOBODY));
        uint256 minted = entries[which].length;
        (bool done, bytes memory result) = send(anyone(), call);
        assertTrue(done == (minted + quantity <= EDITION), "minted while the edition lasts");
        if (!done) return;
        assertEq(abi.decode(result, (uint256)), tokenOf(ids[which], minted + 1), "serials 1 to n");
        for (uint256 i; i < quantity; ++i) {
            entries[which].push(Entry(to, address(0), 1, false));
        }
        balances[to] += quantity;
    }

    function transferOne(
        uint256 which
    ) private {
        (uint256 tokenId, Entry storage entry) = anyToken(which);
        address by = random(2) == 0 ? entry.owner : anyone();
        address from = random(8) == 0 ? anyone() : entry.owner;
        address to = anyone();
        bool may =
            from == entry.owner && (by == from || operators[from][by] || by == entry.approved);
        (bool done,) = send(by, abi.encodeCall(moments.transferFrom, (from, to, tokenId)));
        assertTrue(done == may, "transferred by who may");
        if (!done) return;
        --balances[from];
        ++balances[to];
        entry.owner = to;
        entry.approved = address(0);
        ++entry.version;
    }

    function redeemOne(
        uint256 which
    ) private {
        (uint256 tokenId, Entry storage entry) = anyToken(which);
        address by = random(4) == 0 ? anyone() : entry.owner;
        bool may = by == entry.owner && !entry.redeemed;
        (bool done,) = send(by, abi.encodeCall(moments.redeem, (tokenId)));
        assertTrue(done == may, "redeemed once, by the owner");
        if (!done) return;
        entry.redeemed = true;
        ++entry.version;
    }

    function approveOne(
        uint256 which
    ) private {
        (uint256 tokenId, Entry storage entry) = anyToken(which);
        address by = random(2) == 0 ? anyone() : entry.owner;
        address to = random(3) == 0 ? address(0) : anyone();
        bool may = by == entry.owner || operators[entry.owner][by];
        (bool done,) = send(by, abi.encodeCall(moments.approve, (to, tokenId)));
        assertTrue(done == may, "approved by who may");
        if (done) entry.approved = to;
    }

    function setOperator() private {
        address by = anyone();
        address operator = anyone();
        bool allowed = random(2) == 0;
        (bool done,) = send(by, abi.encodeCall(moments.setApprovalForAll, (operator, allowed)));
        assertTrue(done, "anybody may");
        operators[by][operator] = allowed;
    }

    function checkAll(
        uint256 which
    ) private view {
        assertEq(moments.momentState(ids[which]).minted, entries[which].length, "minted");
        for (uint256 i; i < entries[which].length; ++i) {
            uint256 tokenId = tokenOf(ids[which], i + 1);
            Entry storage entry = entries[which][i];
            ITopMoments.TokenState memory token = moments.tokenState(tokenId);
            assertEq(token.owner, entry.owner, "owner");
            assertEq(token.version, entry.version, "version");
            assertTrue(token.redeemed == entry.redeemed, "redeemed");
            assertEq(moments.getApproved(tokenId), entry.approved, "approved");
        }
        for (uint256 i; i < actors.length; ++i) {
            assertEq(moments.balanceOf(actors[i]), balances[actors[i]], "balance");
        }
    }

    function send(
        address by,
        bytes memory call
    ) private returns (bool done, bytes memory result) {
        vm.prank(by);
        return address(moments).call(call);
    }

    function anyToken(
        uint256 which
    ) private returns (uint256 tokenId, Entry storage entry) {
        uint256 i = random(entries[which].length);
        return (tokenOf(ids[which], i + 1), entries[which][i]);
    }

    function anyone() private returns (address) {
        return actors[random(actors.length)];
    }

    function random(
        uint256 limit
    ) private returns (uint256) {
        seed = uint256(keccak256(abi.encode(seed)));
        return seed % limit;
    }
}
