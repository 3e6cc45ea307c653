import { healthStation2023 } from '../health-station/2023.ts'
import { healthStation2024 } from '../health-station/2024.ts'
import { infrastructure2023 } from '../infrastructure/2023.ts'
import { infrastructure2024 } from '../infrastructure/2024.ts'
import { oneStopDesk2023 } from '../one-stop-desk/2023.ts'
import { oneStopDesk2024 } from '../one-stop-desk/2024.ts'
import { primarySchool2023 } from '../primary-school/2023.ts'
import { primarySchool2024 } from '../primary-school/2024.ts'
import type { Instrument } from '../types.ts'
import { buildUnitModel } from './build-unit-model.ts'
import type { ModelDefinition } from './types.ts'

const healthStation = (instrument: Instrument, source: string): ModelDefinition =>
  buildUnitModel({
    instrument,
    title: ['Trạm y tế xã', 'Commune health station'],
    source,
    parts: [
      ['access', 'Khả năng tiếp cận', 'Access'],
      ['transparency', 'Minh bạch thông tin và thủ tục', 'Transparency and procedures'],
      ['facilities', 'Cơ sở vật chất', 'Facilities'],
      ['staff', 'Thái độ, năng lực của cán bộ', 'Conduct and competence of staff'],
      ['results', 'Kết quả phục vụ', 'Results'],
    ],
  })

const primarySchool = (instrument: Instrument): ModelDefinition =>
  buildUnitModel({
    instrument,
    title: ['Trường tiểu học', 'Primary school'],
    source: 'Năm phần, QĐ 3476/QĐ-BGDĐT (2019), adapted',
    parts: [
      ['access', 'Tiếp cận dịch vụ giáo dục', 'Access'],
      ['facilities', 'Cơ sở vật chất', 'Facilities'],
      ['environment', 'Môi trường giáo dục', 'Environment'],
      ['activities', 'Hoạt động giáo dục', 'Activities'],
      ['results', 'Kết quả giáo dục', 'Results'],
    ],
  })

const infrastructure = (instrument: Instrument): ModelDefinition =>
  buildUnitModel({
    instrument,
    title: ['Hạ tầng căn bản của xã', 'Basic infrastructure of the commune'],
    source: 'PAPI 6.3; KH 09/KH-UBND, phụ lục 6c, adapted',
    parts: [
      ['power', 'Điện', 'Power'],
      ['road', 'Đường', 'Roads'],
      ['water', 'Nước', 'Water'],
      ['waste', 'Rác, thoát nước', 'Refuse and drains'],
      ['general', 'Sửa chữa, hài lòng chung', 'Repair and overall satisfaction'],
    ],
    shares: { if_water: [1] },
  })

const oneStopDesk = (instrument: Instrument): ModelDefinition =>
  buildUnitModel({
    instrument,
    title: ['Bộ phận một cửa', 'One-stop desk'],
    source: 'SIPAS, phần dịch vụ hành chính công, adapted',
    parts: [
      ['access', 'Tiếp cận dịch vụ', 'Access'],
      ['procedures', 'Thủ tục hành chính', 'Procedures'],
      ['staff', 'Công chức', 'Staff'],
      ['results', 'Kết quả', 'Results'],
      ['feedback', 'Phản ánh, kiến nghị', 'Feedback and appeals'],
    ],
    lowerIsBetter: ['od_trips'],
  })

/** Models of the units' own headlines: one dimension, its components the parts of the ministry's form. */
export const unitModels: readonly ModelDefinition[] = [
  healthStation(healthStation2023, 'Các phần A-E, QĐ 3869/QĐ-BYT (2019), adapted'),
  healthStation(healthStation2024, 'Các phần A-E, QĐ 56/QĐ-BYT (2024), adapted'),
  primarySchool(primarySchool2023),
  primarySchool(primarySchool2024),
  infrastructure(infrastructure2023),
  infrastructure(infrastructure2024),
  oneStopDesk(oneStopDesk2023),
  oneStopDesk(oneStopDesk2024),
]
