import * as z from 'zod'

/**
 * The part of SurveyJS that an instrument may use. Whatever is not here (html, expressions, triggers, completedHtml, validators with a
 * regular expression, files) is refused, so that a questionnaire can be compiled to plain HTML and can never carry a script.
 */
const surveyTextSchema = z.strictObject({ default: z.string().min(1), en: z.string().min(1) })
export type SurveyText = z.infer<typeof surveyTextSchema>

const name = z.string().regex(/^[a-z][a-z0-9_]*$/)
const visibleIf = z.string().min(1).exactOptional()
const codeChoiceSchema = z.strictObject({ value: z.int().min(0).max(98), text: surveyTextSchema })
export type CodeChoice = z.infer<typeof codeChoiceSchema>
const namedRowSchema = z.strictObject({ value: name, text: surveyTextSchema })

const radiogroupSchema = z.strictObject({
  type: z.literal('radiogroup'),
  name,
  title: surveyTextSchema,
  visibleIf,
  choices: z.array(codeChoiceSchema).min(2),
})
const matrixSchema = z.strictObject({
  type: z.literal('matrix'),
  name,
  title: surveyTextSchema,
  visibleIf,
  columns: z.array(codeChoiceSchema).min(2),
  rows: z.array(namedRowSchema).min(1),
})
/** Statements are named by strings; the choice 98 is "don't know" about all of them. */
const checkboxSchema = z.strictObject({
  type: z.literal('checkbox'),
  name,
  title: surveyTextSchema,
  visibleIf,
  choices: z.array(z.union([namedRowSchema, codeChoiceSchema])).min(2),
})
const commentSchema = z.strictObject({
  type: z.literal('comment'),
  name,
  title: surveyTextSchema,
  visibleIf,
  maxLength: z.int().min(1),
})

const elementSchema = z.discriminatedUnion('type', [radiogroupSchema, matrixSchema, checkboxSchema, commentSchema])
export type SurveyElement = z.infer<typeof elementSchema>
const pageSchema = z.strictObject({ name, title: surveyTextSchema, elements: z.array(elementSchema).min(1) })
export type SurveyPage = z.infer<typeof pageSchema>
export const surveySchema = z.strictObject({
  title: surveyTextSchema,
  description: surveyTextSchema,
  locale: z.literal('vi'),
  pages: z.array(pageSchema).min(1),
})
export type SurveyJson = z.infer<typeof surveySchema>
