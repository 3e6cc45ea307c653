import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalJson, indexModels, instruments, releasedHashes, releasedModelHashes } from '@/lib/instruments/index.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('released versions', () => {
  test('the hash of every instrument is the one that was pinned when it was released', () => {
    const hashes = instruments.map((instrument) => [`${instrument.id}@${instrument.version}`, sha256(canonicalJson(instrument))])
    expect(Object.fromEntries(hashes)).toEqual(releasedHashes)
  })

  test('the hash of every model is the one that was pinned when it was released', () => {
    const hashes = indexModels.map((definition) => [
      `${definition.model.id}@${definition.model.version}`,
      sha256(canonicalJson(definition)),
    ])
    expect(Object.fromEntries(hashes)).toEqual(releasedModelHashes)
  })

  test('no version is listed twice', () => {
    expect(new Set(instruments.map(({ id, version }) => `${id}@${version}`)).size).toBe(instruments.length)
    expect(new Set(indexModels.map(({ model }) => `${model.id}@${model.version}`)).size).toBe(indexModels.length)
  })
})
