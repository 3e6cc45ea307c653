import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { checkModel, type IndexModel } from '../../lib/scoring/index.ts'
import { InputError } from './input-error.ts'

/** All answers of a file are one sample of the same people, whatever instruments the model names. */
export const INSTRUMENT = 'answers'

const coded = { code: z.string().min(1) }
const indicator = z.object({
  ...coded,
  instrument: z.string().optional(),
  items: z.array(z.string()),
  kind: z.enum(['mean', 'share', 'count']),
  codes: z.array(z.number()).optional(),
  min: z.number(),
  max: z.number(),
  direction: z.enum(['higher-is-better', 'lower-is-better']).default('higher-is-better'),
  dontKnow: z.enum(['excluded', 'zero']).default('excluded'),
  where: z.object({ item: z.string(), codes: z.array(z.number()) }).optional(),
  comparabilityKey: z.string().optional(),
})
const modelSchema = z.object({
  id: z.string(),
  version: z.string(),
  rule: z.literal('papi').default('papi'),
  dimensions: z.array(z.object({ ...coded, components: z.array(z.object({ ...coded, indicators: z.array(indicator) })) })),
})

/** An index model from a JSON file (the model itself, or an object that holds it as `model`). */
export function readModel(file: string): IndexModel {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new InputError(`model ${file} cannot be read as JSON: ${(error as Error).message}`)
  }
  const inner = typeof json === 'object' && json !== null && 'model' in json ? json.model : json
  const parsed = modelSchema.safeParse(inner)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new InputError(`model ${file} is wrong at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`)
  }
  const dimensions = parsed.data.dimensions.map((dimension) => ({
    ...dimension,
    components: dimension.components.map((component) => ({
      ...component,
      indicators: component.indicators.map(({ codes, where, comparabilityKey, ...one }) => ({
        ...one,
        ...(codes ? { codes } : {}),
        ...(where ? { where } : {}),
        instrument: INSTRUMENT,
        comparabilityKey: comparabilityKey ?? one.code,
      })),
    })),
  }))
  const model: IndexModel = { ...parsed.data, dimensions }
  try {
    checkModel(model)
  } catch (error) {
    throw new InputError(`model ${file}: ${(error as Error).message}`)
  }
  return model
}

/** Items that a model reads, those of `where` too. */
export function itemsOf(model: IndexModel): string[] {
  const indicators = model.dimensions.flatMap(({ components }) => components.flatMap((component) => component.indicators))
  return [...new Set(indicators.flatMap(({ items, where }) => (where ? [...items, where.item] : items)))]
}
