/** null = no test was made: it stays null and does not count among the tests. */
type PValues = readonly (number | null)[]

export type AdjustmentMethod = 'holm' | 'hochberg' | 'hommel' | 'bonferroni' | 'benjamini-hochberg' | 'benjamini-yekutieli'

/**
 * p adjusted for the number of tests made in one family; null entries are skipped and stay null.
 *
 * Holm, Hochberg, Hommel and Bonferroni hold the chance of any false finding, Benjamini-Hochberg and -Yekutieli the share of
 * false findings. Same results as R's p.adjust.
 * @throws {RangeError} on a p outside 0..1
 * @see Holm (1979); Hochberg (1988); Hommel (1988); Benjamini and Hochberg (1995); Benjamini and Yekutieli (2001)
 */
export function adjustPValues(pValues: PValues, method: AdjustmentMethod): (number | null)[] {
  const tested: number[] = []
  for (const p of pValues) {
    if (p === null) continue
    if (!(p >= 0 && p <= 1)) throw new RangeError(`adjustPValues requires p in 0..1, got ${p}`)
    tested.push(p)
  }
  const order = tested.map((_, at) => at).sort((a, b) => (tested[a] as number) - (tested[b] as number))
  const sorted = order.map((at) => tested[at] as number)
  const adjustedSorted = METHODS[method](sorted)
  const adjusted: number[] = []
  order.forEach((at, rank) => {
    adjusted[at] = Math.min(1, adjustedSorted[rank] as number)
  })
  let next = 0
  return pValues.map((p) => (p === null ? null : (adjusted[next++] as number)))
}

/** Holm's step-down adjustment, the one that verdicts use: max over j <= i of (m - j + 1) p_(j), at most 1. */
export function holm(pValues: PValues): (number | null)[] {
  return adjustPValues(pValues, 'holm')
}

const METHODS: Record<AdjustmentMethod, (sorted: readonly number[]) => number[]> = {
  holm: (sorted) => runningMaximum(sorted.map((p, rank) => (sorted.length - rank) * p)),
  hochberg: (sorted) => runningMinimum(sorted.map((p, rank) => (sorted.length - rank) * p)),
  hommel: hommel,
  bonferroni: (sorted) => sorted.map((p) => sorted.length * p),
  'benjamini-hochberg': (sorted) => runningMinimum(sorted.map((p, rank) => (sorted.length / (rank + 1)) * p)),
  'benjamini-yekutieli': (sorted) => {
    const harmonic = sorted.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0)
    return runningMinimum(sorted.map((p, rank) => ((harmonic * sorted.length) / (rank + 1)) * p))
  },
}

function runningMaximum(values: readonly number[]): number[] {
  let most = 0
  return values.map((value) => {
    most = Math.max(most, value)
    return most
  })
}

/** From the largest p downwards. */
function runningMinimum(values: readonly number[]): number[] {
  let least = Infinity
  return [...values]
    .reverse()
    .map((value) => {
      least = Math.min(least, value)
      return least
    })
    .reverse()
}

function hommel(sorted: readonly number[]): number[] {
  const count = sorted.length
  const at = (rank: number) => sorted[rank] as number
  const simes = Math.min(...sorted.map((p, rank) => (count * p) / (rank + 1)))
  let q = sorted.map(() => simes)
  const adjusted = [...q]
  for (let m = count - 1; m >= 2; m--) {
    const low = count - m + 1
    let tail = Infinity
    for (let k = 2; k <= m; k++) tail = Math.min(tail, (m * at(low + k - 2)) / k)
    const previous = q
    q = previous.map((_, rank) => (rank < low ? Math.min(m * at(rank), tail) : 0))
    const edge = q[low - 1] as number
    for (let rank = low; rank < count; rank++) q[rank] = edge
    for (let rank = 0; rank < count; rank++) adjusted[rank] = Math.max(adjusted[rank] as number, q[rank] as number)
  }
  return sorted.map((p, rank) => Math.max(adjusted[rank] as number, p))
}
