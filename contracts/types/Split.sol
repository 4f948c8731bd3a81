// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice One recipient of a creator's side of an income.
/// @param recipient Who is credited.
/// @param bps Its share in 1/10,000; the shares of a list add up to 10,000.
struct Split {
    address recipient;
    uint16 bps;
}
