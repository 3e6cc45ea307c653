/**
 * A stream of pseudo-random numbers in [0, 1) that a seed fixes (mulberry32): for resampling that must give the same figures
 * twice. Not for secrets.
 *
 * @throws {RangeError} on a seed that is not a whole number
 */
export function seededRandom(seed: number): () => number {
  if (!Number.isSafeInteger(seed)) throw new RangeError('seededRandom requires a whole seed')
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
