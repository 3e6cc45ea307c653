import { type LinearScore, linearMean, meanOfScores, scaleScore, toScore } from './linear-score.ts'
import { thresholdsOf } from './score-wave.ts'
import { sheetSamples } from './sheet-sample.ts'
import type { AnswerSheet, EstimateOrRefusal, ScoringOptions } from './types.ts'

/** A criterion of NĐ 61/2018: points 2, 1 or 0, asked of the citizen or known from the office's own records. */
export type OneStopCriterion =
  | { readonly code: string; readonly asked: string }
  /** Points of a criterion that is not asked: the mean over dossiers, 0..2. */
  | { readonly code: string; readonly recordedPoints: number }

export type OneStopClass = 'xuất sắc' | 'tốt' | 'khá' | 'trung bình' | 'yếu'

export type OneStopPoints = {
  readonly rule: 'nd61-2018'
  /** Mean points of each criterion, 0..2. */
  readonly criteria: readonly { readonly code: string; readonly points: EstimateOrRefusal | number }[]
  /** Sum of the criteria that were asked, with its doubt; recorded criteria have none. Null where none was asked. */
  readonly askedPoints: EstimateOrRefusal | null
  readonly total: number | null
  /** 18 with all nine criteria. */
  readonly outOf: number
  /** Only of a total out of 18. */
  readonly class: OneStopClass | null
}

const MOST = 2
const ALL_CRITERIA = 9

/**
 * Points of the one-stop desk by NĐ 61/2018: 2, 1 or 0 for each criterion, summed; nine criteria make 18.
 *
 * Missing answers and "don't know" are outside a criterion's base. A criterion refused by the thresholds leaves the total null:
 * a sum over fewer criteria is out of fewer points and has no class.
 * @throws {RangeError} on an item that the sheet does not have, an answer other than 0, 1, 2, recorded points outside 0..2, or a code twice
 */
export function oneStopPoints(sheet: AnswerSheet, criteria: readonly OneStopCriterion[], options: ScoringOptions = {}): OneStopPoints {
  if (criteria.length === 0 || new Set(criteria.map(({ code }) => code)).size !== criteria.length)
    throw new RangeError('oneStopPoints requires criteria with codes that differ')
  const thresholds = thresholdsOf(options)
  const sample = sheetSamples([sheet], options.domain, true).get(sheet.instrument)
  if (!sample) throw new RangeError('oneStopPoints requires a sheet')
  const asked: LinearScore[] = []
  let recorded = 0
  const shown = criteria.map((criterion) => {
    if ('recordedPoints' in criterion) {
      const { code, recordedPoints } = criterion
      if (!(recordedPoints >= 0 && recordedPoints <= MOST))
        throw new RangeError(`oneStopPoints requires recorded points from 0 to ${MOST}, got ${recordedPoints}`)
      recorded += recordedPoints
      return { code, points: recordedPoints }
    }
    const score = linearMean(sample.design, pointColumn(sheet, criterion.asked), sample.inside, [0, MOST])
    asked.push(score)
    return { code: criterion.code, points: toScore(sample.design, score, thresholds, criterion.code) }
  })
  const isRefused = shown.some(({ points }) => typeof points !== 'number' && points.kind === 'refusal')
  const sum = asked.length === 0 ? null : scaleScore(meanOfScores(asked), asked.length)
  const total = isRefused ? null : recorded + (sum?.value ?? 0)
  return {
    rule: 'nd61-2018',
    criteria: shown,
    askedPoints: sum && toScore(sample.design, sum, thresholds, 'asked criteria'),
    total,
    outOf: MOST * criteria.length,
    class: total !== null && criteria.length === ALL_CRITERIA ? oneStopClass(total) : null,
  }
}

/** Class of a total of 18 points. */
export function oneStopClass(total: number): OneStopClass {
  if (!(total >= 0 && total <= MOST * ALL_CRITERIA)) throw new RangeError('oneStopClass requires points from 0 to 18')
  if (total >= 15) return 'xuất sắc'
  if (total >= 12) return 'tốt'
  if (total >= 9) return 'khá'
  return total >= 6 ? 'trung bình' : 'yếu'
}

function pointColumn(sheet: AnswerSheet, item: string): Float64Array {
  const column = sheet.items[item]
  if (!column) throw new RangeError(`oneStopPoints requires an item of the sheet, got ${item}`)
  return column.map((answer) => {
    if (Number.isNaN(answer) || answer === sheet.dontKnowCode) return Number.NaN
    if (answer !== 0 && answer !== 1 && answer !== 2)
      throw new RangeError(`oneStopPoints requires answers 0, 1 or 2, got ${answer} in ${item}`)
    return answer
  })
}
