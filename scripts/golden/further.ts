/** Replicates, calibration, tests and splits that the library offers beside what its scores need. */
import * as stats from '../../lib/stats/index.ts'
import { refusal, share } from './fields.ts'
import type { Answer, Case, Request, Table } from './request.ts'
import { designOf, label, weightsOf } from './table.ts'
import { weightFields } from './weights.ts'

/** "rw001..rw080" as its column names, the digits with as many places. */
function columnNames(columns: string | string[]): string[] {
  if (typeof columns !== 'string') return columns
  const [first = '', last = ''] = columns.split('..')
  const [, prefix = '', digits = ''] = /^(.*?)(\d+)$/.exec(first) ?? []
  const end = Number(/\d+$/.exec(last)?.[0])
  return Array.from({ length: end - Number(digits) + 1 }, (_, i) => `${prefix}${String(Number(digits) + i).padStart(digits.length, '0')}`)
}

function replicatesOf(request: Request, table: Table, c: Case, design: stats.SurveyDesign): stats.Replicates {
  if (request.build) return stats.jackknifeReplicates(design)
  const factors: Float64Array[] = columnNames(request.replicate_columns).map((name) => table.numbers(name))
  const base = weightsOf(c, table)
  const weights = request.combined_weights ? factors : factors.map((column) => column.map((factor, row) => factor * (base[row] as number)))
  const count = weights.length
  const scale = request.scale ?? 1 / (count * (1 - (request.rho ?? 0)) ** 2)
  const scales = Array.isArray(request.rscales) ? request.rscales : new Array<number>(count).fill(request.rscales ?? 1)
  return { weights, scale, replicateScales: scales, degreesOfFreedom: stats.replicateFreedom(weights) }
}

/** Predictor columns with treatment contrasts: a category's first level is the base. */
function contrastColumns(table: Table, predictors: readonly string[]): { term: string; column: Float64Array }[] {
  return predictors.flatMap((name) => {
    const levels = table.levels(name)
    if (levels.every((level) => Number.isFinite(Number(level)))) return [{ term: name, column: table.numbers(name) }]
    const text = table.text(name)
    return levels.slice(1).map((level) => ({
      term: name + level,
      column: Float64Array.from(text, (field) => (field === '' ? Number.NaN : field === level ? 1 : 0)),
    }))
  })
}

