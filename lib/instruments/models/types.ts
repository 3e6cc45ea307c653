import * as z from 'zod'
import { localisedSchema } from '../types.ts'

const code = z.string().regex(/^[A-Za-z0-9_.]+$/)

const indicatorSchema = z.strictObject({
  code,
  instrument: z.string(),
  items: z.array(z.string()).min(1),
  kind: z.enum(['mean', 'share', 'count']),
  codes: z.array(z.int()).min(1).exactOptional(),
  min: z.number(),
  max: z.number(),
  direction: z.enum(['higher-is-better', 'lower-is-better']),
  dontKnow: z.enum(['excluded', 'zero']),
  where: z.strictObject({ item: z.string(), codes: z.array(z.int()).min(1) }).exactOptional(),
  comparabilityKey: z.string().min(1),
})
const componentSchema = z.strictObject({ code, indicators: z.array(indicatorSchema).min(1) })
const dimensionSchema = z.strictObject({ code, components: z.array(componentSchema).min(1) })
const modelSchema = z.strictObject({
  id: z.string(),
  version: z.string().regex(/^\d{4}$/),
  rule: z.literal('papi'),
  dimensions: z.array(dimensionSchema).min(1),
})

/** An index model with its words. `model` has the shape of the scoring library's IndexModel, which is not imported here. */
export const modelDefinitionSchema = z.strictObject({
  model: modelSchema,
  /** A name for the code of every dimension, component and indicator. */
  names: z.record(z.string(), localisedSchema),
  /** Where the definition of every dimension, component and indicator comes from. */
  sources: z.record(z.string(), z.string().min(1)),
})
export type ModelDefinition = z.infer<typeof modelDefinitionSchema>
export type ModelIndicator = z.infer<typeof indicatorSchema>
