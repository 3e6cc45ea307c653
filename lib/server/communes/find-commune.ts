import { pool } from '../db.ts'
import { mintScope, type Scope } from '../scope.ts'

export type FoundCommune = { readonly scope: Scope; readonly code: string; readonly name: string; readonly demo: boolean }

/** For scripts: the commune of a GSO code, or without a code the only one there is (the first by code); null where there is none. */
export const findCommune = async (code?: string): Promise<FoundCommune | null> => {
  const { rows } = await pool().query<{ id: string; code: string; name: string; demo: boolean }>(
    `select id::text, code, name, demo from commune where $1::text is null or code = $1 order by code limit 1`,
    [code ?? null],
  )
  const [found] = rows
  return found ? { scope: mintScope(found.id), code: found.code, name: found.name, demo: found.demo } : null
}
