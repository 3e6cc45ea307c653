/**
 * How the people of the demo answer. Each item has a hidden opinion, normal with variance 1 in a group of people; the codes are its slices.
 * `share` gives the slices in the order of the codes for 2023, `reshaped` for 2024 where the item was reworded or rescaled: both at the
 * opinion of 2023, so that their difference is the doing of the form alone. What really changes between the years is `trends`.
 */
export type ItemModel = {
  readonly share: readonly number[]
  readonly reshaped?: readonly number[]
  /** The highest code is the worst. */
  readonly reversed?: true
  /** Whose opinion moves it: a key of `trends`. */
  readonly group: Group
  /** Asked only of those who gave one of these codes. */
  readonly onlyIf?: { readonly item: string; readonly codes: readonly number[] }
  /** A fact rather than an opinion: depends on nothing else. */
  readonly independent?: true
}

export type Group = 'D1' | 'D2' | 'D3' | 'D4' | 'desk' | 'health' | 'school' | 'works' | 'safety' | 'D7' | 'D8'

/** True change of the hidden opinion from 2023 to 2024 in Chí Tân, in standard deviations. A school has its own, see populations. */
export const trends: Readonly<Record<Group, number>> = {
  D1: 0,
  D2: 0.25,
  D3: 0,
  D4: 0,
  desk: 0.4,
  health: 0.3,
  school: 0,
  works: 0,
  safety: 0,
  D7: -0.3,
  D8: 0.35,
}

/** Share of "don't know" among those who answer, and of answers left out, by group. Both fall on people by chance. */
export const dontKnowShare: Readonly<Record<Group, number>> = {
  D1: 0.03,
  D2: 0.08,
  D3: 0.05,
  D4: 0.1,
  desk: 0.02,
  health: 0.02,
  school: 0.02,
  works: 0.02,
  safety: 0.01,
  D7: 0.03,
  D8: 0.03,
}
export const nonResponseShare = 0.02
export const skippedPageShare = 0.02

/** Effect of the age bands 18-29 … 60+ on the opinion: the old are milder in their judgement and less often on line. */
export const ageEffect = (group: Group): readonly number[] => (group === 'D8' ? [0.5, 0.25, -0.15, -0.6] : [-0.15, -0.05, 0.05, 0.15])
export const sexEffect: readonly number[] = [0.04, -0.04]
/** Part of the variance that all items of one person share. */
export const personShare = 0.25

const quality = (share: readonly number[], group: Group, reshaped?: readonly number[]): ItemModel =>
  reshaped === undefined ? { share, group } : { share, reshaped, group }
/** Codes 0 no, 1 yes. */
const yes = (share: number, group: Group, reshaped?: number): ItemModel =>
  reshaped === undefined ? { share: [1 - share, share], group } : { share: [1 - share, share], reshaped: [1 - reshaped, reshaped], group }

const middling = [0.04, 0.12, 0.36, 0.36, 0.12]
const fair = [0.05, 0.15, 0.4, 0.32, 0.08]
/** Without a middle the undecided say "satisfied"; with one they take it. */
const satisfaction4 = [0.02, 0.06, 0.62, 0.3]
const satisfaction5 = [0.04, 0.16, 0.62, 0.14, 0.04]
const overall = (group: Group): ItemModel => quality(satisfaction4, group, satisfaction5)

