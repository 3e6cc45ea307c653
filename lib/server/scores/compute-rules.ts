import { educationScores, type FormPart, healthScores, type ScoringOptions, sipasScores } from '@/lib/scoring/index.ts'
import type { FigureDraft } from './figure-draft.ts'
import type { MinistryForm } from './ministry-form.ts'
import { scoreRow } from './score-rows.ts'
import type { UnitSheet } from './unit-sheets.ts'

/** Figures of a rule by name, its parts as the library gives them. */
function figuresOf(rule: MinistryForm['rule'], sheet: UnitSheet['own']['sheet'], parts: readonly FormPart[], options: ScoringOptions) {
  if (rule === 'sipas') {
    const scores = sipasScores(sheet, parts, options)
    return { parts: scores.parts, figures: { 'top-two-percent': scores.topTwoBox, 'mean-percent': scores.meanPercent } }
  }
  if (rule === 'moh-qd56') {
    const { parts: shown, meanPercent, satisfiedAnswersPercent, fullySatisfiedPeoplePercent } = healthScores(sheet, parts, options)
    const figures = {
      'mean-percent': meanPercent,
      'satisfied-answers-percent': satisfiedAnswersPercent,
      'fully-satisfied-percent': fullySatisfiedPeoplePercent,
    }
    return { parts: shown, figures }
  }
  const { factors, mean, satisfiedAnswersPercent } = educationScores(sheet, parts, options)
  return { parts: factors, figures: { mean, 'satisfied-answers-percent': satisfiedAnswersPercent } }
}

/**
 * What the rule of a unit's ministry makes of the same answers, beside the index. An item that too few answered is taken out before anything
 * is pooled over items: a sum over all answers would tell of those few, with the distributions of the others beside it.
 */
export function computeRules({ own, place, options, unitId, instrument }: UnitSheet, form: MinistryForm): readonly FigureDraft[] {
  const all = figuresOf(form.rule, own.sheet, form.parts, options)
  const kept = all.parts.map(({ code, items, itemsLeftOut }) => ({
    code,
    items: items.map(({ item }) => item).filter((item) => !itemsLeftOut.includes(item)),
  }))
  // A part of which nothing is left refuses the whole.
  const isWhole = kept.every(({ items }) => items.length > 0)
  const { parts, figures } = isWhole ? figuresOf(form.rule, own.sheet, kept, options) : all
  const used = parts.flatMap(({ items }) => items)
  const detail = {
    instrumentVersion: instrument.version,
    rule: form.rule,
    items: kept.flatMap(({ items }) => items),
    itemsLeftOut: all.parts.flatMap(({ itemsLeftOut }) => itemsLeftOut),
    parts: kept.map(({ code }) => code),
    partsNotAsked: form.partsNotAsked,
  }
  return Object.entries(figures).map(([name, score]): FigureDraft => {
    const row = { ...scoreRow(place, { level: 'index', code: `${form.rule}.${name}` }, score, detail), figure: 'rule' as const }
    if (score.kind === 'refusal') return { row, bases: {}, cells: [] }
    const bases = Object.fromEntries([...used.map(({ item, mean }) => [item, mean.respondents] as const), ['all', score.respondents]])
    return {
      row: { ...row, detail: { ...row.detail, bases } },
      bases,
      cells: used.map(({ item }) => ({ instrument: instrument.id, item, unitId, groupKey: '' })),
    }
  })
}
