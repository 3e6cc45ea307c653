import type { Group } from './item-models.ts'

export const demoCommuneCodes = ['12265', '12268'] as const
export type DemoCommune = (typeof demoCommuneCodes)[number]
export const demoWaveCodes = ['2023', '2024'] as const
export type DemoWave = (typeof demoWaveCodes)[number]

type DemoSchool = {
  readonly code: string
  readonly pupilsByGrade: readonly number[]
  readonly respondents: number
  readonly level: number
  readonly trend: number
}

export type DemoPopulation = {
  readonly prefix: string
  /** Adults by village, in the order of the villages' numbers. */
  readonly adultsByVillage: readonly number[]
  /** Opinion of each village against the commune, in standard deviations. */
  readonly villageEffect: readonly number[]
  readonly shareOfSex: readonly number[]
  readonly shareOfAge: readonly number[]
  readonly households: number
  readonly patients: {
    readonly respondents: number
    readonly visits: number
    readonly shareOfSex: readonly number[]
    readonly shareOfAge: readonly number[]
  }
  readonly schools: readonly DemoSchool[]
  readonly desk: {
    readonly respondents: readonly number[]
    readonly dossiers: readonly number[]
    readonly procedureEffect: readonly number[]
  }
  /** Level of the commune and part of the trends of Chí Tân that it takes part in. */
  readonly level: number
  readonly trendFactor: (group: Group) => number
}

export const demoPopulations: Readonly<Record<DemoCommune, DemoPopulation>> = {
  '12265': {
    prefix: 'CT',
    adultsByVillage: [720, 655, 610, 580, 545, 500, 470, 430, 390],
    villageEffect: [0.18, 0.05, -0.12, 0.1, -0.2, 0.02, 0.15, -0.08, -0.1],
    shareOfSex: [0.48, 0.52],
    shareOfAge: [0.2, 0.31, 0.28, 0.21],
    households: 350,
    patients: { respondents: 150, visits: 6200, shareOfSex: [0.44, 0.56], shareOfAge: [0.12, 0.2, 0.27, 0.41] },
    schools: [
      { code: 'CT-TH1', pupilsByGrade: [92, 88, 85, 90, 83], respondents: 120, level: 0.15, trend: 0 },
      { code: 'CT-TH2', pupilsByGrade: [70, 74, 66, 68, 72], respondents: 120, level: -0.05, trend: -0.36 },
    ],
    desk: { respondents: [56, 38, 52, 54], dossiers: [1240, 160, 340, 1050], procedureEffect: [0.1, -0.15, -0.25, 0.08] },
    level: 0,
    trendFactor: () => 1,
  },
  '12268': {
    prefix: 'DH',
    adultsByVillage: [430, 390, 365, 340, 320, 300, 280, 250, 225],
    villageEffect: [0.1, -0.15, 0.05, 0.12, -0.05, -0.18, 0.08, 0.14, -0.11],
    shareOfSex: [0.49, 0.51],
    shareOfAge: [0.18, 0.3, 0.29, 0.23],
    households: 175,
    patients: { respondents: 76, visits: 3900, shareOfSex: [0.45, 0.55], shareOfAge: [0.11, 0.21, 0.27, 0.41] },
    schools: [
      { code: 'DH-TH1', pupilsByGrade: [58, 55, 60, 52, 57], respondents: 60, level: 0, trend: 0.1 },
      { code: 'DH-TH2', pupilsByGrade: [44, 41, 46, 43, 40], respondents: 60, level: 0.1, trend: 0 },
    ],
    desk: { respondents: [37, 12, 37, 37], dossiers: [760, 52, 190, 640], procedureEffect: [0.05, -0.1, -0.2, 0.05] },
    level: -0.12,
    trendFactor: (group) => (group === 'D8' ? 1 : group === 'D7' ? -0.5 : 0.4),
  },
}

/** Who answers more often than others: old women at home, the young hardly, small children's parents most. Raking takes it back. */
export const responseOfAge: readonly number[] = [0.7, 0.9, 1.05, 1.35]
export const responseOfSex: readonly number[] = [0.9, 1.1]
export const responseOfGrade: readonly number[] = [1.5, 1.2, 1, 0.85, 0.7]

export const villageCode = (prefix: string, index: number): string => `${prefix}-T${String(index + 1).padStart(2, '0')}`
