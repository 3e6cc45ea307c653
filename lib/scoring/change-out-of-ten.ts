import type { ChangeOrRefusal, Estimate } from './types.ts'

/**
 * A component's change, which PAPI adds on 1/k..10/k, on 1..10 as screens show it: everything times k, p and verdict unchanged.
 * A refusal stays as it is.
 *
 * @param k components of the dimension in the common core, the same in both waves
 * @throws {RangeError} where k is no whole number of 1 or more
 */
export function changeOutOfTen(change: ChangeOrRefusal, k: number): ChangeOrRefusal {
  if (change.kind === 'refusal') return change
  if (!(Number.isInteger(k) && k >= 1)) throw new RangeError('changeOutOfTen requires k to be a whole number of 1 or more')
  const scaled = <T extends Pick<Estimate, 'standardError' | 'lower' | 'upper'>>(one: T): T => ({
    ...one,
    standardError: k * one.standardError,
    lower: k * one.lower,
    upper: k * one.upper,
  })
  const estimate = (one: Estimate): Estimate => ({ ...scaled(one), value: k * one.value })
  return { ...scaled(change), from: estimate(change.from), to: estimate(change.to), difference: k * change.difference }
}
