import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'))
    .filter((f) => f.endsWith('.md'))
    .map((f) => `docs/${f}`),
]
const decisions = readdirSync(join(root, 'docs/decisions')).filter((f) => f.endsWith('.md'))

/** Paths of the project in backticks: they start with a folder of the tree. */
const named = (text: string) =>
  [...text.matchAll(/`((?:app|lib|prisma|scripts|tests|docs)\/[^`\s*…<>]*)`/g)].map((m) => (m[1] ?? '').replace(/\/$/, ''))

describe('the documents', () => {
  test.each(pages)('%s names only paths that exist', (page) => {
    const missing = named(readFileSync(join(root, page), 'utf8')).filter((path) => !existsSync(join(root, path)))
    expect(missing).toEqual([])
  })

  test('decisions have a number of their own and a date, a status, a context, a decision and consequences', () => {
    const numbers = decisions.map((f) => f.slice(0, 4))
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const file of decisions) {
      const text = readFileSync(join(root, 'docs/decisions', file), 'utf8')
      for (const word of ['Date:', 'Status:', 'Context', 'Decision', 'Consequences']) expect(text, `${file} lacks ${word}`).toContain(word)
    }
  })
})
