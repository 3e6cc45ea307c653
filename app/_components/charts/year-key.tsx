import type { WavePair } from '@/lib/format/verdict-sentence.ts'

/** Which mark is which year: hollow and filled, so that print and every colour vision tell them apart. Each dot also bears its year. */
export function YearKey({ waves }: { readonly waves: WavePair }) {
  return (
    <ul className="key small" data-key>
      <li className="year-from">
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <circle cx="7" cy="7" r="5" fill="#fff" stroke="currentColor" strokeWidth="2.5" />
        </svg>
        {waves.from}
      </li>
      <li className="year-to">
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <circle cx="7" cy="7" r="6" fill="currentColor" />
        </svg>
        {waves.to}
      </li>
    </ul>
  )
}
