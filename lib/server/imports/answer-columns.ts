import { DONT_KNOW, type Instrument } from '@/lib/instruments/index.ts'
import type { Issue } from '../errors.ts'

/** Columns of a file of answers beside the items of the codebook; each may be left out. */
const companions = ['day', 'village', 'mode', 'weight', 'cluster'] as const
export type Companion = (typeof companions)[number]
const isCompanion = (name: string): name is Companion => (companions as readonly string[]).includes(name)

export type Column =
  | {
      readonly name: string
      readonly kind: 'item'
      readonly position: number
      readonly codes: ReadonlySet<string>
      readonly allowed: string
    }
  | { readonly name: string; readonly kind: Companion }

export type AnswerColumns = {
  readonly columns: readonly Column[]
  /** Items of the codebook without a column: their answers are missing in every row. */
  readonly itemsWithoutColumn: readonly string[]
}

/**
 * What each column of the header holds: an item of the frozen codebook (with the codes it takes) or a companion.
 *
 * @returns the columns, or an issue for each name that is unknown, empty or there twice, and for a header without any item
 */
export function answerColumns(header: readonly string[], instrument: Instrument): AnswerColumns | readonly Issue[] {
  const issues: Issue[] = []
  const columns: Column[] = []
  for (const [i, cell] of header.entries()) {
    const name = cell.trim()
    const path = `line 1, column ${name || `number ${i + 1}`}`
    const position = instrument.codebook.findIndex((item) => item.id === name)
    const item = instrument.codebook[position]
    if (columns.some((column) => column.name === name)) issues.push({ path, message: 'this column is there twice' })
    else if (isCompanion(name)) columns.push({ name, kind: name })
    else if (item) {
      const codes = [...item.codes, ...(item.dontKnow ? [DONT_KNOW] : [])].map(String)
      columns.push({ name, kind: 'item', position, codes: new Set(codes), allowed: codes.join(', ') })
    } else issues.push({ path, message: `the codebook of ${instrument.id} ${instrument.version} has no such item` })
  }
  if (!columns.some((column) => column.kind === 'item'))
    issues.push({ path: 'line 1', message: `no column is an item of ${instrument.id} ${instrument.version}` })
  if (issues.length > 0) return issues
  const itemsWithoutColumn = instrument.codebook.map((item) => item.id).filter((id) => !columns.some((column) => column.name === id))
  return { columns, itemsWithoutColumn }
}
