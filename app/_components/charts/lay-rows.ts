import type { ChartRow, Lane } from './chart-rows.ts'

export const LINE = 18
export const LANE = 24
const GAP = 14
/** Between a name and its first lane. */
const BELOW_HEAD = 3
/** Mean width of a letter at 14 px in Be Vietnam Pro, on the safe side. */
const LETTER = 7.6

export type LaidRow = {
  readonly row: ChartRow
  readonly top: number
  readonly label: readonly string[]
  /** On a narrow screen the verdict has a line of its own, under the name. */
  readonly verdictBelow: boolean
  readonly lanes: readonly { readonly lane: Lane; readonly y: number }[]
}

/** Words of a label in lines that fit. */
export const wrapLabel = (label: string, width: number): readonly string[] => {
  const room = Math.max(8, Math.floor(width / LETTER))
  const lines: string[] = []
  for (const word of label.split(' ').filter((part) => part !== '')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > room) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** Places of every row, top down, in pixels: a name, its verdict, and a lane a year. */
export const layRows = (rows: readonly ChartRow[], width: number): { readonly height: number; readonly rows: readonly LaidRow[] } => {
  const narrow = width < 560
  let top = 0
  const laid = rows.map((row) => {
    const label = wrapLabel(row.label, narrow ? width : width * 0.7)
    const verdictBelow = narrow && row.verdict !== ''
    const head = (label.length + (verdictBelow ? 1 : 0)) * LINE + (label.length > 0 ? BELOW_HEAD : 0)
    const lanes = row.lanes.map((lane, index) => ({ lane, y: top + head + LANE * (index + 0.5) }))
    const made = { row, top, label, verdictBelow, lanes }
    top += head + LANE * row.lanes.length + GAP
    return made
  })
  return { height: top, rows: laid }
}
