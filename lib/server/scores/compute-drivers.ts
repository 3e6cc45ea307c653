import type { IndexModel } from '@/lib/scoring/index.ts'
import { keyDrivers } from '@/lib/scoring/key-drivers.ts'
import type { FigureDraft } from './figure-draft.ts'
import type { MinistryForm } from './ministry-form.ts'
import { refusedRow } from './score-rows.ts'
import type { ScoredTask } from './scoring-tasks.ts'
import type { UnitSheet } from './unit-sheets.ts'

const indicatorsOf = ({ dimensions }: IndexModel) =>
  dimensions.flatMap(({ components }) => components.flatMap(({ indicators }) => indicators))

/**
 * What goes with satisfaction as a whole in one unit: a row for all together, and a row for each part with its score. They rest on every
 * item at once, so that they are shown or refused together. The parts are the criteria answered 1 to 5, as
 * satisfaction is; one whose own score is refused is left out.
 */
export function computeDrivers(
  { own: { sheet }, instrument, unitId, place, options }: UnitSheet,
  { model, scores }: ScoredTask,
  form: MinistryForm,
): readonly FigureDraft[] {
  const indicators = indicatorsOf(model.model)
  const overall = indicators.find(({ items }) => items.length === 1 && items[0] === form.overall)
  if (!overall) return []
  const criteria = new Set(form.parts.flatMap(({ items }) => items))
  const parts = scores.indicators.flatMap(({ code, score }) => {
    const indicator = indicators.find((one) => one.code === code)
    return indicator?.items.every((item) => criteria.has(item)) && score.kind === 'estimate' ? [{ indicator, score }] : []
  })
  const found = keyDrivers(sheet, overall, parts, options)
  const { minimumCell: _, ...base } = place
  const detail = { modelVersion: model.model.version, overall: overall.code }
  if (found.kind === 'refusal')
    return [{ row: refusedRow(place, 'driver', { level: 'index', code: '' }, found, detail), bases: {}, cells: [] }]
  const { respondents, effectiveSampleSize, rSquared, importanceLine, performanceLine, resamples } = found
  const used = [overall, ...parts.map(({ indicator }) => indicator)]
  const bases = {
    complete: respondents,
    ...Object.fromEntries(
      scores.indicators.filter(({ code }) => used.some((one) => one.code === code)).map(({ code, score }) => [code, score.respondents]),
    ),
  }
  const cells = used.flatMap(({ items }) => items.map((item) => ({ instrument: instrument.id, item, unitId, groupKey: '' })))
  const common = { ...base, figure: 'driver', respondents, effective_n: effectiveSampleSize } as const
  const lines = { ...detail, importanceLine, performanceLine, resamples, bases }
  return [
    { row: { ...common, level: 'index', code: '', value: rSquared, detail: lines }, bases, cells },
    ...found.parts.map(
      ({ code, importance, lower, upper, first, performance, quadrant, isSure }): FigureDraft => ({
        row: {
          ...common,
          level: 'indicator',
          code,
          value: importance,
          lower,
          upper,
          detail: { ...lines, first, performance, quadrant, isSure },
        },
        bases,
        cells,
      }),
    ),
  ]
}
