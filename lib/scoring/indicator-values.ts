import type { AnswerSheet, Indicator } from './types.ts'

export type IndicatorValues = {
  /** Raw value of each respondent, clipped to the goalposts; NaN = not in the base. */
  readonly values: Float64Array
  /** 1 where the respondent was asked and does not know. */
  readonly dontKnow: Uint8Array
}

/**
 * Raw value of an indicator for each respondent, on the indicator's own scale.
 *
 *   mean: the code of the item; share: 1 where the code is one of `codes`, else 0;
 *   count: agreeing / answered * items, where at least half of the items are answered
 *
 * Clipped to the goalposts before any averaging. Missing answers are NaN. "Don't know" is NaN where the indicator excludes it;
 * where it counts as zero it is the worst goalpost (a count: an item answered and not agreed). Respondents outside `where`
 * are NaN and never "don't know".
 * @throws {RangeError} on an item that the sheet does not hold, or a column of another length
 */
export function indicatorValues(indicator: Indicator, sheet: AnswerSheet): IndicatorValues {
  const columns = indicator.items.map((item) => itemColumn(sheet, item, indicator.code))
  const values = new Float64Array(sheet.respondents).fill(Number.NaN)
  const dontKnow = new Uint8Array(sheet.respondents)
  const asked = indicator.where ? itemColumn(sheet, indicator.where.item, indicator.code) : null
  const askedCodes = new Set(indicator.where?.codes)
  const codes = new Set(indicator.codes)
  const worst = indicator.direction === 'higher-is-better' ? indicator.min : indicator.max
  const first = columns[0] as Float64Array
  for (let row = 0; row < sheet.respondents; row++) {
    if (asked !== null && !askedCodes.has(asked[row] as number)) continue
    let value: number
    if (indicator.kind === 'count') {
      const count = countAgreeing(columns, row, codes, sheet.dontKnowCode, indicator.dontKnow === 'zero')
      dontKnow[row] = count.dontKnow ? 1 : 0
      value = count.value
    } else {
      const code = first[row] as number
      dontKnow[row] = code === sheet.dontKnowCode ? 1 : 0
      if (dontKnow[row] === 1) value = indicator.dontKnow === 'zero' ? worst : Number.NaN
      else if (Number.isNaN(code) || indicator.kind === 'mean') value = code
      else value = codes.has(code) ? 1 : 0
    }
    values[row] = Math.max(indicator.min, Math.min(indicator.max, value))
  }
  return { values, dontKnow }
}

/** A person "does not know" a count when fewer than half of its items have another answer and one says so. */
function countAgreeing(columns: readonly Float64Array[], row: number, codes: Set<number>, dontKnowCode: number, dontKnowIsZero: boolean) {
  let agreed = 0
  let known = 0
  let unknown = 0
  for (const column of columns) {
    const code = column[row] as number
    if (code === dontKnowCode) unknown++
    else if (!Number.isNaN(code)) {
      known++
      if (codes.has(code)) agreed++
    }
  }
  const answered = dontKnowIsZero ? known + unknown : known
  const value = answered > 0 && 2 * answered >= columns.length ? (agreed / answered) * columns.length : Number.NaN
  return { value, dontKnow: unknown > 0 && 2 * known < columns.length }
}

function itemColumn(sheet: AnswerSheet, item: string, indicator: string): Float64Array {
  const column = sheet.items[item]
  if (column === undefined) throw new RangeError(`indicatorValues requires item ${item} of ${indicator} in the sheet ${sheet.instrument}`)
  if (column.length !== sheet.respondents) {
    throw new RangeError(`indicatorValues requires ${sheet.respondents} answers to item ${item}, got ${column.length}`)
  }
  return column
}
