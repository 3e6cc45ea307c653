import type { StandingView } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { formatCount, formatScore } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'

type Shown = Extract<StandingView, { kind: 'shown' }>
type Props = { readonly view: Shown; readonly score: number; readonly language: Language; readonly label: string }
type Band = 'near' | 'far'

const [LEFT, RIGHT, TOP, BOTTOM] = [6, 98, 4, 84] as const
const SCORES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** The funnel of chance about the mean of a kind by sample size, and one unit in it, drawn by the server on the whole scale. */
export function FunnelChart({ view, score, language, label }: Props) {
  const t = translator(language)
  const points = [...view.funnel, view].sort((a, b) => a.effectiveN - b.effectiveN)
  const [least, most] = [points[0]?.effectiveN ?? 0, points.at(-1)?.effectiveN ?? 1]
  const x = (size: number) => LEFT + ((RIGHT - LEFT) * (size - least)) / Math.max(1, most - least)
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * (value - 1)) / 9
  const at = (percent: number) => `${percent}%`
  // In a box of its own that is stretched to the frame, so that the band may be a polygon.
  const outline = (band: Band) =>
    [...points.map((point) => [point, 1] as const), ...[...points].reverse().map((point) => [point, 0] as const)]
      .map(([point, side]) => `${x(point.effectiveN)},${y(point[band][side])}`)
      .join(' ')
  return (
    <svg className="funnel" role="img" aria-label={label}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%" aria-hidden="true">
        <rect x={LEFT} y={TOP} width={RIGHT - LEFT} height={BOTTOM - TOP} fill="#fff" />
        <polygon points={outline('far')} fill="#e4e8ed" />
        <polygon points={outline('near')} fill="#b9cfde" />
      </svg>
      <rect x={at(LEFT)} y={at(TOP)} width={at(RIGHT - LEFT)} height={at(BOTTOM - TOP)} fill="none" stroke="#b4bcc6" />
      <line x1={at(LEFT)} x2={at(RIGHT)} y1={at(y(view.mean))} y2={at(y(view.mean))} stroke="#55606e" strokeDasharray="4 3" />
      {SCORES.map((value) => (
        <text key={value} x={at(LEFT - 1.5)} y={at(y(value))} dominantBaseline="central" textAnchor="end" fontSize="12" fill="#55606e">
          {value}
        </text>
      ))}
      <text x={at(LEFT)} y="90%" fontSize="12" fill="#55606e">
        {formatCount(least, language)}
      </text>
      <text x={at(RIGHT)} y="90%" textAnchor="end" fontSize="12" fill="#55606e">
        {formatCount(most, language)}
      </text>
      <text x={at(RIGHT)} y="98%" textAnchor="end" fontSize="12" fill="#55606e">
        {t('standing.axis')} →
      </text>
      <circle cx={at(x(view.effectiveN))} cy={at(y(score))} r="6.5" fill="#0b5c8a" stroke="#fff" strokeWidth="1.5">
        <title>{formatScore(score, language)}</title>
      </circle>
    </svg>
  )
}
