/**
 * Sum with a running correction (Neumaier): exact to the last bits also where large terms cancel.
 *
 * Empty input is 0. NaN and infinities propagate as in a plain sum.
 * @see Neumaier (1974), Zeitschrift für Angewandte Mathematik und Mechanik 54
 */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0
  let correction = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    const next = sum + value
    correction += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return Number.isFinite(correction) ? sum + correction : sum
}
