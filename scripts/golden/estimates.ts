/** Means, totals, ratios, proportions and changes of the reference cases: maps fields of a request to the library and back. */
import * as stats from '../../lib/stats/index.ts'
import { compositeAnswer } from './composites.ts'
import { estimateFields, intervals, matrix, meanFields, refused } from './fields.ts'
import { generatedFields } from './generated.ts'
import type { Answer, Case, Json, Request, Table, Tools } from './request.ts'

const operators: Readonly<Record<string, (field: string, value: Json) => boolean>> = {
  '==': (field, value) => field === String(value),
  '!=': (field, value) => field !== String(value),
  '>=': (field, value) => Number(field) >= Number(value),
  '>': (field, value) => Number(field) > Number(value),
  '<=': (field, value) => Number(field) <= Number(value),
  '<': (field, value) => Number(field) < Number(value),
  in: (field, value) => (value as readonly Json[]).map(String).includes(field),
}

export function estimateAnswers(tools: Tools): Readonly<Record<string, Answer>> {
  const { designOf, label } = tools

  const waveChange = (request: Request, table: Table, c: Case, inside: Uint8Array | null): Record<string, Json> => {
    const { variable, wave, from, to, level } = request
    const own = (mask: Uint8Array) => mask.map((is, row) => is * (inside?.[row] ?? 1))
    const domains = [own(table.mask(wave, from)), own(table.mask(wave, to))]
    const got = stats.domainMeans(designOf(c, table), table.numbers(variable), domains)
    if (got.kind === 'refusal') return refused(got.reason)
    const change = stats.contrast(got, [-1, 1])
    return {
      means: got.means,
      vcov: matrix(got.covariance, 2),
      difference: change.estimate,
      se: change.standardError,
      z: change.statistic,
      df: change.degreesOfFreedom,
      p_normal: change.normalPValue,
      p_t: change.pValue,
      ...intervals(change.estimate, change.standardError, change.degreesOfFreedom, level),
    }
  }

  const independentChange = (request: Request, table: Table, c: Case, by: string | null, group: string | null): Record<string, Json> => {
    const { variable, wave, from, to, level } = request
    const meanOf = (which: Json) => {
      const part = table.filter((row) => row[wave] === String(which))
      return stats.meanEstimate(designOf(c, part), part.numbers(variable), by ? part.mask(by, group) : null)
    }
    const [before, after] = [meanOf(from), meanOf(to)]
    if (before.kind === 'refusal' || after.kind === 'refusal') return refused('all-missing')
    const got = stats.independentDifference(before, after)
    const t = (df: number, name: string) => intervals(got.difference, got.standardError, df, level, name)
    return {
      from: meanFields(before, level),
      to: meanFields(after, level),
      difference: got.difference,
      se: got.standardError,
      z: got.statistic,
      p_normal: got.normalPValue,
      df_sum: got.sumOfFreedom,
      p_t_sum: got.sumPValue,
      df_satterthwaite: got.satterthwaiteFreedom,
      p_t_satterthwaite: got.satterthwaitePValue,
      ...t(got.sumOfFreedom, 'ci_t_sum'),
      ...t(got.satterthwaiteFreedom, 'ci_t_satterthwaite'),
    }
  }

  return {
    mean: ({ variables, level, lonely_psu }, table, c) => {
      if (lonely_psu) {
        const byOption = lonely_psu.map((rule: stats.LonelyPsuRule) => {
          try {
            return [rule, meanFields(stats.meanEstimate(designOf(c, table, rule), table.numbers(variables[0])), level)]
          } catch (error) {
            return [rule, refused((error as Error).message)]
          }
        })
        return { by_option: Object.fromEntries(byOption) }
      }
      const design = designOf(c, table)
      const means: (stats.MeanEstimate | stats.NoRespondents)[] = variables.map((variable: string) =>
        stats.meanEstimate(design, table.numbers(variable)),
      )
      const estimates = Object.fromEntries(means.map((mean, of) => [variables[of], meanFields(mean, level)]))
      const columns = means.flatMap((mean) => (mean.kind === 'refusal' ? [] : [mean.influence]))
      const vcov = matrix(stats.linearisedVariance(design, columns), columns.length)
      const only = variables.length === 1 ? estimates[variables[0]] : {}
      return { n_rows: table.rows, design_df: design.degreesOfFreedom, estimates, vcov, ...only }
    },
    total: ({ variables, level }, table, c) => {
      const design = designOf(c, table)
      const totals = variables.map((variable: string) => [
        variable,
        estimateFields(stats.totalEstimate(design, table.numbers(variable)), level),
      ])
      return { estimates: Object.fromEntries(totals) }
    },
    ratio: ({ numerator, denominator, level }, table, c) =>
      estimateFields(stats.ratioEstimate(designOf(c, table), table.numbers(numerator), table.numbers(denominator)), level),
    mean_by: ({ variable, by, level, df }, table, c) => {
      const design = designOf(c, table)
      // Groups in the order of their levels; a request that names no df lists them as they appear in the file.
      const levels: string[][] = by.map((key: string) => (df ? table.levels(key) : [...new Set(table.text(key))]))
      const keys = by.map((key: string, of: number) => table.codes(key, levels[of]))
      const groups = stats.meansBy(design, table.numbers(variable), keys).map(({ group, mean }) => {
        const names = group.map((code, of) => label(levels[of]?.[code] ?? ''))
        return {
          group: df ? Object.fromEntries(by.map((key: string, of: number) => [key, names[of]])) : names[0],
          ...meanFields(mean, level),
        }
      })
      return { design_df: design.degreesOfFreedom, groups }
    },
    proportion: ({ condition, level }, table, c) => {
      const test = operators[condition.op]
      if (!test) throw new RangeError(`condition requires an operator of ${Object.keys(operators).join(' ')}`)
      const values = Float64Array.from(table.text(condition.var), (field) =>
        field === '' ? Number.NaN : test(field, condition.value) ? 1 : 0,
      )
      const got = stats.proportionEstimate(designOf(c, table), values, null, level)
      if (got.kind === 'refusal') return refused(got.reason)
      const { logit, beta, mean, asin, likelihood, wilson, 'wilson-df': wilsonDf } = got.intervals
      const none = [null, null]
      const named = { logit, xlogit: logit, beta, mean, asin, likelihood, wilson_neff: wilson, wilson_neff_dfadj: wilsonDf }
      return {
        n: got.respondents,
        estimate: got.mean,
        se: got.standardError,
        df: got.answeredDegreesOfFreedom,
        n_eff: got.effectiveAnswers,
        n_eff_dfadj: got.adjustedEffectiveAnswers,
        deff_replace: got.standardError === 0 ? null : got.replacementDesignEffect,
        ci: Object.fromEntries(Object.entries(named).map(([name, interval]) => [name, interval ?? none])),
      }
    },
    wave_difference: (request, table, c) => {
      const independent = request.overlap === 'independent'
      const waves = [String(request.from), String(request.to)]
      const both = table.filter((row) => waves.includes(row[request.wave] ?? ''))
      const one = (group: string | null): Record<string, Json> =>
        independent
          ? independentChange(request, both, c, request.by ?? null, group)
          : waveChange(request, both, c, request.by ? both.mask(request.by, group) : null)
      if (!request.by) return one(null)
      const groups = both.levels(request.by).map((group) => ({ group: label(group), ...one(group) }))
      const p = groups.map((group: Record<string, Json>) => (independent ? group['p_t_satterthwaite'] : group['p_t']) as number | null)
      return {
        groups,
        p_holm: stats.adjustPValues(p, 'holm'),
        p_bh: stats.adjustPValues(p, 'benjamini-hochberg'),
        p_bonferroni: stats.adjustPValues(p, 'bonferroni'),
      }
    },
    unit_vs_overall: ({ variable, by }, table, c) => {
      const units = table.levels(by)
      const domains = [null, ...units.map((unit) => table.mask(by, unit))]
      const got = stats.domainMeans(designOf(c, table), table.numbers(variable), domains)
      if (got.kind === 'refusal') return refused(got.reason)
      const contrasts = units.map((_, unit) => stats.contrast(got, [-1, ...units.map((__, other) => (other === unit ? 1 : 0))]))
      const p = contrasts.map(({ pValue }) => pValue)
      const mean = got.means.slice(1)
      return {
        overall: got.means[0],
        df: got.degreesOfFreedom,
        units,
        mean,
        difference: contrasts.map(({ estimate }) => estimate),
        se: contrasts.map(({ standardError }) => standardError),
        t: contrasts.map(({ statistic }) => statistic),
        p,
        p_holm: stats.adjustPValues(p, 'holm'),
        p_bh: stats.adjustPValues(p, 'benjamini-hochberg'),
        rank_desc_min: stats.descendingRanks(mean),
      }
    },
    wald_equality: ({ variable, by }, table, c) => {
      const answered = table.filter((row) => row[variable] !== '' && row[by] !== '')
      const groups = answered.levels(by)
      const got = stats.domainMeans(
        designOf(c, answered),
        answered.numbers(variable),
        groups.map((group) => answered.mask(by, group)),
      )
      if (got.kind === 'refusal') return refused(got.reason)
      const wald = stats.waldEquality(got)
      const slope = groups.every((group) => Number.isFinite(Number(group)))
        ? stats.contrast(got, stats.slopeCoefficients(groups.map(Number)))
        : null
      return {
        groups,
        means: got.means,
        vcov: matrix(got.covariance, groups.length),
        wald_chi2: wald.chiSquare,
        q: wald.freedom,
        p_chi2: wald.chiSquarePValue,
        F: wald.f,
        df: wald.designFreedom,
        p_F: wald.fPValue,
        linear_slope_unweighted_years: slope && {
          estimate: slope.estimate,
          se: slope.standardError,
          t: slope.statistic,
          p_t: slope.pValue,
        },
      }
    },
    composite: compositeAnswer(tools),
    generated: (request) => generatedFields(request),
  }
}
