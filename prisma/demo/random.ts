import { normalQuantile } from '@/lib/stats/index.ts'

/** A stream of numbers that depends on nothing but its name: the demo is the same on every machine and every day. */
export type RandomStream = {
  /** Uniform on (0, 1), the ends left out. */
  readonly uniform: () => number
  readonly normal: () => number
  /** Index drawn with probability in proportion to the weights. */
  readonly pick: (weights: readonly number[]) => number
  readonly holds: (probability: number) => boolean
}

/** mulberry32, seeded by the FNV-1a hash of the name. */
export function randomStream(name: string): RandomStream {
  let state = 0x811c9dc5
  for (const character of name) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296
  }
  return {
    uniform,
    normal: () => normalQuantile(uniform()),
    holds: (probability) => uniform() < probability,
    pick: (weights) => {
      let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0)
      const index = weights.findIndex((weight) => {
        left -= weight
        return left < 0
      })
      return index === -1 ? weights.length - 1 : index
    },
  }
}