export const itemModels: Readonly<Record<string, ItemModel>> = {
  // Health station
  hs_signs: quality(middling, 'health'),
  hs_price: quality(fair, 'health'),
  hs_wait: quality(fair, 'health', [0.02, 0.06, 0.27, 0.45, 0.2]),
  hs_clean: quality(middling, 'health'),
  hs_seats: quality(fair, 'health'),
  hs_toilet: quality([0.1, 0.22, 0.38, 0.25, 0.05], 'health'),
  hs_respect: quality([0.03, 0.08, 0.31, 0.42, 0.16], 'health'),
  hs_skill: quality(middling, 'health'),
  hs_result: quality(middling, 'health'),
  hs_overall: overall('health'),
  hs_insured: { ...yes(0.9, 'health'), independent: true },
  // Primary school
  ps_rooms: quality(middling, 'school'),
  ps_toilet: quality([0.12, 0.25, 0.36, 0.22, 0.05], 'school', [0.04, 0.1, 0.32, 0.4, 0.14]),
  ps_safe: quality([0.02, 0.08, 0.3, 0.42, 0.18], 'school'),
  ps_teaching: quality([0.02, 0.07, 0.31, 0.42, 0.18], 'school'),
  ps_progress: quality(middling, 'school'),
  ps_money: yes(0.62, 'school'),
  ps_water: yes(0.7, 'school'),
  ps_extra: yes(0.66, 'school'),
  ps_contact: yes(0.8, 'school'),
  ps_overall: overall('school'),
  // Basic infrastructure
  if_power: quality([0.03, 0.1, 0.32, 0.41, 0.14], 'works'),
  if_line: quality(middling, 'works'),
  if_water_state: quality(fair, 'works', [0.02, 0.08, 0.3, 0.42, 0.18]),
  if_drain: quality([0.1, 0.25, 0.38, 0.22, 0.05], 'works'),
  if_light: quality(fair, 'works'),
  if_upkeep: quality([0.08, 0.22, 0.4, 0.25, 0.05], 'works'),
  if_road: quality([0.03, 0.07, 0.6, 0.3], 'works'),
  if_water: { share: [0.66, 0.22, 0.09, 0.03], reversed: true, group: 'works' },
  if_garbage: quality([0.02, 0.04, 0.09, 0.65, 0.2], 'works', [0.04, 0.14, 0.62, 0.2]),
  if_overall: overall('works'),
  // One-stop desk
  od_got: { share: [0.6, 0.17, 0.23], reversed: true, group: 'desk', onlyIf: { item: 'procedure', codes: [2, 3] } },
  od_signs: quality([0.04, 0.12, 0.32, 0.38, 0.14], 'desk'),
  od_posted: quality(middling, 'desk'),
  od_polite: quality(middling, 'desk'),
  od_guide: quality(middling, 'desk'),
  od_ontime: quality(fair, 'desk'),
  od_correct: quality([0.02, 0.06, 0.28, 0.44, 0.2], 'desk'),
  od_feedback: quality([0.07, 0.18, 0.42, 0.27, 0.06], 'desk'),
  od_trips: { share: [0.45, 0.3, 0.17, 0.08], reversed: true, group: 'desk' },
  od_overall: overall('desk'),
  // Life in the commune
  c11_head: yes(0.86, 'D1'),
  c11_motto: yes(0.48, 'D1'),
  c12_vote: yes(0.72, 'D1'),
  c12_meet: yes(0.35, 'D1', 0.8),
  c13_choice: yes(0.58, 'D1'),
  c13_secret: yes(0.45, 'D1', 0.85),
  c14_gave: { ...yes(0.72, 'D1'), independent: true },
  c14_decide: { ...yes(0.55, 'D1'), onlyIf: { item: 'c14_gave', codes: [1] } },
  c21_find: yes(0.5, 'D2'),
  c22_list: yes(0.6, 'D2'),
  c23_posted: yes(0.46, 'D2'),
  c23_read: yes(0.6, 'D2', 0.24),
  c24_plan: yes(0.4, 'D2'),
  c24_say: yes(0.55, 'D2', 0.2),
  c31_met: { ...yes(0.6, 'D3'), independent: true },
  c31_help: { ...quality([0.12, 0.26, 0.32, 0.3], 'D3'), onlyIf: { item: 'c31_met', codes: [1] } },
  c32_reply: quality([0.1, 0.2, 0.45, 0.25], 'D3', [0.32, 0.33, 0.2, 0.11, 0.04]),
  c33_court: yes(0.68, 'D3'),
  c33_mediate: yes(0.74, 'D3'),
  c41_fund: { share: [0.5, 0.36, 0.14], reversed: true, group: 'D4' },
  c41_land: { share: [0.35, 0.35, 0.3], reshaped: [0.75, 0.18, 0.07], reversed: true, group: 'D4' },
  c42_health: { share: [0.62, 0.28, 0.1], reversed: true, group: 'D4' },
  c42_school: { share: [0.3, 0.4, 0.3], reshaped: [0.8, 0.15, 0.05], reversed: true, group: 'D4' },
  c43_job: { share: [0.2, 0.35, 0.45], reversed: true, group: 'D4' },
  c44_serious: quality([0.08, 0.24, 0.44, 0.24], 'D4'),
  c44_report: yes(0.58, 'D4'),
  c64_safe: quality([0.03, 0.12, 0.6, 0.25], 'safety'),
  c64_crime: { share: [0.9, 0.1], reversed: true, group: 'safety' },
  c71_act: quality([0.1, 0.24, 0.38, 0.22, 0.06], 'D7'),
  c71_fine: yes(0.3, 'D7', 0.58),
  c72_air: quality([0.06, 0.17, 0.39, 0.3, 0.08], 'D7'),
  c72_smoke: yes(0.4, 'D7', 0.68),
  c73_water: quality([0.2, 0.3, 0.32, 0.15, 0.03], 'D7'),
  c81_portal: yes(0.3, 'D8'),
  c81_file: yes(0.65, 'D8', 0.25),
  c82_home: yes(0.78, 'D8'),
  c82_news: yes(0.55, 'D8'),
  c83_track: yes(0.2, 'D8'),
  c83_ask: yes(0.5, 'D8', 0.15),
}
