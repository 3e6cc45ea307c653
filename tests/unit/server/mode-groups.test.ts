import { describe, expect, test } from 'vitest'
import { modeGroups } from '@/lib/server/scores/mode-groups.ts'

const groups = (counts: Readonly<Record<string, number>>) =>
  modeGroups(new Map(Object.entries(counts)), 5).map(({ modes, respondents }) => `${modes.join('+')} ${respondents}`)

describe('modeGroups', () => {
  test('tells every mode of five answers or more by itself, the largest first', () => {
    expect(groups({ poster: 5, slip: 40, kiosk: 0 })).toEqual(['slip 40', 'poster 5'])
  })

  test('tells small modes together where together they are enough', () => {
    expect(groups({ poster: 40, kiosk: 3, paper: 2 })).toEqual(['poster 40', 'kiosk+paper 5'])
  })

  test('joins the next smallest where they are not, since the whole less the others would tell of them', () => {
    expect(groups({ poster: 40, slip: 9, kiosk: 1 })).toEqual(['poster 40', 'slip+kiosk 10'])
    expect(groups({ poster: 6, kiosk: 1 })).toEqual(['poster+kiosk 7'])
  })

  test('says nothing of fewer than five answers in all', () => {
    expect(groups({ poster: 2, kiosk: 2 })).toEqual([])
    expect(groups({})).toEqual([])
  })
})
