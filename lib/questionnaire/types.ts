import type { InstrumentId, Localised } from '../instruments/types.ts'
import type { Condition } from './condition.ts'

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

export type Choice = {
  readonly value: number
  readonly text: Localised /** 1 (very unhappy) to 5: which face stands beside the words. */
  readonly face?: number
}
type Row = { readonly value: string; readonly text: Localised }

type Asked = { readonly name: string; readonly title: Localised /** Absent = always asked. */; readonly condition?: Condition }
type ChoiceQuestion = Asked & { readonly kind: 'choice'; readonly choices: readonly Choice[] }
type MatrixQuestion = Asked & { readonly kind: 'matrix'; readonly rows: readonly Row[]; readonly choices: readonly Choice[] }
/** Statements to tick; `dontKnow` is the choice that speaks for all of them. */
type StatementsQuestion = Asked & { readonly kind: 'statements'; readonly statements: readonly Row[]; readonly dontKnow?: Localised }
type CommentQuestion = Asked & { readonly kind: 'comment'; readonly maxLength: number }
export type Question = ChoiceQuestion | MatrixQuestion | StatementsQuestion | CommentQuestion

export type Section = { readonly name: string; readonly title: Localised; readonly questions: readonly Question[] }

/** Where one stored code comes from: a question, and a row or a statement of it. */
export type CodePath = {
  readonly item: string
  readonly question: string
  readonly part: string | null
  readonly kind: 'choice' | 'matrix' | 'statements'
}

/** One frozen instrument, ready to be asked, checked and coded. Plain data. */
export type Questionnaire = {
  readonly instrument: InstrumentId
  readonly version: string
  readonly title: Localised
  /** Asked of residents at large: the answer names the village. */
  readonly asksVillage: boolean
  /** What a calm reader needs at 6 s a choice and 150 words a minute, rounded up. */
  readonly minutes: number
  readonly sections: readonly Section[]
  /** In the order of the codebook, which is the order of the stored answers. */
  readonly codebook: readonly CodePath[]
}

/** The answer to one question: a code, codes by row, or the statements chosen (98 = don't know). */
export type Answer = number | Readonly<Record<string, number>> | readonly (string | number)[]
export type Answers = Readonly<Record<string, Answer>>
