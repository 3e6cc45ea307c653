import type { PlotArea } from 'recharts'
import type { Lane } from './chart-rows.ts'
import { LANE, type LaidRow, LINE } from './lay-rows.ts'

type Props = { readonly laid: LaidRow; readonly area: PlotArea; readonly x: (value: number) => number }

/** A white edge around letters, so that no line of the chart crosses them. */
const halo = { stroke: '#ffffff', strokeWidth: 4, paintOrder: 'stroke' } as const

const colour = { from: '#95590c', to: '#0b5c8a' } as const

/** One row: name, verdict, a lane a year, the line between the years, the province's mark. */
export function IntervalRow({ laid, area, x }: Props) {
  const { row, top, label, verdictBelow, lanes } = laid
  const y = (value: number) => area.y + value
  const [first, second] = lanes.map(({ lane, y: at }) => (lane.kind === 'point' ? { x: x(lane.value), y: y(at) } : null))
  const head = y(top) + LINE * 0.75
  return (
    <g fontSize={14}>
      {label.map((line, index) => (
        <text key={line} {...halo} x={area.x} y={head + index * LINE} fill="#1b2430" fontWeight={700}>
          {line}
        </text>
      ))}
      {row.verdict !== '' && (
        <text
          {...halo}
          x={verdictBelow ? area.x : area.x + area.width}
          y={verdictBelow ? head + label.length * LINE : head}
          textAnchor={verdictBelow ? 'start' : 'end'}
          fill="#1b2430"
        >
          {row.verdict}
        </text>
      )}
      {row.benchmark && lanes[0] && (
        <line
          x1={x(row.benchmark.value)}
          x2={x(row.benchmark.value)}
          y1={y(lanes[0].y) - LANE / 2}
          y2={y(lanes[0].y) + LANE * (lanes.length - 0.5)}
          stroke="#55606e"
          strokeWidth={1.5}
          strokeDasharray="3 3"
        >
          <title>{row.benchmark.title}</title>
        </line>
      )}
      {row.linked && first && second && <line x1={first.x} y1={first.y} x2={second.x} y2={second.y} stroke="#8a94a0" strokeWidth={2} />}
      {lanes.map(({ lane, y: at }) => (
        <LaneMark key={lane.series + lane.text} lane={lane} y={y(at)} area={area} x={x} />
      ))}
    </g>
  )
}

function LaneMark({ lane, y, area, x }: { readonly lane: Lane; readonly y: number; readonly area: PlotArea; readonly x: Props['x'] }) {
  const ink = colour[lane.series]
  if (lane.kind === 'none')
    return (
      <text x={area.x} y={y + 4} fill="#55606e" fontSize={13}>
        {lane.text}
      </text>
    )
  if (lane.kind === 'refused') return <Hatched text={lane.text} y={y} area={area} />
  const end = x(lane.upper)
  const room = lane.text.length * 7.2 + 10
  const after = end + room <= area.x + area.width
  return (
    <g>
      <title>{lane.title}</title>
      <line x1={x(lane.lower)} x2={end} y1={y} y2={y} stroke={ink} strokeWidth={3} strokeOpacity={0.45} />
      {lane.series === 'from' ? (
        <circle cx={x(lane.value)} cy={y} r={5.5} fill="#ffffff" stroke={ink} strokeWidth={2.5} />
      ) : (
        <circle cx={x(lane.value)} cy={y} r={6.5} fill={ink} />
      )}
      <text {...halo} x={after ? end + 8 : x(lane.lower) - 8} y={y + 4.5} textAnchor={after ? 'start' : 'end'} fill={ink} fontSize={13}>
        {lane.text}
      </text>
    </g>
  )
}

/** A refusal is a place that is seen to be empty, with its reason: strokes across the whole scale. */
function Hatched({ text, y, area }: { readonly text: string; readonly y: number; readonly area: PlotArea }) {
  const height = LANE - 6
  const strokes = Array.from({ length: Math.ceil(area.width / 9) }, (_, index) => area.x + index * 9)
  return (
    <g>
      <rect x={area.x} y={y - height / 2} width={area.width} height={height} fill="#ffffff" stroke="#b4bcc6" />
      {strokes.map((at) => (
        <line key={at} x1={at} y1={y + height / 2} x2={Math.min(at + 9, area.x + area.width)} y2={y - height / 2} stroke="#b4bcc6" />
      ))}
      <rect
        x={area.x + 6}
        y={y - height / 2 + 1}
        width={Math.min(text.length * 7 + 8, area.width - 12)}
        height={height - 2}
        fill="#ffffff"
      />
      <text x={area.x + 10} y={y + 4.5} fill="#1b2430" fontSize={13}>
        {text}
      </text>
    </g>
  )
}
