/** Composites of the reference cases: a scheme becomes an index model, a domain a sample. */
import * as scoring from '../../lib/scoring/index.ts'
import * as stats from '../../lib/stats/index.ts'
import { intervals, matrix, meanFields } from './fields.ts'
import type { Answer, Case, Json, Request, Table, Tools } from './request.ts'

/** A scheme of the composite cases as an index model of one instrument. */
const modelOf = (scheme: Request): scoring.IndexModel => ({
  id: 'scheme',
  version: '1',
  rule: 'papi',
  dimensions: scheme.map((dimension: Request) => ({
    code: dimension.name,
    components: dimension.subs.map((sub: Request) => ({
      code: sub.name,
      indicators: sub.indicators.map(({ name, min, max, reverse }: Request) => ({
        code: name,
        instrument: 'sheet',
        items: [name],
        kind: 'mean',
        min,
        max,
        direction: reverse ? 'lower-is-better' : 'higher-is-better',
        dontKnow: 'excluded',
        comparabilityKey: name,
      })),
    })),
  })),
})

export function compositeAnswer({ designOf, label }: Tools): Answer {
  const sheetOf = (model: scoring.IndexModel, table: Table, c: Case): scoring.AnswerSheet => {
    const items = scoring.placedIndicators(model).map(({ indicator }) => indicator.code)
    return {
      instrument: 'sheet',
      respondents: table.rows,
      items: Object.fromEntries(items.map((item) => [item, table.numbers(item)])),
      dontKnowCode: Number.NaN,
      design: {
        weights: designOf(c, table).weights,
        strata: new Int32Array(table.rows),
        clusters: null,
        populationSizes: null,
        selfSelected: false,
      },
      modes: new Int16Array(table.rows),
    }
  }

  /** The composite of one domain; designs come from the case, so that fpc and crossed strata are those of the file. */
  const composite = (model: scoring.IndexModel, sheet: scoring.AnswerSheet, design: stats.SurveyDesign, inside: Uint8Array) => {
    const thresholds = { level: 0.95, minimumRespondents: 1, minimumEffectiveSampleSize: 0 }
    const results = scoring.placedIndicators(model).map((placed) => scoring.scoreIndicator(placed, { sheet, design, inside }, thresholds))
    return { results, plan: scoring.planScores(model, results), samples: new Map([['sheet', { sheet, design, inside }]]) }
  }
  type Composite = ReturnType<typeof composite>
  const at = (of: Composite, where: number | scoring.Refusal) => (typeof where === 'number' ? (of.plan.combinations[where] ?? null) : null)
  const evaluate = (of: Composite, combination: scoring.Combination | null) => {
    const [combined] = combination ? scoring.combineIndicators([combination], of.samples) : []
    return combined ? { estimate: combined.value, se: Math.sqrt(scoring.sumVariances(combined.bySheet).variance) } : null
  }
  const compositeFields = (of: Composite, df: number, whole: boolean) => {
    const parts = of.plan.dimensions.map(({ at: where }) => at(of, where))
    const known = parts.filter((part) => part !== null)
    const overall = evaluate(of, at(of, of.plan.index))
    const fields = {
      dimensions: Object.fromEntries(of.plan.dimensions.map(({ code, at: where }) => [code, evaluate(of, at(of, where))])),
      overall: overall && { ...overall, df, ...intervals(overall.estimate, overall.se, df) },
      overall_geometric: known.length === parts.length ? evaluate(of, scoring.geometricOf(known)) : null,
    }
    if (!whole) return fields
    return {
      indicators: Object.fromEntries(
        of.results.map((result, row) => {
          const base = scoring.isScored(result) ? result.respondents : result.refusal.respondents
          return [result.indicator.code, { base, ...evaluate(of, at(of, of.plan.indicators[row] ?? 0)) }]
        }),
      ),
      subdimensions: Object.fromEntries(of.plan.components.map(({ code, at: where }) => [code, evaluate(of, at(of, where))])),
      dimension_vcov: matrix(scoring.combinedCovariance(known, of.samples), known.length),
      ...fields,
    }
  }
  const changeFields = (from: Composite, to: Composite, df: number) => {
    const change = (before: scoring.Combination | null, after: scoring.Combination | null) => {
      const got = before && after ? evaluate(from, scoring.differenceOf(before, after)) : null
      const t = got ? got.estimate / got.se : null
      return got && { difference: got.estimate, se: got.se, t, p_t: stats.studentPValue(t ?? 0, df) }
    }
    const dimensions = from.plan.dimensions.map(({ code, at: where }, index) => {
      const other = to.plan.dimensions[index]
      return [code, change(at(from, where), other ? at(to, other.at) : null)]
    })
    return { overall: change(at(from, from.plan.index), at(to, to.plan.index)), dimensions: Object.fromEntries(dimensions) }
  }

  function respondentFields(
    model: scoring.IndexModel,
    sheet: scoring.AnswerSheet,
    table: Table,
    design: stats.SurveyDesign,
    wave: string,
  ): Json {
    const scores = scoring.respondentScores(model, sheet)
    const columns: [string, Float64Array][] = [
      ...scores.dimensions.map(({ code, scores: own }): [string, Float64Array] => [code, own]),
      ['overall', scores.index],
    ]
    const fields = (inside: Uint8Array | null) =>
      Object.fromEntries(columns.map(([code, values]) => [code, meanFields(stats.meanEstimate(design, values, inside))]))
    const number = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)
    return {
      design_df: design.degreesOfFreedom,
      all: fields(null),
      by_wave: Object.fromEntries(table.levels(wave).map((one) => [one, fields(table.mask(wave, one))])),
      first_rows: table
        .text('id')
        .slice(0, 20)
        .map((id, row) => ({ id: label(id), ...Object.fromEntries(columns.map(([code, values]) => [code, number(values[row])])) })),
    }
  }

  return ({ level, scheme, wave, by }, table, c) => {
    const model = modelOf(scheme)
    const sheet = sheetOf(model, table, c)
    const design = designOf(c, table)
    const df = design.degreesOfFreedom
    const waves = table.levels(wave)
    if (level.startsWith('respondent_level')) return respondentFields(model, sheet, table, design, wave)
    const unitsOf = (unit: string) => table.mask(by, unit)
    const ofWave = (one: string, unit: Uint8Array | null) =>
      composite(
        model,
        sheet,
        design,
        table.mask(wave, one).map((is, row) => is * (unit?.[row] ?? 1)),
      )
    const whole = waves.map((one) => ofWave(one, null))
    const [first, last] = [whole[0] as Composite, whole[whole.length - 1] as Composite]
    const units = table.levels(by).map((unit) => {
      const [before, after] = [ofWave(waves[0] ?? '', unitsOf(unit)), ofWave(waves.at(-1) ?? '', unitsOf(unit))]
      const change = changeFields(before, after, df)
      return { unit: label(unit), wave1: compositeFields(before, df, false), wave2: compositeFields(after, df, false), change }
    })
    const p = units.map(({ change }) => change.overall?.p_t ?? null)
    return {
      design_df: df,
      by_wave: Object.fromEntries(waves.map((one, index) => [one, compositeFields(whole[index] as Composite, df, true)])),
      change_wave: changeFields(first, last, df),
      units,
      units_p_bh: stats.adjustPValues(p, 'benjamini-hochberg'),
      units_p_holm: stats.adjustPValues(p, 'holm'),
      rank_wave2_desc: stats.descendingRanks(units.map(({ wave2 }) => wave2.overall?.estimate ?? Number.NaN)),
    }
  }
}
