import type { CodeChoice, SurveyText } from '../survey-schema.ts'
import { DONT_KNOW } from '../types.ts'

export type Pair = readonly [vi: string, en: string]

export const text = ([vi, en]: Pair): SurveyText => ({ default: vi, en })

/** One choice per pair, coded from `first` upwards, then "don't know". */
export const scale = (first: number, dontKnow: Pair, labels: readonly Pair[]): CodeChoice[] => [
  ...labels.map((label, index) => ({ value: first + index, text: text(label) })),
  { value: DONT_KNOW, text: text(dontKnow) },
]

const dontKnow: Pair = ['Không biết, không dùng', 'Don’t know, did not use']
/** Where "did not use" would make no sense. */
export const notKnown: Pair = ['Không biết', 'Don’t know']
export const ratherNotSay: Pair = ['Không muốn nói', 'Rather not say']

/** Quality, 1 to 5, as in the ministries' forms. */
export const quality5 = scale(1, dontKnow, [
  ['Rất kém', 'Very poor'],
  ['Kém', 'Poor'],
  ['Tạm được', 'Fair'],
  ['Tốt', 'Good'],
  ['Rất tốt', 'Very good'],
])

/** Satisfaction without a middle, 1 to 4: asked in 2023. */
export const satisfaction4 = scale(1, dontKnow, [
  ['Rất không hài lòng', 'Very dissatisfied'],
  ['Không hài lòng', 'Dissatisfied'],
  ['Hài lòng', 'Satisfied'],
  ['Rất hài lòng', 'Very satisfied'],
])

/** Satisfaction with a middle, 1 to 5: asked since 2024. */
export const satisfaction5 = scale(1, dontKnow, [
  ['Rất không hài lòng', 'Very dissatisfied'],
  ['Không hài lòng', 'Dissatisfied'],
  ['Bình thường', 'Neither'],
  ['Hài lòng', 'Satisfied'],
  ['Rất hài lòng', 'Very satisfied'],
])

/** 1 yes, 0 no. */
export const yesNo: CodeChoice[] = [
  { value: 1, text: text(['Có', 'Yes']) },
  { value: 0, text: text(['Không', 'No']) },
  { value: DONT_KNOW, text: text(notKnown) },
]
