import type { FigurePair } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import type { WavePair } from '@/lib/format/verdict-sentence.ts'
import { type Lane, pairRow } from './chart-rows.ts'

type Props = { readonly pair: FigurePair; readonly waves: WavePair; readonly language: Language }

/** The small chart of a table row, drawn by the server: the whole scale, a lane a year. The numbers stand beside it in the row. */
export function RangeStrip({ pair, waves, language }: Props) {
  const [low, high] = pair.scale
  const place = (value: number) => `${2 + (96 * (value - low)) / (high - low)}%`
  return (
    <svg className="strip" aria-hidden="true" focusable="false">
      <line x1="2%" x2="98%" y1="27" y2="27" stroke="#b4bcc6" />
      <line x1="2%" x2="2%" y1="24" y2="30" stroke="#b4bcc6" />
      <line x1="98%" x2="98%" y1="24" y2="30" stroke="#b4bcc6" />
      {pairRow(pair, waves, language).lanes.map((lane, index) => (
        <StripLane key={lane.series} lane={lane} y={8 + index * 11} place={place} />
      ))}
    </svg>
  )
}

function StripLane({ lane, y, place }: { readonly lane: Lane; readonly y: number; readonly place: (value: number) => string }) {
  if (lane.kind === 'none') return null
  if (lane.kind === 'refused') return <line x1="2%" x2="98%" y1={y} y2={y} stroke="#b4bcc6" strokeWidth="6" strokeDasharray="2 3" />
  return (
    <g className={`year-${lane.series}`}>
      <line x1={place(lane.lower)} x2={place(lane.upper)} y1={y} y2={y} stroke="currentColor" strokeWidth="2.5" strokeOpacity="0.45" />
      {lane.series === 'from' ? (
        <circle cx={place(lane.value)} cy={y} r="4" fill="#fff" stroke="currentColor" strokeWidth="2" />
      ) : (
        <circle cx={place(lane.value)} cy={y} r="4.5" fill="currentColor" />
      )}
    </g>
  )
}
