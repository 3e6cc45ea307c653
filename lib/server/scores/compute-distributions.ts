import { answerDistribution, SCORING_METHOD_VERSION } from '@/lib/scoring/index.ts'
import { kindRatedBy } from '../units/unit-kinds.ts'
import type { FigureDraft } from './figure-draft.ts'
import type { ScoreRow } from './score-row.ts'
import type { ScoredWave } from './scoring-tasks.ts'
import { inputHashOf, type WaveData } from './wave-data.ts'
import { ALL_EQUAL_BELOW } from './withhold-answers.ts'

/** How the answers to each item (not of the profile) are spread in each unit, as shares of those who gave an opinion. */
export function computeDistributions({ unitSheets }: ScoredWave, data: WaveData): readonly FigureDraft[] {
  const { wave } = data
  return [...unitSheets.values()].flatMap((own) => {
    const { answers, sheet } = own
    const { instrument } = answers
    const inputHash = inputHashOf(data, [own], [])
    return wave.units.flatMap((unit, place) => {
      if (unit.kind !== kindRatedBy(instrument.id) || !answers.units.includes(place)) return []
      const domain = { [instrument.id]: Uint8Array.from(answers.units, (at) => (at === place ? 1 : 0)) }
      return instrument.codebook
        .filter(({ role }) => role !== 'profile')
        .map(({ id, codes }): FigureDraft => {
          const base = {
            unit_id: unit.id,
            group_key: '',
            figure: 'distribution',
            level: 'item',
            code: id,
            model: instrument.id,
            instrument_hash: answers.hash,
            method_version: SCORING_METHOD_VERSION,
            input_hash: inputHash,
          } as const
          const spread = answerDistribution(sheet, { item: id, codes }, { domain, minimumRespondents: wave.minimumCell })
          const detail = { instrumentVersion: instrument.version }
          if (spread.kind === 'refusal') return refused(base, spread.reason === 'all-missing' ? 'all-missing' : 'too-few-answers', detail)
          const isEqual = spread.answers.some(({ respondents }) => respondents === spread.respondents)
          // Under the same reason as too few: the reason itself must not say that all answers are equal.
          if (isEqual && spread.respondents < ALL_EQUAL_BELOW) return refused(base, 'too-few-answers', detail)
          return {
            row: {
              ...base,
              respondents: spread.respondents,
              effective_n: spread.effectiveSampleSize,
              dont_know_share: spread.dontKnow.share,
              detail: {
                ...detail,
                shares: spread.answers.map(({ code, share, standardError }) => ({ code, share, standardError })),
                bases: { [id]: spread.respondents },
              },
            },
            bases: { [id]: spread.respondents },
            cells: [{ instrument: instrument.id, item: id, unitId: unit.id, groupKey: '' }],
          }
        })
    })
  })
}

const refused = (base: Omit<ScoreRow, 'detail'>, refusal: 'all-missing' | 'too-few-answers', detail: ScoreRow['detail']): FigureDraft => ({
  row: { ...base, refusal, detail },
  bases: {},
  cells: [],
})
