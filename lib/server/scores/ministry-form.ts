import type { Instrument, InstrumentId } from '@/lib/instruments/index.ts'
import type { FormPart } from '@/lib/scoring/index.ts'

export type MinistryForm = {
  readonly rule: 'sipas' | 'moh-qd56' | 'moet'
  /** Items answered 1 to 5, by part of the form. */
  readonly parts: readonly FormPart[]
  /** Parts of which nothing is asked on that scale: the rule cannot count them. */
  readonly partsNotAsked: readonly string[]
  /** The question on satisfaction as a whole; it is no criterion of the form. */
  readonly overall: string | null
}

const rules: Partial<Record<InstrumentId, MinistryForm['rule']>> = {
  'one-stop-desk': 'sipas',
  'health-station': 'moh-qd56',
  'primary-school': 'moet',
}

const isOneToFive = (codes: readonly number[]) => codes.length === 5 && codes.every((code, at) => code === at + 1)

/** What a ministry's rule counts of an instrument; null for an instrument that no ministry has a form for. */
export function ministryForm({ id, codebook }: Instrument): MinistryForm | null {
  const rule = rules[id]
  if (!rule) return null
  const scored = codebook.filter(({ role, part }) => role === 'scored' && part !== undefined)
  const isOverall = (item: string) => item.endsWith('_overall')
  const names = [...new Set(scored.map(({ part }) => part as string))]
  const all = names.map((code) => ({
    code,
    items: scored
      .filter(({ id: item, part, codes }) => part === code && isOneToFive(codes) && !isOverall(item))
      .map(({ id: item }) => item),
  }))
  return {
    rule,
    parts: all.filter(({ items }) => items.length > 0),
    partsNotAsked: all.filter(({ items }) => items.length === 0).map(({ code }) => code),
    overall: scored.find(({ id: item }) => isOverall(item))?.id ?? null,
  }
}
