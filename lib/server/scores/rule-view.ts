import type { RuleFigureCode, RuleView } from '@/lib/format/figures.ts'
import { findInstrument, itemText } from '@/lib/instruments/index.ts'
import { type Certainty, namedRules } from '@/lib/scoring/index.ts'
import { figureOf, modelOf, nameOf, type ReleasedFigures } from './released-figures.ts'
import type { ReadScoreRow } from './score-row.ts'

/** Every figure in the order of the screen, with the name under which the list of rules tells how sure we are of it. */
const figures: readonly { readonly code: RuleFigureCode; readonly scale: 'percent' | 'out-of-five'; readonly named: string }[] = [
  { code: 'sipas.top-two-percent', scale: 'percent', named: 'top-two-box' },
  { code: 'sipas.mean-percent', scale: 'percent', named: 'mean per cent' },
  { code: 'moh-qd56.mean-percent', scale: 'percent', named: 'item, part and whole means' },
  { code: 'moh-qd56.satisfied-answers-percent', scale: 'percent', named: 'tỷ lệ hài lòng chung' },
  { code: 'moh-qd56.fully-satisfied-percent', scale: 'percent', named: 'chỉ số hài lòng toàn diện' },
  { code: 'moet.mean', scale: 'out-of-five', named: 'chỉ số hài lòng chung' },
  { code: 'moet.satisfied-answers-percent', scale: 'percent', named: 'tỷ lệ hài lòng' },
]
const rules = ['sipas', 'moh-qd56', 'moet'] as const

const certaintyOf = (rule: string, named: string): Certainty => {
  const part = namedRules.find(({ id }) => id === rule)?.parts.find(({ figure }) => figure === named)
  if (!part) throw new RangeError(`certaintyOf requires a figure of the rule ${rule}, not ${named}`)
  return part.certainty
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** A unit's figures by the rule of its ministry, as released; null where the snapshot holds none. */
export function ruleView(wave: string, rows: readonly ReadScoreRow[], released: ReleasedFigures): RuleView | null {
  const own = rows.filter(({ figure }) => figure === 'rule')
  const shown = figures.flatMap(({ code, scale, named }) => {
    const row = own.find((one) => one.code === code)
    const figure = figureOf(row ?? null)
    return figure ? [{ code, scale, certainty: certaintyOf(code.split('.')[0] ?? '', named), figure }] : []
  })
  const rule = rules.find((one) => shown[0]?.code.startsWith(`${one}.`))
  if (!rule) return null
  // A guarded row says nothing of what it was made of; one that is not says the same as every other.
  const detail = own.find((row) => row.detail['guarded'] !== true)?.detail ?? {}
  const { instrumentVersion } = detail
  const model = own[0]?.model ?? ''
  const instrument = typeof instrumentVersion === 'string' ? findInstrument(model, instrumentVersion) : null
  const definition = modelOf(released, { unitId: own[0]?.unit_id ?? '', model })
  return {
    rule,
    wave,
    figures: shown,
    items: texts(detail['items']).length,
    itemsLeftOut: instrument ? texts(detail['itemsLeftOut']).map((item) => itemText(instrument, item)) : [],
    partsNotAsked: definition ? texts(detail['partsNotAsked']).map((part) => nameOf(definition, part)) : [],
  }
}
