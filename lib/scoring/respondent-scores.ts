import { checkModel } from './check-model.ts'
import { indicatorValues } from './indicator-values.ts'
import type { AnswerSheet, Dimension, IndexModel, Indicator } from './types.ts'

export type RespondentScores = {
  readonly dimensions: readonly { readonly code: string; readonly scores: Float64Array }[]
  /** Sum of the dimensions. */
  readonly index: Float64Array
}

/**
 * Scores of each respondent of one sheet: another figure than the score of a unit, since each person's own answers are
 * completed before they are averaged. Use the mean over respondents (`meanEstimate`) and say which of the two it is.
 *
 *   component = mean of the person's known indicators; dimension = mean of the person's known components, where at least
 *   half of them are known; index = sum of the dimensions, where all are known; NaN = no score
 *
 * @throws {RangeError} as `checkModel`, and where an indicator belongs to another instrument than the sheet
 */
export function respondentScores(model: IndexModel, sheet: AnswerSheet): RespondentScores {
  checkModel(model)
  const dimensions = model.dimensions.map((dimension) => ({ code: dimension.code, scores: dimensionScores(dimension, sheet) }))
  const index = new Float64Array(sheet.respondents)
  for (const { scores } of dimensions)
    scores.forEach((score, row) => {
      index[row] = (index[row] as number) + score
    })
  return { dimensions, index }
}

function dimensionScores(dimension: Dimension, sheet: AnswerSheet): Float64Array {
  const components = dimension.components.map(({ indicators }) =>
    meanOfKnown(
      indicators.map((indicator) => scoresOf(indicator, sheet)),
      0,
    ),
  )
  return meanOfKnown(components, components.length / 2)
}

function scoresOf(indicator: Indicator, sheet: AnswerSheet): Float64Array {
  if (indicator.instrument !== sheet.instrument) {
    throw new RangeError(
      `respondentScores requires indicators of the instrument ${sheet.instrument}, ${indicator.code} is of ${indicator.instrument}`,
    )
  }
  const slope = 9 / (indicator.max - indicator.min)
  return indicatorValues(indicator, sheet).values.map((value) =>
    indicator.direction === 'higher-is-better' ? 1 + slope * (value - indicator.min) : 1 + slope * (indicator.max - value),
  )
}

/** Mean of the columns that a respondent has a value in; NaN where that is none, or fewer than `least`. */
function meanOfKnown(columns: readonly Float64Array[], least: number): Float64Array {
  const rows = columns[0]?.length ?? 0
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0
    let known = 0
    for (const column of columns) {
      const value = column[row] as number
      if (Number.isNaN(value)) continue
      sum += value
      known++
    }
    return known > 0 && known >= least ? sum / known : Number.NaN
  })
}
