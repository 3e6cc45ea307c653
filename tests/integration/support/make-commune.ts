import type { Instrument } from '@/lib/instruments/index.ts'
import { createCommune } from '@/lib/server/communes/create-commune.ts'
import { pool } from '@/lib/server/db.ts'
import type { Scope } from '@/lib/server/scope.ts'
import { createUnit } from '@/lib/server/units/create-unit.ts'
import type { UnitKind } from '@/lib/server/units/unit-kinds.ts'
import { createWave } from '@/lib/server/waves/create-wave.ts'

export type MadeCommune = {
  readonly scope: Scope
  readonly code: string
  readonly units: Readonly<Record<string, string>>
  readonly waves: Readonly<Record<string, string>>
}

let made = 0

/** A commune of its own for one test file: nobody else's rows are in it. Unit codes map to kinds, wave codes to instruments. */
export async function makeCommune(
  units: Readonly<Record<string, UnitKind>>,
  waves: Readonly<Record<string, readonly Instrument[]>> = {},
): Promise<MadeCommune> {
  made += 1
  const code = `T${process.pid}-${made}`
  const client = await pool().connect()
  try {
    await client.query('begin')
    const scope = await createCommune(client, { code, name: `Xã thử ${made}`, provinceCode: '33', provinceName: 'Hưng Yên', demo: false })
    const unitIds: Record<string, string> = {}
    for (const [unit, kind] of Object.entries(units))
      unitIds[unit] = await createUnit(client, scope, { code: unit, kind, name: `Đơn vị ${unit}` })
    const waveIds: Record<string, string> = {}
    for (const [wave, instruments] of Object.entries(waves))
      waveIds[wave] = await createWave(client, scope, { code: wave, name: `Đợt ${wave}`, instruments })
    await client.query('commit')
    return { scope, code, units: unitIds, waves: waveIds }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
