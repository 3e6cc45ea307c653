import * as z from 'zod'
import { intakePool } from './intake-pool.ts'

const waveSchema = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  status: z.enum(['draft', 'open', 'paused', 'closed']),
  opensAt: z.number().nullable(),
  closesAt: z.number().nullable(),
  versionId: z.uuid(),
  hash: z.string(),
})
const pointSchema = z.strictObject({
  communeId: z.uuid(),
  communeName: z.string(),
  demo: z.boolean(),
  unitId: z.uuid(),
  unitName: z.string(),
  code: z.string(),
  instrument: z.string(),
  mode: z.string(),
  active: z.boolean(),
  /** A reprint has another code. */
  replaced: z.boolean(),
  /** Empty unless the instrument asks residents. */
  villages: z.array(z.strictObject({ id: z.uuid(), code: z.string(), name: z.string() })),
  /** The wave that asks this instrument: the open one, else the one that closed last. Null = none ever did. */
  wave: waveSchema.nullable(),
})
/** What stands behind a QR code. */
export type Point = z.infer<typeof pointSchema>

/** A poster in a full waiting room is read often; a wave that closes is noticed within this time. */
const CACHE_MS = 2_000
const CACHE_ENTRIES = 1_000
const cache = new Map<string, { readonly point: Promise<Point | null>; readonly until: number }>()

const fetchPoint = async (code: string): Promise<Point | null> => {
  const { rows } = await intakePool().query<{ point: unknown }>({
    name: 'point_by_code',
    text: 'select point_by_code($1) as point',
    values: [code],
  })
  return pointSchema.nullable().parse(rows[0]?.point ?? null)
}

/**
 * The collection point of a code, however it was typed; null where there is none. Kept for at most 2 s.
 *
 * @throws errors of the driver where the database is away
 */
export async function loadPoint(typed: string): Promise<Point | null> {
  const code = typed.toLowerCase()
  if (!/^[0-9a-z]{4,32}$/.test(code)) return null
  const now = Date.now()
  const kept = cache.get(code)
  if (kept && kept.until > now) return kept.point
  if (cache.size >= CACHE_ENTRIES) cache.clear()
  const point = fetchPoint(code)
  cache.set(code, { point, until: now + CACHE_MS })
  point.catch(() => cache.delete(code))
  return point
}

/** For tests that change what stands behind a code. */
export const forgetPoints = (): void => cache.clear()
