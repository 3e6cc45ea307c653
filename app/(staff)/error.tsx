'use client'

import { translator } from '@/lib/format/translate.ts'

/** What is shown when a page fails. In both languages: an error must not need anything that could fail again. */
export default function StaffError({ reset }: { error: Error; reset: () => void }) {
  const [vi, en] = [translator('vi'), translator('en')]
  return (
    <main className="page narrow" id="content">
      <h1>{vi('error.title')}</h1>
      <p>{vi('error.text')}</p>
      <p lang="en" className="quiet">
        {en('error.title')}. {en('error.text')}
      </p>
      <button type="button" onClick={reset}>
        {vi('error.retry')}
      </button>
    </main>
  )
}
