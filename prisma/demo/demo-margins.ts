import type { InstrumentId } from '@/lib/instruments/index.ts'
import { type DemoCommune, type DemoWave, demoPopulations, villageCode } from './populations.ts'

/** A row of the register of those whom an instrument asks. `variable` is an item of the profile or `village`; `category` a code of it. */
export type DemoMargin = {
  readonly unitCode: string
  readonly instrument: InstrumentId
  readonly variable: 'sex' | 'age_band' | 'village' | 'grade' | 'procedure'
  readonly category: string
  readonly count: number
  readonly source: string
}

/** Whole counts in proportion to shares that add up to the total; the last category takes what rounding leaves. */
const countsOf = (total: number, shares: readonly number[]): number[] => {
  const counts = shares.map((share) => Math.floor(total * share))
  const rest = total - counts.reduce((a, b) => a + b, 0)
  return counts.map((count, index) => (index === counts.length - 1 ? count + rest : count))
}

/** Registers of the demo: residents by sex, age band and village; visits by sex and age band; pupils by grade; dossiers by procedure. */
export function demoMargins(commune: DemoCommune, wave: DemoWave): DemoMargin[] {
  const population = demoPopulations[commune]
  const { prefix, patients } = population
  const residents = population.adultsByVillage.reduce((a, b) => a + b, 0)
  const rows = (
    unitCode: string,
    instrument: InstrumentId,
    variable: DemoMargin['variable'],
    counts: readonly number[],
    source: string,
    categoryOf = (index: number): string => String(index + 1),
  ): DemoMargin[] => counts.map((count, index) => ({ unitCode, instrument, variable, category: categoryOf(index), count, source }))
  const register = `Sổ đăng ký cư trú ${wave} (dữ liệu minh hoạ)`
  const households = (instrument: InstrumentId): DemoMargin[] => [
    ...rows(commune, instrument, 'sex', countsOf(residents, population.shareOfSex), register),
    ...rows(commune, instrument, 'age_band', countsOf(residents, population.shareOfAge), register),
    ...rows(commune, instrument, 'village', population.adultsByVillage, register, (index) => villageCode(prefix, index)),
  ]
  const visits = `Sổ khám bệnh ${wave} (dữ liệu minh hoạ)`
  return [
    ...households('infrastructure'),
    ...households('commune-life'),
    ...rows(`${prefix}-TYT`, 'health-station', 'sex', countsOf(patients.visits, patients.shareOfSex), visits),
    ...rows(`${prefix}-TYT`, 'health-station', 'age_band', countsOf(patients.visits, patients.shareOfAge), visits),
    ...population.schools.flatMap((school) =>
      rows(school.code, 'primary-school', 'grade', school.pupilsByGrade, `Sổ đăng bộ ${wave} (dữ liệu minh hoạ)`),
    ),
    ...rows(`${prefix}-MC`, 'one-stop-desk', 'procedure', population.desk.dossiers, `Sổ theo dõi hồ sơ một cửa ${wave} (dữ liệu minh hoạ)`),
  ]
}
