import { healthStation2023 } from './health-station/2023.ts'
import { healthStation2024 } from './health-station/2024.ts'
import type { ModelDefinition } from './models/types.ts'
import { unitModels } from './models/unit-models.ts'
import type { Instrument } from './types.ts'

/** Every released instrument, oldest version first. */
export const instruments: readonly Instrument[] = [healthStation2023, healthStation2024]

/** Every index model: `papi-commune` of the commune and one per service instrument for the unit's own headline. */
export const indexModels: readonly ModelDefinition[] = [...unitModels]

/** @throws {RangeError} where there is no such instrument */
export function findInstrument(id: string, version: string): Instrument {
  const found = instruments.find((instrument) => instrument.id === id && instrument.version === version)
  if (found === undefined) throw new RangeError(`findInstrument requires a known instrument and version, not ${id} ${version}`)
  return found
}

/** @throws {RangeError} where there is no such model */
export function findIndexModel(id: string, version: string): ModelDefinition {
  const found = indexModels.find(({ model }) => model.id === id && model.version === version)
  if (found === undefined) throw new RangeError(`findIndexModel requires a known model and version, not ${id} ${version}`)
  return found
}
