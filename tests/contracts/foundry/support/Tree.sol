// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A Merkle tree of its leaves, given at the bottom: pairs are hashed in order of value, and who has no partner
/// goes up alone.
library Tree {
    function rootOf(
        bytes32[] memory leaves
    ) internal pure returns (bytes32) {
        bytes32[] memory row = leaves;
        while (row.length > 1) {
            row = _above(row);
        }
        return row[0];
    }

    /// @notice The partners of leaf `index` on its way up.
    function proofOf(
        bytes32[] memory leaves,
        uint256 index
    ) internal pure returns (bytes32[] memory proof) {
        bytes32[] memory found = new bytes32[](leaves.length);
        uint256 count;
        bytes32[] memory row = leaves;
        while (row.length > 1) {
            uint256 partner = index ^ 1;
            if (partner < row.length) found[count++] = row[partner];
            row = _above(row);
            index /= 2;
        }
        proof = new bytes32[](count);
        for (uint256 i; i < count; ++i) {
            proof[i] = found[i];
        }
    }

    function _above(
        bytes32[] memory row
    ) private pure returns (bytes32[] memory above) {
        above = new bytes32[]((row.length + 1) / 2);
        for (uint256 i; i < above.length; ++i) {
            uint256 left = 2 * i;
            above[i] = left + 1 < row.length ? _hash(row[left], row[left + 1]) : row[left];
        }
    }

    function _hash(
        bytes32 a,
        bytes32 b
    ) private pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }
}
