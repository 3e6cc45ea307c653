import { domainFreedom } from './domain-freedom.ts'
import { linearisedMean } from './linearised-mean.ts'
import { chiSquarePValue } from './normal.ts'
import { fisherPValue } from './student-t.ts'
import { linearisedVariance, type SurveyDesign } from './survey-design.ts'
import { type Matrix, symmetricInverse } from './symmetric-matrix.ts'

export type RaoScott = {
  readonly kind: 'test'
  /** Weighted sums, rows x columns. */
  readonly table: readonly (readonly number[])[]
  /** Pearson's statistic of the weighted table scaled to the number of respondents. */
  readonly chiSquare: number
  /** First order: chi-square over the mean design effect, on (rows - 1)(columns - 1). */
  readonly firstOrderPValue: number
  /** Second order (Thomas & Rao). */
  readonly f: number
  readonly numeratorFreedom: number
  readonly denominatorFreedom: number
  readonly fPValue: number
}

export type NoTable = { readonly kind: 'refusal'; readonly reason: 'all-missing' | 'empty-category'; readonly detail: string }

/**
 * Are two categorical answers independent, allowing for the design? Pearson's statistic with Rao and Scott's corrections.
 *
 *   delta = (C' D^-1/n C)^-1 (C' D^-1 V D^-1 C), D = diag(p), V = var(p), C the interaction contrasts
 *   F = X2 / tr(delta) on d = tr(delta)^2 / tr(delta^2) and d * df
 *
 * Respondents who miss either answer (-1) are outside.
 * @throws {RangeError} on columns whose length is not that of the design, or fewer than two rows or columns
 * @see Rao & Scott (1984), Annals of Statistics 12; Thomas & Rao (1987), JASA 82; R survey::svychisq
 */
export function raoScott(
  design: SurveyDesign,
  rows: Int32Array,
  columns: Int32Array,
  rowCount: number,
  columnCount: number,
): RaoScott | NoTable {
  if (rows.length !== design.rows || columns.length !== design.rows)
    throw new RangeError(`raoScott requires columns of ${design.rows} rows`)
  if (!(rowCount > 1 && columnCount > 1)) throw new RangeError('raoScott requires two or more rows and columns')
  const inside = Uint8Array.from(rows, (row, i) => (row >= 0 && (columns[i] as number) >= 0 ? 1 : 0))
  const cells = Array.from({ length: rowCount * columnCount }, (_, cell) => ({ row: cell % rowCount, column: Math.floor(cell / rowCount) }))
  const parts = cells.map(({ row, column }) =>
    linearisedMean(
      design,
      Float64Array.from(rows, (own, i) => (own === row && columns[i] === column ? 1 : 0)),
      inside,
    ),
  )
  const respondents = parts[0]?.respondents ?? 0
  if (respondents === 0) return { kind: 'refusal', reason: 'all-missing', detail: 'nobody gave both answers' }
  const p = parts.map(({ mean }) => mean)
  const sumOver = (is: (cell: { row: number; column: number }) => boolean) =>
    cells.reduce((sum, cell, at) => sum + (is(cell) ? (p[at] as number) : 0), 0)
  const rowShares = Array.from({ length: rowCount }, (_, row) => sumOver((cell) => cell.row === row))
  const columnShares = Array.from({ length: columnCount }, (_, column) => sumOver((cell) => cell.column === column))
  if ([...rowShares, ...columnShares].includes(0))
    return { kind: 'refusal', reason: 'empty-category', detail: 'a row or column has no respondent' }
  const expected = cells.map(({ row, column }) => (rowShares[row] as number) * (columnShares[column] as number))
  const chiSquare = respondents * p.reduce((sum, share, at) => sum + (share - (expected[at] as number)) ** 2 / (expected[at] as number), 0)
  const variance = linearisedVariance(
    design,
    parts.map(({ influence }) => influence),
  )
  const size = cells.length
  const contrasts = interactionContrasts(cells, rowCount, columnCount)
  const weighted = contrasts.map((contrast) => contrast.map((value, at) => (p[at] === 0 ? 0 : value / (p[at] as number))))
  const simple = weighted.map((left) =>
    contrasts.map((right) => left.reduce((sum, value, at) => sum + (value * (right[at] as number)) / respondents, 0)),
  )
  const designed = weighted.map((left) =>
    weighted.map((right) =>
      left.reduce(
        (sum, value, i) => sum + value * right.reduce((inner, other, j) => inner + other * (variance[i * size + j] as number), 0),
        0,
      ),
    ),
  )
  const { inverse } = symmetricInverse(simple)
  const delta = product(inverse, designed)
  const trace = delta.reduce((sum, row, i) => sum + (row[i] as number), 0)
  const squared = product(delta, delta).reduce((sum, row, i) => sum + (row[i] as number), 0)
  const numeratorFreedom = (trace * trace) / squared
  const denominatorFreedom = numeratorFreedom * domainFreedom(design, null, inside).degreesOfFreedom
  const base = parts[0]?.sumOfWeights ?? 0
  return {
    kind: 'test',
    table: rowShares.map((_, row) => columnShares.map((__, column) => base * (p[column * rowCount + row] as number))),
    chiSquare,
    firstOrderPValue: chiSquarePValue(chiSquare / (trace / contrasts.length), contrasts.length),
    f: chiSquare / trace,
    numeratorFreedom,
    denominatorFreedom,
    fPValue: fisherPValue(chiSquare / trace, numeratorFreedom, denominatorFreedom),
  }
}

/** Interaction dummies with what rows and columns explain taken out. */
function interactionContrasts(cells: readonly { row: number; column: number }[], rowCount: number, columnCount: number): number[][] {
  const dummy = (is: (cell: { row: number; column: number }) => boolean) => cells.map((cell) => (is(cell) ? 1 : 0))
  const main = [
    dummy(() => true),
    ...Array.from({ length: rowCount - 1 }, (_, row) => dummy((cell) => cell.row === row + 1)),
    ...Array.from({ length: columnCount - 1 }, (_, column) => dummy((cell) => cell.column === column + 1)),
  ]
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * (b[at] as number), 0)
  const { inverse } = symmetricInverse(main.map((left) => main.map((right) => dot(left, right))))
  const contrasts: number[][] = []
  for (let row = 1; row < rowCount; row++)
    for (let column = 1; column < columnCount; column++) {
      const both = dummy((cell) => cell.row === row && cell.column === column)
      const moments = main.map((term) => dot(term, both))
      const effects = inverse.map((line) => dot(line, moments))
      contrasts.push(both.map((value, at) => value - main.reduce((sum, term, k) => sum + (effects[k] as number) * (term[at] as number), 0)))
    }
  return contrasts
}

function product(a: Matrix, b: Matrix): number[][] {
  return a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] as number), 0)))
}
