// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice 512-bit integers by schoolbook multiplication in 128-bit limbs: slow, obvious, and nothing in common with
/// what the contracts use.
struct Wide {
    uint256 high;
    uint256 low;
}

/// @notice The whole product.
function mul(
    uint256 a,
    uint256 b
) pure returns (Wide memory) {
    uint256 mask = type(uint128).max;
    unchecked {
        uint256 low = (a & mask) * (b & mask);
        uint256 cross1 = (a >> 128) * (b & mask) + (low >> 128);
        uint256 cross2 = (a & mask) * (b >> 128) + (cross1 & mask);
        uint256 high = (a >> 128) * (b >> 128) + (cross1 >> 128) + (cross2 >> 128);
        return Wide(high, (cross2 << 128) | (low & mask));
    }
}

/// @notice The product; reverts beyond 512 bits.
function mulWide(
    Wide memory a,
    uint256 b
) pure returns (Wide memory) {
    Wide memory low = mul(a.low, b);
    return Wide(a.high * b + low.high, low.low);
}

function add(
    Wide memory a,
    Wide memory b
) pure returns (Wide memory) {
    unchecked {
        uint256 low = a.low + b.low;
        return Wide(a.high + b.high + (low < a.low ? 1 : 0), low);
    }
}

function atMost(
    Wide memory a,
    Wide memory b
) pure returns (bool) {
    return a.high < b.high || (a.high == b.high && a.low <= b.low);
}
