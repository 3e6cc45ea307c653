import { codeLabel, DONT_KNOW, type Instrument, instruments, itemText } from '@/lib/instruments/index.ts'

type Text = { readonly vi: string; readonly en: string }
export type ItemSide = {
  readonly text: Text
  readonly source: string
  /** Labels of the answers, in the order of the scale. */
  readonly answers: readonly { readonly code: number; readonly label: Text }[]
}
export type ItemLine = {
  readonly id: string
  readonly change: 'same' | 'reworded' | 'rescaled' | 'new' | 'dropped'
  /** Whether a change between waves may be told of it. */
  readonly comparable: boolean
  readonly from: ItemSide | null
  readonly to: ItemSide | null
}
export type InstrumentComparison = { readonly from: Instrument; readonly to: Instrument; readonly items: readonly ItemLine[] }

/** Versions of an instrument, oldest first. */
export const versionsOf = (id: string): readonly Instrument[] =>
  instruments.filter((instrument) => instrument.id === id).sort((a, b) => a.version.localeCompare(b.version))

/** Two released versions of an instrument item by item, in the order of the later one, then what was dropped; null where one is not there. */
export function compareInstruments(id: string, fromVersion: string, toVersion: string): InstrumentComparison | null {
  const versions = versionsOf(id)
  const [from, to] = [fromVersion, toVersion].map((wanted) => versions.find(({ version }) => version === wanted))
  if (!from || !to || from.version >= to.version) return null
  const between = versions.filter(({ version }) => version > from.version && version <= to.version)
  const kept = to.codebook.map((item): ItemLine => {
    const before = from.codebook.find((one) => one.id === item.id)
    const changes = between.map((version) => version.codebook.find((one) => one.id === item.id)?.change)
    const worst = (['rescaled', 'reworded'] as const).find((change) => changes.includes(change)) ?? 'same'
    return {
      id: item.id,
      change: before ? worst : 'new',
      comparable: before?.comparabilityKey === item.comparabilityKey,
      from: before ? sideOf(from, item.id) : null,
      to: sideOf(to, item.id),
    }
  })
  const dropped = from.codebook
    .filter((item) => !to.codebook.some((one) => one.id === item.id))
    .map((item): ItemLine => ({ id: item.id, change: 'dropped', comparable: false, from: sideOf(from, item.id), to: null }))
  return { from, to, items: [...kept, ...dropped] }
}

function sideOf(instrument: Instrument, itemId: string): ItemSide | null {
  const item = instrument.codebook.find((one) => one.id === itemId)
  if (!item) return null
  const codes = item.dontKnow ? [...item.codes, DONT_KNOW] : item.codes
  return {
    text: itemText(instrument, itemId),
    source: item.source,
    answers: codes.map((code) => ({ code, label: codeLabel(instrument, itemId, code) })),
  }
}
