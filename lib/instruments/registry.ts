import { communeLife2023 } from './commune-life/2023.ts'
import { communeLife2024 } from './commune-life/2024.ts'
import { healthStation2023 } from './health-station/2023.ts'
import { healthStation2024 } from './health-station/2024.ts'
import { infrastructure2023 } from './infrastructure/2023.ts'
import { infrastructure2024 } from './infrastructure/2024.ts'
import { papiCommune2023, papiCommune2024 } from './models/papi-commune.ts'
import type { ModelDefinition } from './models/types.ts'
import { unitModels } from './models/unit-models.ts'
import { oneStopDesk2023 } from './one-stop-desk/2023.ts'
import { oneStopDesk2024 } from './one-stop-desk/2024.ts'
import { primarySchool2023 } from './primary-school/2023.ts'
import { primarySchool2024 } from './primary-school/2024.ts'
import type { Instrument } from './types.ts'

/** Every released instrument, oldest version of an instrument first. */
export const instruments: readonly Instrument[] = [
  healthStation2023,
  healthStation2024,
  primarySchool2023,
  primarySchool2024,
  infrastructure2023,
  infrastructure2024,
  oneStopDesk2023,
  oneStopDesk2024,
  communeLife2023,
  communeLife2024,
]

/** Every index model: `papi-commune` of the commune and one per service instrument for the unit's own headline. */
export const indexModels: readonly ModelDefinition[] = [papiCommune2023, papiCommune2024, ...unitModels]

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
