import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { scoreWave } from '@/lib/scoring/score-wave.ts'
import { modelOf, sheetOf } from './sheets.ts'

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
const home = mkdtempSync(join(tmpdir(), 'dan-cham-estimate-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const write = (name: string, text: string) => {
  writeFileSync(join(home, name), text)
  return join(home, name)
}
const script = ['--import', 'tsx', join(root, 'scripts/score.ts'), 'estimate']
const run = (...args: string[]) => execFileSync(process.execPath, [...script, ...args], { cwd: root, encoding: 'utf8' })
const fail = (...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, [...script, ...args], { cwd: root, encoding: 'utf8' })
  return { status, message: stderr.trim() }
}

const people = Array.from({ length: 80 }, (_, row) => ({
  a: 1 + (row % 5),
  b: row % 7 === 0 ? '' : 1 + (row % 3),
  w: 1 + (row % 4) / 4,
  wave: row < 40 ? 'first' : 'second',
  village: `T${row % 8}`,
}))
const answers = write(
  'answers.csv',
  ['a,b,w,wave,village', ...people.map((one) => [one.a, one.b, one.w, one.wave, one.village].join(','))].join('\n'),
)
const model = write('model.json', JSON.stringify(modelOf({ D1: { '1.1': ['a'], '1.2': ['b'] } })))
const limits = ['--minimum-effective-n', '20']

describe('score estimate', { timeout: 120_000 }, () => {
  test('says in JSON what scoreWave says', () => {
    const { scores } = JSON.parse(run('--answers', answers, '--model', model, '--weight', 'w', '--format', 'json'))
    const sheet = sheetOf(
      { a: people.map(({ a }) => a), b: people.map(({ b }) => (b === '' ? Number.NaN : Number(b))) },
      { weights: people.map(({ w }) => w) },
    )
    const wanted = scoreWave(modelOf({ D1: { '1.1': ['a'], '1.2': ['b'] } }), [sheet])
    expect(scores.index).toEqual(JSON.parse(JSON.stringify(wanted.index)))
    expect(scores.components).toHaveLength(2)
  })

  test('prints a table of at most 100 columns, by group and between waves', () => {
    for (const more of [[], ['--by', 'wave'], ['--cluster', 'village', '--wave', 'wave', '--from', 'first', '--to', 'second']]) {
      const lines = run('--answers', answers, '--model', model, ...limits, ...more)
        .trimEnd()
        .split('\n')
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
      expect(lines.some((line) => /^component\s+1\.2/.test(line))).toBe(true)
    }
    expect(run('--answers', answers, '--model', model, ...limits, '--by', 'wave')).toMatch(/^wave = first\n[\s\S]*\nwave = second\n/)
    expect(run('--answers', answers, '--model', model, ...limits, '--wave', 'wave', '--from', 'first', '--to', 'second')).toContain(
      'no-clear-change',
    )
  })

  test('a refusal is written with its reason', () => {
    expect(run('--answers', answers, '--model', model, '--by', 'village')).toContain('too-few-answers, n = 10')
  })

  test('one sentence names what is wrong, and the exit is 2', () => {
    const text = write('text.csv', 'a,b\n1,2\nfive,3\n')
    const zero = write('zero.csv', 'a,b,w\n1,2,1\n2,3,0\n')
    const broken = write('broken.json', '{"id": "x"}')
    const goalposts = write('goalposts.json', JSON.stringify(modelOf({ D1: { '1.1': ['a'] } })).replace('"max":5', '"max":1'))
    for (const [args, message] of [
      [['--answers', answers, '--model', model, '--weight', 'weight'], /^column weight is not in \S+, which has a, b, w, wave, village$/],
      [['--answers', text, '--model', model], /^column a has "five" in row 2, which is no number$/],
      [['--answers', zero, '--model', model, '--weight', 'w'], /^column w has the weight 0 in row 2: weights are above 0$/],
      [['--answers', answers, '--model', broken], /^model \S+ is wrong at version: /],
      [['--answers', answers, '--model', goalposts], /^model \S+: checkModel requires finite goalposts min < max of a/],
      [['--answers', join(home, 'none.csv'), '--model', model], /^\S+none\.csv cannot be read: ENOENT/],
      [
        ['--answers', answers, '--model', model, '--wave', 'wave', '--from', 'first', '--to', 'third'],
        /^column wave has no third; it has first, second$/,
      ],
      [['--answers', answers, '--model', model, '--wave', 'wave'], /^--wave, --from and --to are given together or not at all$/],
      [['--model', model], /^usage: /],
    ] as const) {
      const got = fail(...args)
      expect(got.message).toMatch(message)
      expect(got.status).toBe(2)
    }
  })
})
