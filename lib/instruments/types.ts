import * as z from 'zod'

/** Texts are written in both languages, Vietnamese first. */
export const localisedSchema = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
export type Localised = z.infer<typeof localisedSchema>

/** Code stored for "không biết / không sử dụng" in every item. Missing (no answer) is null. */
export const DONT_KNOW = 98

export const instrumentIds = ['health-station', 'primary-school', 'infrastructure', 'one-stop-desk', 'commune-life'] as const
export type InstrumentId = (typeof instrumentIds)[number]

/** How an item stands to the item of the same id in the version before. */
const itemChanges = ['first', 'same', 'reworded', 'rescaled', 'new'] as const

/**
 * One position of the stored answers. A radiogroup question, a matrix row and a statement of a checkbox are an item each;
 * the order of the codebook is the order of `Response.answers` and is frozen with the version.
 */
const codebookItemSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  /** Name of the SurveyJS question; for a matrix row `question.row`, for a checkbox choice `question.value`. */
  path: z.string(),
  role: z.enum(['scored', 'shown', 'filter', 'profile']),
  /** Codes a phone may send, without DONT_KNOW. */
  codes: z.array(z.int().min(0).max(97)).min(2),
  dontKnow: z.boolean(),
  change: z.enum(itemChanges),
  /** Same key in two versions = may be compared. */
  comparabilityKey: z.string(),
  measures: localisedSchema,
  source: z.string(),
  /** Part of the ministry's form (for the unit's own scores), e.g. "access". */
  part: z.string().optional(),
})
export type CodebookItem = z.infer<typeof codebookItemSchema>

export const instrumentSchema = z.strictObject({
  id: z.enum(instrumentIds),
  version: z.string().regex(/^\d{4}$/),
  title: localisedSchema,
  /** Who answers: residents, patients, parents, applicants. */
  askedOf: localisedSchema,
  /** SurveyJS JSON, allow-listed: pages of radiogroup, matrix, checkbox, comment; localised strings as {default, en}. */
  survey: z.json(),
  codebook: z.array(codebookItemSchema).min(1),
  /** Items of the version before that this one no longer asks. */
  dropped: z.array(z.string()),
})
export type Instrument = z.infer<typeof instrumentSchema>
