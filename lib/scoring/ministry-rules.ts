import { type FormPart, type PartSatisfaction, satisfactionScores } from './satisfaction-scores.ts'
import type { AnswerSheet, EstimateOrRefusal, ScoringOptions } from './types.ts'

export type SipasScores = {
  readonly rule: 'sipas'
  readonly parts: readonly PartSatisfaction[]
  /** Per cent of answers 4 and 5, averaged over criteria; and mean / 5 * 100. Which of the two the ministry publishes since 2022 is not known. */
  readonly topTwoBox: EstimateOrRefusal
  readonly meanPercent: EstimateOrRefusal
}

/** SIPAS of the Ministry of Home Affairs on criteria answered 1 to 5; see `namedRules` for source and certainty. */
export function sipasScores(sheet: AnswerSheet, parts: readonly FormPart[], options: ScoringOptions = {}): SipasScores {
  const scores = satisfactionScores(sheet, parts, options)
  return { rule: 'sipas', parts: scores.parts, topTwoBox: scores.overItems.topTwoPercent, meanPercent: scores.overItems.meanPercent }
}

export type HealthScores = {
  readonly rule: 'moh-qd56'
  readonly parts: readonly PartSatisfaction[]
  /** Mean of the part means, on 1..5, and / 5 * 100. */
  readonly mean: EstimateOrRefusal
  readonly meanPercent: EstimateOrRefusal
  /** Tỷ lệ hài lòng chung: per cent of all answers that are 4 or 5. */
  readonly satisfiedAnswersPercent: EstimateOrRefusal
  /** Chỉ số hài lòng toàn diện: per cent of people whose every answer is 4 or 5. */
  readonly fullySatisfiedPeoplePercent: EstimateOrRefusal
}

/** The Ministry of Health's figures for one of its forms (parts A to E); see `namedRules` for source and certainty. */
export function healthScores(sheet: AnswerSheet, parts: readonly FormPart[], options: ScoringOptions = {}): HealthScores {
  const scores = satisfactionScores(sheet, parts, options)
  return {
    rule: 'moh-qd56',
    parts: scores.parts,
    mean: scores.overParts.mean,
    meanPercent: scores.overParts.meanPercent,
    satisfiedAnswersPercent: scores.answersTopTwoPercent,
    fullySatisfiedPeoplePercent: scores.peopleAllTopTwoPercent,
  }
}

export type EducationScores = {
  readonly rule: 'moet'
  readonly factors: readonly PartSatisfaction[]
  /** Chỉ số hài lòng chung: mean of the factors, out of 5. */
  readonly mean: EstimateOrRefusal
  /** Per cent of all answers that are 4 or 5. */
  readonly satisfiedAnswersPercent: EstimateOrRefusal
}

/** The Ministry of Education and Training's figures (five factors); see `namedRules` for source and certainty. */
export function educationScores(sheet: AnswerSheet, factors: readonly FormPart[], options: ScoringOptions = {}): EducationScores {
  const scores = satisfactionScores(sheet, factors, options)
  return { rule: 'moet', factors: scores.parts, mean: scores.overParts.mean, satisfiedAnswersPercent: scores.answersTopTwoPercent }
}
