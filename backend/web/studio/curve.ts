/**
 * The curve of a creator token in exact integers, as docs/specification.md has it and the contract computes it: flat
 * up to the launch supply, then the square of the supply. Amounts are wei; `launchReserve` is R0, the TT raised.
 */
export const WAD = 10n ** 18n;
export const LAUNCH_SUPPLY = 1_000_000n * WAD;

const CUBE = LAUNCH_SUPPLY ** 3n;

/** TT wei per whole token at `supply` token wei, rounded down. */
export function priceAt(supply: bigint, launchReserve: bigint): bigint {
  if (supply <= LAUNCH_SUPPLY) return (launchReserve * WAD) / LAUNCH_SUPPLY;
  return (launchReserve * WAD * supply ** 2n) / CUBE;
}

/** TT wei that `supply` token wei must be backed by, rounded up. */
export function reserveAt(supply: bigint, launchReserve: bigint): bigint {
  if (supply <= LAUNCH_SUPPLY) return ceiling(launchReserve * supply, LAUNCH_SUPPLY);
  return ceiling(launchReserve * (2n * CUBE + supply ** 3n), 3n * CUBE);
}

/** The largest supply in token wei whose `reserveAt` is at most `reserve` TT wei. */
export function supplyAt(reserve: bigint, launchReserve: bigint): bigint {
  if (reserve < launchReserve) return (reserve * LAUNCH_SUPPLY) / launchReserve;
  return cubeRoot((CUBE * (3n * reserve - 2n * launchReserve)) / launchReserve);
}

function ceiling(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

/** The largest integer whose cube is at most `number`: Newton from above falls until it reaches it. */
function cubeRoot(number: bigint): bigint {
  if (number === 0n) return 0n;
  let root = 1n << BigInt(Math.ceil(number.toString(2).length / 3));
  for (;;) {
    const lower = (2n * root + number / root ** 2n) / 3n;
    if (lower >= root) return root;
    root = lower;
  }
}
