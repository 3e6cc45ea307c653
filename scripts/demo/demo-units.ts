import type { InstrumentId } from '../../lib/instruments/index.ts'
import type { NewUnit } from '../../lib/server/units/create-unit.ts'

export const demoCommunes = [
  { code: '12265', name: 'Xã Chí Tân', place: 'Chí Tân', prefix: 'CT' },
  { code: '12268', name: 'Xã Đại Hưng', place: 'Đại Hưng', prefix: 'DH' },
] as const
export type DemoCommuneFacts = (typeof demoCommunes)[number]

/** The units of a demo commune: itself, nine villages, the health station, two schools, the one-stop desk. */
export const demoUnits = ({ code, name, place, prefix }: DemoCommuneFacts): readonly NewUnit[] => [
  { code, kind: 'commune', name },
  ...Array.from({ length: 9 }, (_, i): NewUnit => ({ code: `${prefix}-T0${i + 1}`, kind: 'village', name: `Thôn ${i + 1}` })),
  { code: `${prefix}-TYT`, kind: 'health-station', name: `Trạm Y tế xã ${place}` },
  { code: `${prefix}-TH1`, kind: 'primary-school', name: `Trường Tiểu học ${place} 1` },
  { code: `${prefix}-TH2`, kind: 'primary-school', name: `Trường Tiểu học ${place} 2` },
  { code: `${prefix}-MC`, kind: 'one-stop-desk', name: `Bộ phận Một cửa xã ${place}` },
]

/** Which unit each poster of a demo commune rates. */
export const demoPoints = ({ code, prefix }: DemoCommuneFacts): readonly { readonly instrument: InstrumentId; readonly unit: string }[] => [
  { instrument: 'health-station', unit: `${prefix}-TYT` },
  { instrument: 'primary-school', unit: `${prefix}-TH1` },
  { instrument: 'primary-school', unit: `${prefix}-TH2` },
  { instrument: 'infrastructure', unit: code },
  { instrument: 'one-stop-desk', unit: `${prefix}-MC` },
  { instrument: 'commune-life', unit: code },
]
