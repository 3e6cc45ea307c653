import { DONT_KNOW } from '@/lib/instruments/index.ts'
import type { WaveSheet } from './build-sheet.ts'

/** Below this many people a group in which all gave one answer is treated as too small: it would say what each of them answered. */
export const ALL_EQUAL_BELOW = 20

export type Division = {
  /** The group of each respondent within the whole, by row. */
  readonly groupOf: (row: number) => string
  /** Whether the answers of a group to an item are behind a figure of that group; `people` gave them, all the same one or not. */
  readonly isShown: (group: string, item: string, people: number, isEqual: boolean) => boolean
  /** Whether somebody may know a group's answers from elsewhere: a unit its own. */
  readonly isKnownToItself: (group: string) => boolean
  readonly minimumCell: number
}

/**
 * The sheet of a whole whose parts are shown beside it, without those answers that the difference of whole and shown parts would give away:
 * to each item, those of the parts that are not shown where together they are fewer than five people, or fewer than twenty who all answered
 * the same; also where this holds for a reader who knows one of the parts. They become missing in the whole; all else stays.
 *
 * So no figure of the whole has to be hidden for the sake of a small part, at the price of a few answers.
 */
export function withholdAnswers(own: WaveSheet, division: Division): WaveSheet {
  const { sheet } = own
  const groups = numberGroups(sheet.respondents, division.groupOf)
  const items = Object.fromEntries(
    Object.entries(sheet.items).map(([item, column]) => {
      const withheld = withheldGroups(tallyGroups(column, groups), item, groups.names, division)
      return [item, withheld.size === 0 ? column : column.map((code, row) => (withheld.has(groups.of[row] as number) ? Number.NaN : code))]
    }),
  )
  return { ...own, sheet: { ...sheet, items } }
}

type Groups = { readonly of: Int32Array; readonly names: readonly string[] }
type Tally = { people: number; readonly codes: Set<number> }

function numberGroups(respondents: number, groupOf: (row: number) => string): Groups {
  const numbers = new Map<string, number>()
  const of = Int32Array.from({ length: respondents }, (_, row) => {
    const group = groupOf(row)
    const number = numbers.get(group) ?? numbers.size
    numbers.set(group, number)
    return number
  })
  return { of, names: [...numbers.keys()] }
}

/** People of each group with a substantive answer, and the codes that they gave. */
function tallyGroups(column: Float64Array, { of, names }: Groups): readonly Tally[] {
  const tallies = names.map((): Tally => ({ people: 0, codes: new Set<number>() }))
  for (let row = 0; row < column.length; row++) {
    const code = column[row] as number
    if (Number.isNaN(code) || code === DONT_KNOW) continue
    const tally = tallies[of[row] as number] as Tally
    tally.people += 1
    tally.codes.add(code)
  }
  return tallies
}

function withheldGroups(tallies: readonly Tally[], item: string, names: readonly string[], division: Division): ReadonlySet<number> {
  const present = [...tallies.keys()].filter((group) => (tallies[group] as Tally).people > 0)
  const rest = present.filter((group) => {
    const { people, codes } = tallies[group] as Tally
    return !division.isShown(names[group] as string, item, people, codes.size === 1)
  })
  const withheld = new Set<number>()
  if (rest.length === present.length) return withheld
  const withholdIfSmall = (groups: readonly number[]) => {
    const parts = groups.map((group) => tallies[group] as Tally)
    const people = parts.reduce((sum, tally) => sum + tally.people, 0)
    const isEqual = new Set(parts.flatMap(({ codes }) => [...codes])).size === 1
    if (people > 0 && (people < division.minimumCell || (people < ALL_EQUAL_BELOW && isEqual)))
      for (const group of groups) withheld.add(group)
  }
  withholdIfSmall(rest)
  for (const known of rest) if (division.isKnownToItself(names[known] as string)) withholdIfSmall(rest.filter((group) => group !== known))
  return withheld
}
