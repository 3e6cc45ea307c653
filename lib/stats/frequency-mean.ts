import { compensatedSum } from './compensated-sum.ts'

export type FrequencyMean = {
  readonly kind: 'mean'
  readonly value: number
  readonly standardError: number
  /** Sum of the frequencies inside. */
  readonly respondents: number
}

export type TooFewAnswers = { readonly kind: 'refusal'; readonly reason: 'too-few-answers'; readonly detail: string }

/**
 * Mean of tabulated answers: each row stands for `frequencies` people with that answer.
 *
 *   m = sum f y / n,  n = sum f;  se = sqrt(N / (N - 1) * sum f (y - m)^2) / n
 *
 * over the n people inside (default all), out of the N of the whole table: a part of it is a domain, as in the expanded rows.
 *
 * Frequencies count people; read as sampling weights they would give a standard error of as many respondents as rows.
 * Rows with a missing value or a frequency of 0 count for nothing. One person has no standard error, so that
 * fewer than two are refused.
 * @returns the mean, or a refusal with fewer than two people
 * @throws {RangeError} on lengths that differ, or frequencies that are not whole numbers of 0 or more
 */
export function frequencyMean(
  values: Float64Array,
  frequencies: Float64Array,
  inside: Uint8Array | null = null,
): FrequencyMean | TooFewAnswers {
  if (values.length !== frequencies.length || (inside && inside.length !== values.length))
    throw new RangeError('frequencyMean requires one frequency for each value')
  for (const frequency of frequencies)
    if (!(frequency >= 0 && Number.isInteger(frequency))) throw new RangeError('frequencyMean requires whole frequencies of 0 or more')
  const answered = frequencies.map((frequency, row) => (Number.isNaN(values[row] as number) ? 0 : frequency))
  const counted = answered.map((frequency, row) => (inside?.[row] === 0 ? 0 : frequency))
  const sum = (term: (value: number) => number) =>
    compensatedSum(counted.map((frequency, row) => (frequency === 0 ? 0 : frequency * term(values[row] as number))))
  const everybody = compensatedSum(answered)
  const respondents = compensatedSum(counted)
  if (respondents < 2)
    return { kind: 'refusal', reason: 'too-few-answers', detail: `a standard error needs two people, there are ${respondents}` }
  const value = sum((answer) => answer) / respondents
  const spread = sum((answer) => (answer - value) * (answer - value))
  const standardError = Math.sqrt((everybody / (everybody - 1)) * spread) / respondents
  return { kind: 'mean', value, standardError, respondents }
}
