// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Exponential release
/// @notice What is left of a pool of which half is released every 2 days: pool · 2^(−t/2d).
/// @dev Without memory: two steps of t₁ and t₂ leave what one step of t₁ + t₂ leaves, but for rounding: below a wei for
/// pools of less than 2^124 wei, below 7 wei for any.
library DecayMath {
    uint256 internal constant HALF_LIFE = 2 days;

    /// @notice The part of `pool` that is still there after `elapsed` seconds; never more than `pool`.
    /// @param pool Amount below 2^128.
    function remaining(
        uint256 pool,
        uint256 elapsed
    ) internal pure returns (uint256) {
        uint256 halvings = elapsed / HALF_LIFE;
        if (halvings >= 128) return 0;
        uint256 factor = _factor(elapsed % HALF_LIFE);
        // pool < 2^128 and factor <= 2^128: the product fits. The shift is below 256.
        unchecked {
            uint256 product = pool * factor;
            uint256 shift = 128 + halvings;
            uint256 kept = product >> shift;
            return kept << shift == product ? kept : kept + 1;
        }
    }

    /// @dev 2^128 · 2^(−seconds_/2d), from one constant for each bit of `seconds_` (floor(2^128 · 2^(−2^i/172800))).
    function _factor(
        uint256 seconds_
    ) private pure returns (uint256 f) {
        f = 1 << 128;
        // Every operand is at most 2^128.
        unchecked {
            if (seconds_ & 0x1 != 0) f = (f * 0xffffbcb3c497566c4afed6240f57b81e) >> 128;
            if (seconds_ & 0x2 != 0) f = (f * 0xffff79679adfaaa4b2af15ae810f5f3d) >> 128;
            if (seconds_ & 0x4 != 0) f = (f * 0xfffef2cf7c8339df7d11a42905cd3f2c) >> 128;
            if (seconds_ & 0x8 != 0) f = (f * 0xfffde5a014157144c4d6d741e0d3d056) >> 128;
            if (seconds_ & 0x10 != 0) f = (f * 0xfffbcb44946232105b170b17a5ecef6a) >> 128;
            if (seconds_ & 0x20 != 0) f = (f * 0xfff7969ad97c6dfda71cbffd14659062) >> 128;
            if (seconds_ & 0x40 != 0) f = (f * 0xffef2d7c74af65c3c5c183ea2adddefc) >> 128;
            if (seconds_ & 0x80 != 0) f = (f * 0xffde5c13e6ec49c2f06399b421cdf84c) >> 128;
            if (seconds_ & 0x100 != 0) f = (f * 0xffbcbc9379ad8c483563d74d11a43049) >> 128;
            if (seconds_ & 0x200 != 0) f = (f * 0xff798ad34feb6409c199ff2ae0290f00) >> 128;
            if (seconds_ & 0x400 != 0) f = (f * 0xfef35c458040fe669fbe5ae8a28ca8e2) >> 128;
            if (seconds_ & 0x800 != 0) f = (f * 0xfde7d27237b47b43b5f4f4cff605f49e) >> 128;
            if (seconds_ & 0x1000 != 0) f = (f * 0xfbd407e3393ad9b40cf076fd76264184) >> 128;
            if (seconds_ & 0x2000 != 0) f = (f * 0xf7b97714a2ce672f66a62817beeb4450) >> 128;
            if (seconds_ & 0x4000 != 0) f = (f * 0xefb76a272561ca74564f0f5c7fc2f098) >> 128;
            if (seconds_ & 0x8000 != 0) f = (f * 0xe077fb9e07c87ac6106474831ed3fd5a) >> 128;
            if (seconds_ & 0x10000 != 0) f = (f * 0xc4d2309071d9580d7d478da1e59310f4) >> 128;
            if (seconds_ & 0x20000 != 0) f = (f * 0x975286f0e486139ae620d0ae5882b8a6) >> 128;
        }
    }
}
