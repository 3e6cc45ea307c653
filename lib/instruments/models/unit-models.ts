import { healthStation2023 } from '../health-station/2023.ts'
import { healthStation2024 } from '../health-station/2024.ts'
import type { Instrument } from '../types.ts'
import { buildUnitModel } from './build-unit-model.ts'
import type { ModelDefinition } from './types.ts'

const healthStation = (instrument: Instrument, source: string) =>
  buildUnitModel(instrument, ['Trạm y tế xã', 'Commune health station'], source, [
    ['access', 'Khả năng tiếp cận', 'Access'],
    ['transparency', 'Minh bạch thông tin và thủ tục', 'Transparency and procedures'],
    ['facilities', 'Cơ sở vật chất', 'Facilities'],
    ['staff', 'Thái độ, năng lực của cán bộ', 'Conduct and competence of staff'],
    ['results', 'Kết quả phục vụ', 'Results'],
  ])

/** Models of the units' own headlines: one dimension, its components the parts of the ministry's form. */
export const unitModels: readonly ModelDefinition[] = [
  healthStation(healthStation2023, 'Các phần A-E, QĐ 3869/QĐ-BYT (2019), adapted'),
  healthStation(healthStation2024, 'Các phần A-E, QĐ 56/QĐ-BYT (2024), adapted'),
]
