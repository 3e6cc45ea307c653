import type pg from 'pg'
import { type Instrument, instrumentSchema } from '@/lib/instruments/index.ts'
import type { Scope } from '../scope.ts'
import { asksResidents, kindRatedBy, type UnitKind } from '../units/unit-kinds.ts'
import { type NeededMargin, neededMargins, type Village } from './needed-margins.ts'

type Unit = { readonly id: string; readonly code: string; readonly kind: UnitKind; readonly name: string }

/** A unit that a wave has rated by an instrument, and the register that this needs. */
export type AskedUnit = {
  readonly unit: Unit
  readonly instrument: Instrument
  readonly versionId: string
  readonly needed: readonly NeededMargin[]
  /** Empty unless the instrument asks residents. */
  readonly villages: readonly (Village & { readonly id: string })[]
}

/** Every unit that a wave asks about, in order of instrument and unit. */
export async function readAsked(client: pg.ClientBase, scope: Scope, waveId: string): Promise<readonly AskedUnit[]> {
  const { rows: units } = await client.query<Unit>(
    `select id::text, code, kind::text, name from unit where commune_id = $1 order by length(code), code`,
    [scope.communeId],
  )
  const { rows: versions } = await client.query<{ id: string; content: unknown }>(
    `select v.id::text, v.content from wave_instrument w
       join instrument_version v on v.commune_id = w.commune_id and v.id = w.instrument_version_id
      where w.commune_id = $1 and w.wave_id = $2 order by w.instrument`,
    [scope.communeId, waveId],
  )
  const villages = units.filter(({ kind }) => kind === 'village')
  return versions.flatMap(({ id: versionId, content }) => {
    const instrument = instrumentSchema.parse(content)
    const needed = neededMargins(instrument, villages)
    return units
      .filter(({ kind }) => kind === kindRatedBy(instrument.id))
      .map((unit) => ({ unit, instrument, versionId, needed, villages: asksResidents(instrument.id) ? villages : [] }))
  })
}
