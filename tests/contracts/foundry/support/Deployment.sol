// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {Assertions} from "./Assertions.sol";
import {ILedger, IMarket, ITT, IToken} from "./Deployed.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @notice The contracts as they are deployed, the actors, and the steps most tests begin with.
abstract contract Deployment is Assertions {
    uint256 internal constant START = 1_750_000_000;
    uint256 internal constant MIN_WINDOW = 1 hours;
    uint256 internal constant LAUNCH_BOND = 100e18;
    uint256 internal constant S0 = 1_000_000e18;
    uint64 internal constant ADMIN = 0;
    uint64 internal constant GUARDIAN = 1;
    uint32 internal constant ADMIN_DELAY = 2 days;
    uint256 internal constant FOREVER = type(uint256).max;
    address internal constant NOBODY = address(0);

    bytes32 internal constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    address internal creator = actor("creator");
    address internal fan = actor("fan");
    address internal collector = actor("collector");
    address internal stranger = actor("stranger");
    address internal guardian = actor("guardian");
    address internal admin = actor("admin");
    address internal treasury = actor("treasury");

    IAccessManager internal accessManager;
    ITT internal tt;
    IMarket internal market;
    ILedger internal ledger;

    function setUp() public virtual {
        vm.warp(START);
        deploy();
        address[4] memory rich = [creator, fan, collector, stranger];
        for (uint256 i; i < rich.length; ++i) {
            fund(rich[i], 10_000_000e18);
        }
    }

    /// @notice Deploys everything, the admin with its delay of 2 days.
    function deploy() internal {
        // The deployer is the first admin until the roles are handed over.
        accessManager = IAccessManager(vm.deployCode("Roles.sol:Roles", abi.encode(address(this))));
        tt = ITT(vm.deployCode("ToktokToken.sol:ToktokToken"));
        market = IMarket(
            vm.deployCode(
                "CreatorMarket.sol:CreatorMarket",
                abi.encode(accessManager, tt, treasury, MIN_WINDOW, LAUNCH_BOND)
            )
        );
        ledger = ILedger(market.ledger());
        guard(address(market));
        deployMore();
        accessManager.grantRole(GUARDIAN, guardian, 0);
        accessManager.grantRole(ADMIN, admin, ADMIN_DELAY);
        accessManager.renounceRole(ADMIN, address(this));
        vm.label(address(tt), "TT");
        vm.label(address(market), "market");
        vm.label(address(ledger), "ledger");
    }

    /// @dev What a suite needs beside the market, while the deployer is still the admin.
    function deployMore() internal virtual {}

    /// @notice Lets the guardian pause `target`.
    function guard(
        address target
    ) internal {
        bytes4[] memory guarded = new bytes4[](2);
        guarded[0] = IGuarded.pause.selector;
        guarded[1] = IGuarded.unpause.selector;
        accessManager.setTargetFunctionRole(target, guarded, GUARDIAN);
    }

    /// @notice Gives `account` `amount` TT wei (a multiple of 10,000) and lets market and ledger take it.
    function fund(
        address account,
        uint256 amount
    ) internal {
        vm.deal(address(this), amount / 10_000);
        tt.depositTo{value: amount / 10_000}(account);
        vm.startPrank(account);
        tt.approve(address(market), FOREVER);
        tt.approve(address(ledger), FOREVER);
        vm.stopPrank();
    }

    /// @notice The terms most tests use: minimum 1,000 TT, fees 2% creator and 1% fans, vesting 30 and 180 days.
    function terms(
        string memory handle
    ) internal pure returns (LaunchTerms memory) {
        return LaunchTerms({
            handle: handle,
            name: "Mona Beat",
            symbol: "MONA",
            contractURI: "https://toktok.example/mona.json",
            window: 3 days,
            minimumRaise: 1000e18,
            maximumRaise: 0,
            maxPerAccount: 0,
            creatorFeeBps: 200,
            fanFeeBps: 100,
            allocationVesting: 30 days,
            creatorVesting: 180 days
        });
    }

    /// @notice `creator` opens a launch with the usual terms.
    function openLaunch() internal returns (IToken token) {
        return openLaunch(creator, terms("mona"));
    }

    function openLaunch(
        address by,
        LaunchTerms memory t
    ) internal returns (IToken token) {
        vm.prank(by);
        return IToken(market.launch(t));
    }

    function contribute(
        address by,
        IToken token,
        uint256 amount
    ) internal {
        vm.prank(by);
        market.contribute(address(token), amount);
    }

    /// @notice Lets the launch's window pass and finalizes it.
    function finalize(
        IToken token
    ) internal {
        uint256 closesAt = market.launchOf(address(token)).closesAt;
        if (block.timestamp < closesAt) vm.warp(closesAt);
        market.finalize(address(token));
    }

    /// @notice A token in trading with the usual terms, to whose launch `fan` alone gave `raised` TT wei.
    function tradingToken(
        uint256 raised
    ) internal returns (IToken token) {
        return tradingToken(terms("mona"), raised);
    }

    function tradingToken(
        LaunchTerms memory t,
        uint256 raised
    ) internal returns (IToken token) {
        token = openLaunch(creator, t);
        contribute(fan, token, raised);
        finalize(token);
    }

    function buy(
        address by,
        IToken token,
        uint256 ttIn
    ) internal returns (uint256 tokensOut) {
        vm.prank(by);
        return market.buy(address(token), ttIn, 0, by, FOREVER, NOBODY);
    }

    function sell(
        address by,
        IToken token,
        uint256 tokensIn
    ) internal returns (uint256 ttOut) {
        vm.prank(by);
        return market.sell(address(token), tokensIn, 0, by, FOREVER, NOBODY);
    }

    function claimAllocation(
        address by,
        IToken token
    ) internal returns (uint256 amount) {
        vm.prank(by);
        return market.claimAllocation(address(token));
    }

    /// @notice `by` claims everything it is owed for `token`.
    function claim(
        address by,
        IToken token
    ) internal returns (uint256 amount) {
        vm.prank(by);
        return ledger.claimAll(only(token), none(), by);
    }

    /// @notice What `claim` would pay.
    function owed(
        address account,
        IToken token
    ) internal view returns (uint256) {
        return ledger.owed(account, only(token), none());
    }

    function only(
        IToken token
    ) internal pure returns (address[] memory tokens) {
        tokens = new address[](1);
        tokens[0] = address(token);
    }

    /// @notice No moments.
    function none() internal pure returns (uint256[] memory moments) {}

    function onlyMoment(
        uint256 moment
    ) internal pure returns (uint256[] memory moments) {
        moments = new uint256[](1);
        moments[0] = moment;
    }

    /// @notice The EIP-2612 signature of a named actor. `token`: TT or a creator token.
    function signPermit(
        string memory owner,
        address token,
        address spender,
        uint256 value,
        uint256 deadline
    ) internal view returns (uint8 v, bytes32 r, bytes32 s) {
        uint256 key = keyOf(owner);
        return vm.sign(key, permitDigest(ITT(token), vm.addr(key), spender, value, deadline));
    }

    function permitDigest(
        ITT token,
        address owner,
        address spender,
        uint256 value,
        uint256 deadline
    ) internal view returns (bytes32) {
        uint256 nonce = token.nonces(owner);
        bytes32 structHash =
            keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, nonce, deadline));
        return typedData(token.DOMAIN_SEPARATOR(), structHash);
    }

    function typedData(
        bytes32 domainSeparator,
        bytes32 structHash
    ) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", domainSeparator, structHash));
    }

    function actor(
        string memory name
    ) internal returns (address account) {
        account = vm.addr(keyOf(name));
        vm.label(account, name);
    }

    function keyOf(
        string memory name
    ) internal pure returns (uint256) {
        return uint256(keccak256(bytes(name)));
    }
}
