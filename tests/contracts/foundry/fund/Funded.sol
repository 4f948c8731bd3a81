// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IFund} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {Tree} from "../support/Tree.sol";

/// @notice The fund beside the ledger, and the steps its tests begin with.
abstract contract Funded is Deployment {
    uint64 internal constant OPERATOR = 2;
    uint256 internal constant DELAY = 2 days;
    string internal constant DATA = "ipfs://bafkreiperiod";

    address internal operator = actor("operator");

    IFund internal creatorFund;

    /// @dev What the accounts have earned in all periods so far.
    address[] internal _accounts = [creator, fan, collector];
    uint256[] internal _earned = [100e18, 50e18, 25e18];

    function setUp() public virtual override {
        super.setUp();
        vm.prank(stranger);
        tt.approve(address(creatorFund), FOREVER);
    }

    function deployMore() internal override {
        creatorFund =
            IFund(vm.deployCode("CreatorFund.sol:CreatorFund", abi.encode(accessManager, ledger)));
        allow(creatorFund.postRoot.selector, OPERATOR);
        allow(creatorFund.veto.selector, GUARDIAN);
        accessManager.grantRole(OPERATOR, operator, 0);
    }

    /// @notice `stranger` gives to the budget.
    function deposit(
        uint256 amount
    ) internal {
        vm.prank(stranger);
        creatorFund.deposit(amount);
    }

    /// @notice The operator posts what the accounts have earned.
    function post() internal returns (uint256 period) {
        return post(sum());
    }

    function post(
        uint256 total
    ) internal returns (uint256 period) {
        bytes32 root = Tree.rootOf(leaves());
        vm.prank(operator);
        return creatorFund.postRoot(root, total, DATA);
    }

    /// @notice The same, and the delay passes.
    function postAndWait() internal {
        post();
        vm.warp(vm.getBlockTimestamp() + DELAY);
    }

    /// @notice Claims for account `index`, by somebody else.
    function claimFor(
        uint256 index
    ) internal returns (uint256 amount) {
        bytes32[] memory proof = Tree.proofOf(leaves(), index);
        vm.prank(collector);
        return creatorFund.claim(_accounts[index], _earned[index], proof);
    }

    function leaves() internal view returns (bytes32[] memory all) {
        all = new bytes32[](_accounts.length);
        for (uint256 i; i < all.length; ++i) {
            all[i] = leafOf(block.chainid, address(creatorFund), _accounts[i], _earned[i]);
        }
    }

    function leafOf(
        uint256 chain,
        address fund_,
        address account,
        uint256 cumulative
    ) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(chain, fund_, account, cumulative))));
    }

    function sum() internal view returns (uint256 total) {
        for (uint256 i; i < _earned.length; ++i) {
            total += _earned[i];
        }
    }

    function allow(
        bytes4 selector,
        uint64 role
    ) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        accessManager.setTargetFunctionRole(address(creatorFund), selectors, role);
    }
}
