import * as stats from '../../lib/stats/index.ts'

export const intervals = (value: number, se: number | null, df: number, level = 0.95, name = 'ci_t') =>
  se === null || !(df > 0)
    ? { ci_normal: null, [name]: null }
    : { ci_normal: stats.waldInterval(value, se, Infinity, level), [name]: stats.waldInterval(value, se, df, level) }

export const meanFields = (got: stats.MeanEstimate | stats.NoRespondents, level?: number) => {
  if (got.kind === 'refusal') {
    const none = { estimate: null, se: null, ci_normal: null, ci_t: null, kish_ess: null, ess_kish: null, status: 'no_data' }
    return { n: 0, n_missing: got.missing, n_zero_weight: got.zeroWeights, sum_w: 0, ...none }
  }
  const { mean, standardError: se, respondents: n, replacementDesignEffect, effectiveSampleSize } = got
  const offset = 10 ** Math.floor(Math.log10(Math.abs(mean)))
  return {
    n,
    n_missing: got.missing,
    n_zero_weight: got.zeroWeights,
    sum_w: got.sumOfWeights,
    sum_wy: got.total,
    estimate: mean,
    // The leading power of ten, and the mean without it from all the digits that the library keeps.
    offset,
    estimate_minus_offset: mean - offset + got.remainder,
    se,
    df: got.degreesOfFreedom,
    df_domain: got.domainDegreesOfFreedom,
    ...intervals(mean, se, got.degreesOfFreedom, level),
    cv: se === null ? null : se / mean,
    deff: got.designEffect,
    deff_replace: replacementDesignEffect,
    ess_kish: effectiveSampleSize,
    kish_ess: effectiveSampleSize,
    ess_deff_replace: replacementDesignEffect ? n / replacementDesignEffect : null,
    weighted_variance_pop: got.populationVariance,
    status: got.caution,
  }
}

export const estimateFields = (got: stats.LinearisedEstimate | stats.NoEstimate, level?: number) => {
  if (got.kind === 'refusal') return null
  const { value, standardError, degreesOfFreedom } = got
  return { estimate: value, se: standardError, df: degreesOfFreedom, ...intervals(value, standardError, degreesOfFreedom, level) }
}

export const matrix = (values: Float64Array, size: number) =>
  Array.from({ length: size }, (_, row) => [...values.slice(row * size, (row + 1) * size)])

export const refused = (reason: string) => ({ error: true, reason })

export const share = ({ value, standardError }: { value: number; standardError: number }) => ({ estimate: value, se: standardError })

export const refusal = ({ reason, detail }: { reason: string; detail: string }) => ({
  error: true,
  converged: false,
  reason: `${reason}: ${detail}`,
})
