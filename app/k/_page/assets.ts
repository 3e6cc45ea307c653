import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const built = (name: string): string => {
  try {
    return readFileSync(join(process.cwd(), 'public', 'citizen', name), 'utf8')
  } catch {
    throw new Error(`public/citizen/${name} is missing: run node scripts/build-citizen.mjs`)
  }
}
const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`

type Inlined = { readonly text: string /** For the content security policy. */; readonly source: string }
const inlined = (name: string): Inlined => {
  const text = built(name)
  return { text, source: hashSource(text) }
}

let loaded: { readonly style: Inlined; readonly script: Inlined; readonly serviceWorker: string } | undefined

/**
 * Style and script of the citizen page, as bundled by scripts/build-citizen.mjs. They go into the page itself: one reply on a slow line is
 * answerable sooner than three, and a page kept for offline use is whole. Their hashes, not a nonce, allow them, so the kept page still runs.
 */
export const assets = () => {
  loaded ??= { style: inlined('page.css'), script: inlined('fill.js'), serviceWorker: built('sw.js') }
  return loaded
}
