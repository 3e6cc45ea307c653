import type * as z from 'zod'
import { canonicalJson } from '@/lib/instruments/canonical-json.ts'
import { instrumentSchema } from '@/lib/instruments/types.ts'
import { compileQuestionnaire, type Questionnaire, type Submission, submissionSchema } from '@/lib/questionnaire/index.ts'
import { sha256 } from '../hash.ts'
import { intakePool } from './intake-pool.ts'

export type LoadedQuestionnaire = { readonly questionnaire: Questionnaire; readonly schema: z.ZodType<Submission> }

/** By the hash of the frozen content, so an entry can never be out of date. */
const compiled = new Map<string, LoadedQuestionnaire>()

/**
 * The questionnaire of a frozen instrument, compiled once per process.
 *
 * @throws {Error} where the stored content has another hash than it was frozen with; errors of the driver where the database is away
 */
export async function loadQuestionnaire(communeId: string, versionId: string, hash: string): Promise<LoadedQuestionnaire> {
  const known = compiled.get(hash)
  if (known) return known
  const { rows } = await intakePool().query<{ content: unknown }>('select frozen_instrument($1, $2) as content', [communeId, versionId])
  const instrument = instrumentSchema.parse(rows[0]?.content)
  if (sha256(canonicalJson(instrument)) !== hash)
    throw new Error(`instrument version ${versionId} has not the hash that it was frozen with`)
  const questionnaire = compileQuestionnaire(instrument)
  const loaded = { questionnaire, schema: submissionSchema(questionnaire) }
  compiled.set(hash, loaded)
  return loaded
}
