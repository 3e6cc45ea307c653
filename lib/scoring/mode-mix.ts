import type { SheetSample } from './sheet-sample.ts'
import type { ModeMix } from './types.ts'

/** A mode that holds less than this in both waves is counted with the commonest one. */
export const SMALL_MODE = 0.05
/** Mixes that differ in less than this share of the answers are the same. */
export const SAME_MIX = 0.05

export type ModeStandard = {
  readonly mix: ModeMix
  /** Groups of modes with their share in the common mix and their rows in each wave; empty unless standardised. */
  readonly groups: readonly ModeGroup[]
}

export type ModeGroup = { readonly share: number; readonly from: Uint8Array; readonly to: Uint8Array }

/**
 * How the modes of two samples of one instrument compare, since people answer an enumerator otherwise than a poster.
 *
 *   distance = 1/2 sum_m |share_from(m) - share_to(m)|: the part of the answers that would have to change mode
 *
 * Modes below 5 % in both waves are counted with the commonest mode. A distance up to 5 % is "same". Beyond it, where every
 * mode has `enough` respondents in both waves, both are standardised to the average of the two mixes; otherwise the two are
 * "not-comparable". Shares are weighted and of the domain.
 */
export function compareModes(from: SheetSample, to: SheetSample, enough: number): ModeStandard {
  const [fromCounts, toCounts] = [modeCounts(from), modeCounts(to)]
  const modes = [...new Set([...fromCounts.keys(), ...toCounts.keys()])].sort((a, b) => a - b)
  const shareOf = (counts: ReadonlyMap<number, Count>, mode: number) => counts.get(mode)?.share ?? 0
  const average = (mode: number) => (shareOf(fromCounts, mode) + shareOf(toCounts, mode)) / 2
  const commonest = modes.reduce((best, mode) => (average(mode) > average(best) ? mode : best), modes[0] ?? 0)
  const isSmall = (mode: number) => Math.max(shareOf(fromCounts, mode), shareOf(toCounts, mode)) < SMALL_MODE
  const kept = modes.filter((mode) => mode === commonest || !isSmall(mode))
  const groupOfMode = new Map(modes.map((mode) => [mode, kept.indexOf(isSmall(mode) ? commonest : mode)]))
  const sumBy = (counts: ReadonlyMap<number, Count>, pick: (count: Count) => number) => {
    const sums = kept.map(() => 0)
    for (const [mode, group] of groupOfMode) {
      const count = counts.get(mode)
      if (count) sums[group] = (sums[group] as number) + pick(count)
    }
    return sums
  }
  const fromShares = sumBy(fromCounts, (count) => count.share)
  const toShares = sumBy(toCounts, (count) => count.share)
  const distance = fromShares.reduce((sum, share, group) => sum + Math.abs(share - (toShares[group] as number)), 0) / 2
  const { instrument } = from.sheet
  // Shares are sums of rounded parts: exactly 5 per cent is the same.
  if (distance <= SAME_MIX + 1e-12) return { mix: { instrument, distance, outcome: 'same' }, groups: [] }
  const people = [...sumBy(fromCounts, (count) => count.people), ...sumBy(toCounts, (count) => count.people)]
  if (people.some((count) => count < enough)) return { mix: { instrument, distance, outcome: 'not-comparable' }, groups: [] }
  const groups = fromShares.map((share, group) => ({
    share: (share + (toShares[group] as number)) / 2,
    from: rowsOfGroup(from, groupOfMode, group),
    to: rowsOfGroup(to, groupOfMode, group),
  }))
  return { mix: { instrument, distance, outcome: 'standardised' }, groups }
}

function rowsOfGroup({ sheet, inside }: SheetSample, groupOfMode: ReadonlyMap<number, number>, group: number): Uint8Array {
  const rows = new Uint8Array(sheet.respondents)
  for (let row = 0; row < rows.length; row++) {
    if ((inside === null || inside[row] !== 0) && groupOfMode.get(sheet.modes[row] as number) === group) rows[row] = 1
  }
  return rows
}

type Count = { share: number; people: number }

function modeCounts({ sheet, inside }: SheetSample): ReadonlyMap<number, Count> {
  const counts = new Map<number, Count>()
  let sum = 0
  for (let row = 0; row < sheet.respondents; row++) {
    if (inside !== null && inside[row] === 0) continue
    const mode = sheet.modes[row] as number
    const weight = sheet.design.weights[row] as number
    const count = counts.get(mode) ?? { share: 0, people: 0 }
    count.share += weight
    count.people++
    counts.set(mode, count)
    sum += weight
  }
  for (const count of counts.values()) count.share /= sum
  return counts
}
