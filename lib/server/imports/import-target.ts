import type pg from 'pg'
import { type Instrument, instrumentIds, instrumentSchema } from '@/lib/instruments/index.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { kindRatedBy } from '../units/unit-kinds.ts'
import { villageKey } from './read-answer-row.ts'

export type ImportTarget = {
  readonly waveId: string
  readonly unitId: string
  readonly instrumentVersionId: string
  readonly instrument: Instrument
  readonly villages: ReadonlyMap<string, string>
  /** The day of rows that name none: when the wave opened, in Asia/Ho_Chi_Minh; null = not known. */
  readonly openedOn: string | null
}

/**
 * Wave, unit and frozen instrument into which a file of answers goes.
 *
 * @throws {AppError} NOT_FOUND or NOT_VALID, in a sentence that says what there is instead
 */
export async function findImportTarget(
  client: pg.ClientBase,
  scope: Scope,
  names: { wave: string; instrument: string; unit: string },
): Promise<ImportTarget> {
  const { communeId } = scope
  const { rows: waves } = await client.query<{ id: string; code: string; status: string; openedOn: string | null }>(
    `select id::text, code, status::text, to_char(opens_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as "openedOn" from wave where commune_id = $1 order by code`,
    [communeId],
  )
  const wave = waves.find(({ code }) => code === names.wave)
  if (!wave)
    throw new AppError(
      'NOT_FOUND',
      `There is no wave "${names.wave}"; the commune has ${waves.map(({ code }) => code).join(', ') || 'none'}.`,
    )
  if (wave.status === 'draft') throw new AppError('NOT_VALID', `The wave ${wave.code} is still a draft: open it first.`)
  const instrumentId = instrumentIds.find((id) => id === names.instrument)
  if (!instrumentId) throw new AppError('NOT_FOUND', `There is no instrument "${names.instrument}"; there are ${instrumentIds.join(', ')}.`)
  const { rows: frozen } = await client.query<{ id: string; content: unknown }>(
    `select v.id::text, v.content from wave_instrument w join instrument_version v on v.commune_id = w.commune_id and v.id = w.instrument_version_id
      where w.commune_id = $1 and w.wave_id = $2 and w.instrument = $3`,
    [communeId, wave.id, instrumentId],
  )
  const [version] = frozen
  if (!version) throw new AppError('NOT_VALID', `The wave ${wave.code} does not ask ${instrumentId}.`)
  const { rows: units } = await client.query<{ id: string; code: string; kind: string; name: string }>(
    `select id::text, code, kind::text, name from unit where commune_id = $1 order by code`,
    [communeId],
  )
  const rated = units.filter(({ kind }) => kind === kindRatedBy(instrumentId))
  const unit = rated.find(({ code }) => code === names.unit)
  if (!unit)
    throw new AppError(
      'NOT_FOUND',
      `${instrumentId} does not rate a unit "${names.unit}"; it rates ${rated.map(({ code }) => code).join(', ') || 'none here'}.`,
    )
  const villages = units
    .filter(({ kind }) => kind === 'village')
    .flatMap(({ id, code, name }) => [code, name].map((key) => [villageKey(key), id] as const))
  return {
    waveId: wave.id,
    unitId: unit.id,
    instrumentVersionId: version.id,
    instrument: instrumentSchema.parse(version.content),
    villages: new Map(villages),
    openedOn: wave.openedOn,
  }
}
