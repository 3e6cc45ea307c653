import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { en } from '@/lib/format/messages/en.ts'
import { vi } from '@/lib/format/messages/vi.ts'
import { translator } from '@/lib/format/translate.ts'

const names = (message: string) => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
const keys = Object.keys(vi) as (keyof typeof vi)[]

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('messages'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))

describe('the catalogue', () => {
  test('has every key in both languages', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort())
  })

  test.each(keys)('%s has a text in both languages and asks for the same values', (key) => {
    expect(vi[key].trim()).not.toBe('')
    expect(en[key].trim()).not.toBe('')
    expect(names(en[key])).toEqual(names(vi[key]))
    expect(vi[key]).toBe(vi[key].normalize('NFC'))
  })

  test('holds no key that no page uses', () => {
    const text = [...sources('app'), ...sources('lib/format')].join('\n')
    // `verdict.${kind}` uses every key that begins with "verdict."
    const families = [...text.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map(([, family]) => family ?? '')
    const unused = keys.filter((key) => !text.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)))
    expect(unused).toEqual([])
  })
})

test('a value is filled in as it is, and a text without values needs none', () => {
  expect(translator('vi')('column.score', { wave: '2024' })).toBe('Điểm năm 2024')
  expect(translator('en')('column.share')).toBe('Share')
})
