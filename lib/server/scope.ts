declare const minted: unique symbol

/**
 * Whose data may be touched: one commune, all of its units or only some. Never built from what a request says:
 * minted from the session, from the collection point that was scanned, or by a script.
 */
export type Scope = {
  readonly communeId: string
  /** Absent = every unit of the commune. Empty = none. */
  readonly unitIds?: readonly string[]
  readonly [minted]: true
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** @throws {RangeError} where an id is not a lower-case UUID */
export const mintScope = (communeId: string, unitIds?: readonly string[]): Scope => {
  for (const id of [communeId, ...(unitIds ?? [])])
    if (!uuid.test(id)) throw new RangeError('mintScope requires ids that are lower-case UUIDs')
  const plain: Omit<Scope, typeof minted> = unitIds ? { communeId, unitIds: [...unitIds] } : { communeId }
  return plain as Scope
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** The values of app.commune and app.units. A scope of no units names a unit that cannot exist, since '' means all. */
export const scopeSettings = (scope: Scope): readonly [commune: string, units: string] => [
  scope.communeId,
  scope.unitIds === undefined ? '' : scope.unitIds.length === 0 ? nobody : scope.unitIds.join(','),
]
