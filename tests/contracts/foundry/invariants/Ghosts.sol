// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What the handlers counted since the run began.
/// @param attempts Calls of the contracts that were to go through.
/// @param successes Those that did, as foretold.
/// @param refusals Entries that a pause refused, as it should.
/// @param denials Calls that must not go through, and were tried.
/// @param exitsInPause Exits that went through during a pause.
/// @param sequences Closed sequences of trades that were compared.
/// @param sales Sales of creator tokens that were held against the floor.
/// @param fills Orders of the exchange that were filled.
/// @param credits TT wei that became somebody's income: trade fees, what the fans were given, what the ledger received.
/// @param claims TT wei of income that was paid out.
/// @param roundings Steps of the books that may each leave less than a wei unassigned.
struct Ghost {
    uint256 attempts;
    uint256 successes;
    uint256 refusals;
    uint256 denials;
    uint256 exitsInPause;
    uint256 sequences;
    uint256 sales;
    uint256 fills;
    uint256 credits;
    uint256 claims;
    uint256 roundings;
}

/// @notice The handlers' own account of what happened, and the equations they saw broken.
abstract contract Ghosts {
    struct Broken {
        string equation;
        uint256 left;
        uint256 right;
    }

    Ghost internal _ghost;

    /// @notice TT wei of a failed launch that went back.
    mapping(address token => uint256 amount) public refunded;

    /// @notice TT wei paid for allocations that were given back unvested.
    mapping(address token => uint256 amount) public returnedTt;

    /// @notice TT wei that trades may have left in a reserve beyond the curve: 1 + ⌈price of a token wei⌉ each.
    mapping(address token => uint256 amount) public dustOf;

    /// @notice TT wei sent to a contract by mistake, and to a creator token since the last sweep.
    mapping(address target => uint256 amount) public strayTt;

    /// @notice What the creator's fee was last lowered to, and the fans' fee since the launch.
    mapping(address token => uint256 bps) public creatorFeeBps;
    mapping(address token => uint256 bps) public fanFeeBps;

    mapping(string invariant => Broken) private _broken;

    function ghost() external view returns (Ghost memory) {
        return _ghost;
    }

    /// @notice The first equation of `invariant` that did not hold; an empty one if all did.
    function broken(
        string calldata invariant
    ) external view returns (string memory equation, uint256 left, uint256 right) {
        Broken memory b = _broken[invariant];
        return (b.equation, b.left, b.right);
    }

    /// @dev TT that came into the ledger, and how often that may touch a creator token's books.
    function _received(
        uint256 amount,
        uint256 touches
    ) internal {
        _ghost.credits += amount;
        _ghost.roundings += 2 * touches;
    }

    function _equal(
        string memory invariant,
        string memory equation,
        uint256 left,
        uint256 right
    ) internal {
        if (left != right) _break(invariant, equation, left, right);
    }

    function _atMost(
        string memory invariant,
        string memory equation,
        uint256 left,
        uint256 right
    ) internal {
        if (left > right) _break(invariant, equation, left, right);
    }

    function _break(
        string memory invariant,
        string memory equation,
        uint256 left,
        uint256 right
    ) internal {
        if (bytes(_broken[invariant].equation).length == 0) {
            _broken[invariant] = Broken(equation, left, right);
        }
    }
}