export const furtherAnswers: Readonly<Record<string, Answer>> = {
  replicate: (request, table, c) => {
    const design = designOf(c, table)
    const replicates = replicatesOf(request, table, c, design)
    const meanOf = (variable: string, mask: Uint8Array | null) => (weights: Float64Array) =>
      stats.linearisedMean({ ...design, weights }, table.numbers(variable), mask).mean
    const ratioOf = (weights: Float64Array) => {
      const got = stats.ratioEstimate({ ...design, weights }, table.numbers(request.ratio[0]), table.numbers(request.ratio[1]))
      return got.kind === 'refusal' ? Number.NaN : got.value
    }
    const one = (centre: 'full' | 'mean') => {
      const estimate = (statistic: (weights: Float64Array) => number) =>
        share(stats.replicateEstimate(design, replicates, statistic, centre))
      const groups = request.by ? table.levels(request.by) : []
      const means = groups.map((group) => estimate(meanOf(request.variables[0], table.mask(request.by, group))))
      return {
        n_replicates: replicates.weights.length,
        scale: replicates.scale,
        df: replicates.degreesOfFreedom,
        estimates: Object.fromEntries(request.variables.map((variable: string) => [variable, estimate(meanOf(variable, null))])),
        ...(request.ratio ? { ratio: estimate(ratioOf) } : {}),
        ...(request.by
          ? { by: { groups: groups.map(label), estimate: means.map((mean) => mean.estimate), se: means.map((mean) => mean.se) } }
          : {}),
      }
    }
    return { mse_true: one('full'), mse_false: one('mean') }
  },
  calibrate: (request, table, c) => {
    const design = designOf(c, table)
    const ones = new Float64Array(table.rows).fill(1)
    const known = new Map([
      ['(Intercept)', ones],
      ...contrastColumns(
        table,
        request.model
          .replace('~', '')
          .split('+')
          .map((name: string) => name.trim()),
      ).map(({ term, column }) => [term, column] as const),
    ])
    const columns: Float64Array[] = request.model_columns.map((term: string) => known.get(term))
    const totals: number[] = request.model_columns.map((term: string) => request.totals[term])
    const variants = Object.entries<Request>(request.variants).map(([name, { calfun, bounds }]) => {
      const got = stats.calibrate({ weights: design.weights, columns, totals, distance: calfun, ...(bounds ? { bounds } : {}) })
      if (got.kind === 'refusal') return [name, refusal(got)]
      const estimates = request.then.mean.map((variable: string) => {
        const { mean, influence } = stats.linearisedMean({ ...design, weights: got.weights }, table.numbers(variable))
        const residual = stats.regressionResidual(influence, columns, design.weights, got.weights)
        return [variable, { estimate: mean, se: Math.sqrt(stats.linearisedVariance(design, [residual])[0] as number) }]
      })
      const factors = { g_min: got.leastFactor, g_max: got.largestFactor, max_rel_total_error: got.maximumTotalError }
      return [name, { converged: true, ...factors, weights: weightFields(got.weights), estimates: Object.fromEntries(estimates) }]
    })
    return Object.fromEntries(variants)
  },
  normalise_units: ({ variables }, table, c) => {
    const units = table.levels('unit')
    const means: number[][] = variables.map((variable: string) =>
      stats
        .meansBy(designOf(c, table), table.numbers(variable), [table.codes('unit')])
        .map(({ mean }) => (mean.kind === 'refusal' ? Number.NaN : mean.mean)),
    )
    const turned = (columns: readonly (readonly number[] | null)[]) =>
      units.map((_, unit) => columns.map((column) => column?.[unit] ?? null))
    const normalised = means.map(stats.normaliseUnits)
    return {
      units,
      means: turned(means),
      minmax: turned(normalised.map((one) => one.minmax)),
      zscore: turned(normalised.map((one) => one.zscore)),
      rank: turned(normalised.map((one) => one.rank)),
    }
  },
  oaxaca_blinder: ({ variable, predictors, wave, from, to }, table, c) => {
    const terms = contrastColumns(table, predictors)
    const got = stats.oaxacaBlinder(
      designOf(c, table),
      table.numbers(variable),
      terms.map(({ column }) => column),
      table.mask(wave, from),
      table.mask(wave, to),
    )
    if (got.kind === 'refusal') return refusal(got)
    const names = ['(Intercept)', ...terms.map(({ term }) => term)]
    const split = ({ explained, unexplained, explainedByTerm }: stats.Decomposition) => ({
      explained,
      unexplained,
      explained_by_term: Object.fromEntries(explainedByTerm.map((value, k) => [names[k], value])),
    })
    const { byReference } = got
    return {
      n_from: got.respondentsFrom,
      n_to: got.respondentsTo,
      terms: names,
      xbar_from: got.meansFrom,
      xbar_to: got.meansTo,
      beta_from: got.coefficientsFrom,
      beta_to: got.coefficientsTo,
      beta_pooled: got.coefficientsPooled,
      beta_pooled_with_group: got.coefficientsPooledWithWave,
      total: got.total,
      reference_from: split(byReference.from),
      reference_to: split(byReference.to),
      reference_average: split(byReference.average),
      reference_pooled: split(byReference.pooled),
      reference_pooled_with_group: split(byReference.pooledWithWave),
      threefold: got.threefold,
      se_reference_from: got.standardErrors,
    }
  },
  rank_test: ({ variable, group, a, b }, table, c) => {
    const answers = table.numbers(variable)
    const [first, second] = [table.mask(group, a), table.mask(group, b)]
    const got = stats.compareTwoSamples(
      answers.filter((_, row) => first[row] === 1),
      answers.filter((_, row) => second[row] === 1),
    )
    if (got.kind === 'refusal') return refusal(got)
    const isSecond = Float64Array.from(first, (is, row) => (second[row] === 1 ? 1 : is === 1 ? 0 : Number.NaN))
    const designed = (score: stats.RankScore) => {
      const test = stats.designRankTest(designOf(c, table), answers, isSecond, score)
      return 'kind' in test ? refusal(test) : { difference: test.difference, t: test.t, df: test.degreesOfFreedom, p: test.pValue }
    }
    return {
      n1: got.firstCount,
      n2: got.secondCount,
      U: got.u,
      p_continuity: got.continuityPValue,
      p_no_continuity: got.pValue,
      prob_superiority: got.superiority,
      cliffs_delta: got.cliffsDelta,
      ks_D: got.kolmogorovSmirnov,
      welch: got.welch && { t: got.welch.t, df: got.welch.degreesOfFreedom, p: got.welch.pValue },
      cohens_d: got.cohensD,
      design_based: { wilcoxon: designed('wilcoxon'), vanderWaerden: designed('vanderWaerden'), median: designed('median') },
    }
  },
  rao_scott: ({ row, col }, table, c) => {
    const levels = (name: string) =>
      table.levels(name).every((level) => Number.isFinite(Number(level)))
        ? table.levels(name).sort((x, y) => Number(x) - Number(y))
        : table.levels(name)
    const [rows, columns] = [levels(row), levels(col)]
    const got = stats.raoScott(designOf(c, table), table.codes(row, rows), table.codes(col, columns), rows.length, columns.length)
    if (got.kind === 'refusal') return refusal(got)
    const second = { F: got.f, ndf: got.numeratorFreedom, ddf: got.denominatorFreedom, p_F: got.fPValue }
    return {
      table: got.table,
      row_levels: rows,
      col_levels: columns,
      ...second,
      X2_first_order: got.chiSquare,
      p_first_order: got.firstOrderPValue,
    }
  },
  trend: ({ variable, year }, table) => {
    const levels = table.levels(year)
    const answered = table.filter((row) => row[variable] !== '' && row[year] !== '')
    const groups = levels.map((level) => [...answered.where(year, level).numbers(variable)])
    const means = groups.map((group) => stats.compensatedSum(group) / group.length)
    const years = levels.map(Number)
    const steps = stats.mannKendall(means)
    const micro = [answered.numbers(year), answered.numbers(variable)] as const
    const { h, degreesOfFreedom, pValue } = stats.kruskalWallis(groups)
    return {
      years,
      means,
      mann_kendall_equal_steps: {
        S: steps.s,
        var_S: steps.variance,
        z: steps.z,
        p: steps.pValue,
        tau_b: steps.tauB,
        sen_slope: steps.senSlope,
      },
      sen_slope_per_year: stats.mannKendall(means, years).senSlope,
      spearman: stats.spearman(years, means),
      micro: { kendall_tau_b: null, spearman: stats.spearman(...micro), slope: stats.leastSquaresSlope(...micro) },
      kruskal: { H: h, df: degreesOfFreedom, p: pValue },
    }
  },
}
