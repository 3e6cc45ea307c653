import type { DriversView } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { formatCount, formatScore, formatShare } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'

type Shown = Extract<DriversView, { kind: 'shown' }>
type Props = { readonly view: Shown; readonly language: Language; readonly label: string }

const [LEFT, RIGHT, TOP, BOTTOM] = [9, 97, 5, 88] as const
const SCORES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/**
 * Parts by importance (across) and score (up, always the whole 1 to 10), drawn by the server. Each mark bears its number in the table.
 */
export function QuadrantChart({ view, language, label }: Props) {
  const t = translator(language)
  const widest = Math.max(...view.parts.map(({ upper }) => upper), view.importanceLine)
  const end = Math.min(1, Math.ceil(widest * 10 + 0.01) / 10)
  const x = (importance: number) => LEFT + ((RIGHT - LEFT) * importance) / end
  const y = (score: number) => BOTTOM - ((BOTTOM - TOP) * (score - 1)) / 9
  const at = (percent: number) => `${percent}%`
  const corners = [
    { quadrant: 'possible-overkill', x: LEFT + 1, y: TOP + 4, anchor: 'start' },
    { quadrant: 'keep-up', x: RIGHT - 1, y: TOP + 4, anchor: 'end' },
    { quadrant: 'low-priority', x: LEFT + 1, y: BOTTOM - 2, anchor: 'start' },
    { quadrant: 'improve-first', x: RIGHT - 1, y: BOTTOM - 2, anchor: 'end' },
  ] as const
  return (
    <svg className="quadrants" role="img" aria-label={label}>
      <rect x={at(LEFT)} y={at(TOP)} width={at(RIGHT - LEFT)} height={at(BOTTOM - TOP)} fill="#fff" stroke="#b4bcc6" />
      {SCORES.map((score) => (
        <text key={score} x={at(LEFT - 1.5)} y={at(y(score))} dominantBaseline="central" textAnchor="end" fontSize="12" fill="#55606e">
          {score}
        </text>
      ))}
      {[0, end / 2, end].map((importance) => (
        <text
          key={importance}
          x={at(x(importance))}
          y={at(BOTTOM + 4)}
          textAnchor={importance === end ? 'end' : importance === 0 ? 'start' : 'middle'}
          fontSize="12"
          fill="#55606e"
        >
          {formatShare(importance, language)}
        </text>
      ))}
      <text x={at(RIGHT)} y="98%" textAnchor="end" fontSize="12" fill="#55606e">
        {t('driver.axis.importance')} →
      </text>
      <text x={at(LEFT)} y="98%" fontSize="12" fill="#55606e">
        ↑ {t('driver.axis.performance')}
      </text>
      <line
        x1={at(x(view.importanceLine))}
        x2={at(x(view.importanceLine))}
        y1={at(TOP)}
        y2={at(BOTTOM)}
        stroke="#55606e"
        strokeDasharray="4 3"
      />
      <line
        x1={at(LEFT)}
        x2={at(RIGHT)}
        y1={at(y(view.performanceLine))}
        y2={at(y(view.performanceLine))}
        stroke="#55606e"
        strokeDasharray="4 3"
      />
      {corners.map((corner) => (
        <text
          key={corner.quadrant}
          x={at(corner.x)}
          y={at(corner.y)}
          textAnchor={corner.anchor}
          fontSize="13"
          fontWeight="700"
          stroke="#fff"
          strokeWidth="4"
          paintOrder="stroke"
          fill="#1b2430"
        >
          {t(`driver.quadrant.${corner.quadrant}`)}
        </text>
      ))}
      {view.parts.map((part) => (
        <line
          key={part.code}
          x1={at(x(part.lower))}
          x2={at(x(part.upper))}
          y1={at(y(part.performance))}
          y2={at(y(part.performance))}
          stroke="#0b5c8a"
          strokeWidth="2"
          strokeOpacity="0.4"
        />
      ))}
      {view.parts.map((part, index) => (
        <g key={part.code}>
          <title>{`${pick(part.name, language)}: ${formatShare(part.importance, language)}, ${formatScore(part.performance, language)}`}</title>
          <circle
            cx={at(x(part.importance))}
            cy={at(y(part.performance))}
            r="10"
            fill={part.isSure ? '#0b5c8a' : '#fff'}
            stroke="#0b5c8a"
            strokeWidth="2"
          />
          <text
            x={at(x(part.importance))}
            y={at(y(part.performance))}
            dominantBaseline="central"
            textAnchor="middle"
            fontSize="12"
            fill={part.isSure ? '#fff' : '#0b5c8a'}
          >
            {formatCount(index + 1, language)}
          </text>
        </g>
      ))}
    </svg>
  )
}
