/** Distributions, quantiles, drivers, reliability and Kitagawa splits of the reference cases. */
import * as stats from '../../lib/stats/index.ts'
import { intervals, refusal, share } from './fields.ts'
import type { Answer } from './request.ts'
import { byGroup, designOf } from './table.ts'

export const describeAnswers: Readonly<Record<string, Answer>> = {
  distribution: (request, table, c) =>
    byGroup(request.by, table, (domain) => {
      const { variable, levels, top, bottom } = request
      const got = stats.distribution({ design: designOf(c, table), answers: table.numbers(variable), levels, top, bottom, domain })
      if (got.kind === 'refusal') {
        const none = levels.map(() => null)
        const no = { estimate: null, se: null }
        return { n: 0, share: none, se: none, top: no, bottom: no, net: no, unweighted_counts: levels.map(() => 0), other_answers: 0 }
      }
      return {
        n: got.respondents,
        share: got.shares.map((part) => part.value),
        se: got.shares.map((part) => part.standardError),
        vcov: got.covariance,
        top: share(got.top),
        bottom: share(got.bottom),
        net: { ...share(got.net), df: got.degreesOfFreedom, ...intervals(got.net.value, got.net.standardError, got.degreesOfFreedom) },
        unweighted_counts: got.counts,
        other_answers: got.otherAnswers,
      }
    }),
  quantile: (request, table, c) => {
    const got = stats.quantiles(designOf(c, table), table.numbers(request.variable), request.probs)
    if (got.kind === 'refusal') return null
    const list = (field: 'value' | 'lower' | 'upper' | 'standardError') => got.quantiles.map((one) => one[field])
    return { quantiles: list('value'), ci_woodruff_mean: { lower: list('lower'), upper: list('upper') }, se: list('standardError') }
  },
  mean_frequency: ({ variable, frequency, by }, table) => {
    const one = (domain: Uint8Array | null) => {
      const got = stats.frequencyMean(table.numbers(variable), table.numbers(frequency), domain)
      return got.kind === 'refusal' ? { n: null, estimate: null, se: null } : { n: got.respondents, ...share(got) }
    }
    return { ...one(null), ...byGroup(by, table, one) }
  },
  p_adjust: ({ p }) => ({
    holm: stats.adjustPValues(p, 'holm'),
    hochberg: stats.adjustPValues(p, 'hochberg'),
    hommel: stats.adjustPValues(p, 'hommel'),
    bonferroni: stats.adjustPValues(p, 'bonferroni'),
    BH: stats.adjustPValues(p, 'benjamini-hochberg'),
    BY: stats.adjustPValues(p, 'benjamini-yekutieli'),
  }),
  kitagawa: (request, table, c) => {
    const levels = table.levels(request.groups)
    const waves = { from: table.mask(request.wave, request.from), to: table.mask(request.wave, request.to) }
    const groups = { answers: table.numbers(request.variable), groups: table.codes(request.groups), groupCount: levels.length }
    const got = stats.kitagawa({ design: designOf(c, table), ...groups, ...waves })
    if (got.kind === 'refusal') return refusal(got)
    const { compositionAtFromRates, rateAtFromShares, interaction } = got.threefold
    return {
      levels,
      share_from: got.shareFrom,
      share_to: got.shareTo,
      mean_from: got.meanFrom,
      mean_to: got.meanTo,
      total_change: got.total.value,
      composition: got.composition.value,
      rate: got.rate.value,
      composition_by_group: got.compositionByGroup,
      rate_by_group: got.rateByGroup,
      threefold: { composition_at_from_rates: compositionAtFromRates, rate_at_from_shares: rateAtFromShares, interaction },
      se: { composition: got.composition.standardError, rate: got.rate.standardError, total: got.total.standardError },
    }
  },
  drivers: (request, table, c) => {
    const predictors = request.predictors.map((name: string) => table.numbers(name))
    const got = stats.drivers(designOf(c, table), table.numbers(request.outcome), predictors)
    if (got.kind === 'refusal') return refusal(got)
    const {
      respondents: n,
      coefficients,
      covariance: vcov,
      standardErrors: se,
      residualFreedom: df_resid,
      tValues: t,
      pValues: p,
    } = got.regression
    const { standardised: beta_standardised, rSquared: r2, adjustedRSquared: adj_r2 } = got.regression
    const shares = { lmg: got.lmg, lmg_share: got.lmgShares, first: got.alone, last: got.last, correlation_matrix: got.correlations }
    const others = { johnson_relative_weights: got.relativeWeights, vif: got.varianceInflation }
    return { n, coefficients, vcov, se, df_resid, t, p, beta_standardised, r2, adj_r2, ...shares, ...others }
  },
  reliability: (request, table, c) => {
    const got = stats.reliability({
      items: request.items.map((name: string) => table.numbers(name)),
      reversed: request.items.map((name: string) => request.reverse.includes(name)),
      ...(request.scale ? { scale: { least: request.scale.lo, most: request.scale.hi } } : {}),
      weights: c.design.weight ? table.numbers(c.design.weight) : null,
    })
    if (got.kind === 'refusal') return refusal(got)
    return {
      n: got.respondents,
      k: got.items,
      alpha: got.alpha,
      alpha_standardised: got.alphaStandardised,
      mean_inter_item_r: got.meanInterItemCorrelation,
      alpha_se: got.alphaStandardError,
      alpha_ci_feldt: got.alphaInterval,
      alpha_if_dropped: got.alphaIfDropped,
      item_rest_r: got.itemRestCorrelation,
      alpha_pairwise: got.alphaPairwise,
      alpha_weighted: got.alphaWeighted,
      omega_total_ml1: got.omega,
      omega_standardised_ml1: got.omegaStandardised,
      loadings_standardised: got.loadings,
      guttman_lambda6: got.lambda6,
      eigenvalues: got.eigenvalues,
      split_half_odd_even: got.splitHalf,
    }
  },
}
