import type { DistributionLine } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { formatShare } from '@/lib/format/numbers.ts'

type Props = { readonly shares: DistributionLine['shares']; readonly language: Language; readonly label: string }

/** Light to dark in the order of the scale, so that grey print keeps the order. */
const shade = (index: number, count: number) => `hsl(203 60% ${88 - (60 * index) / Math.max(1, count - 1)}%)`
const inkOn = (index: number, count: number) => (index / Math.max(1, count - 1) > 0.45 ? '#ffffff' : '#1b2430')

/** How answers to one item are spread: one bar, its parts in the order of the scale, each named under the bar with its share. */
export function StackedBar({ shares, language, label }: Props) {
  const starts = shares.map((_, index) => shares.slice(0, index).reduce((sum, { share }) => sum + share, 0))
  return (
    <>
      <svg className="stack" role="img" aria-label={label}>
        {shares.map(({ code, share }, index) => (
          <g key={code}>
            <rect
              x={`${100 * (starts[index] ?? 0)}%`}
              y="0"
              width={`${100 * share}%`}
              height="100%"
              fill={shade(index, shares.length)}
              stroke="#fff"
            />
            {share >= 0.09 && (
              <text
                x={`${100 * ((starts[index] ?? 0) + share / 2)}%`}
                y="50%"
                dominantBaseline="central"
                textAnchor="middle"
                fontSize="13"
                fill={inkOn(index, shares.length)}
              >
                {formatShare(share, language)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <ul className="shares" data-key>
        {shares.map(({ code, label: name, share }, index) => (
          <li key={code}>
            <svg aria-hidden="true" viewBox="0 0 10 10">
              <rect width="10" height="10" fill={shade(index, shares.length)} stroke="#55606e" />
            </svg>
            {pick(name, language)} <span className="number">{formatShare(share, language)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
