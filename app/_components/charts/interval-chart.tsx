'use client'

import { useEffect, useRef, useState } from 'react'
import { CartesianGrid, ScatterChart, usePlotArea, useXAxisScale, XAxis, YAxis } from 'recharts'
import type { ChartRow } from './chart-rows.ts'
import { IntervalRow } from './interval-row.tsx'
import { layRows } from './lay-rows.ts'

type Props = {
  readonly rows: readonly ChartRow[]
  /** The whole scale, always: an axis that begins elsewhere makes a small change look large. */
  readonly scale: readonly [number, number]
  readonly title: string
  readonly loading: string
}

const AXIS = 28
const MARGIN = { top: 4, right: 14, bottom: 0, left: 14 }

/** Dots with intervals, a lane a year, on the whole scale. Drawn after mount alone: the server sends the table, and the chart has it as its twin. */
export function IntervalChart({ rows, scale, title, loading }: Props) {
  const [frame, width] = useWidth()
  const laid = layRows(rows, width - MARGIN.left - MARGIN.right)
  const ticks = Array.from({ length: scale[1] - scale[0] + 1 }, (_, index) => scale[0] + index)
  return (
    <div className="chart" data-rows={Math.min(9, Math.ceil(rows.reduce((lanes, row) => lanes + row.lanes.length, 0) / 2))} ref={frame}>
      {width === 0 ? (
        <p className="chart-waiting" aria-busy="true">
          {loading}
        </p>
      ) : (
        <ScatterChart
          width={width}
          height={laid.height + MARGIN.top + AXIS}
          margin={MARGIN}
          data={[{ x: scale[0], y: 0 }]}
          accessibilityLayer={false}
          role="img"
          title={title}
        >
          <CartesianGrid horizontal={false} stroke="#e4e8ed" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[...scale]}
            ticks={ticks}
            interval={0}
            height={AXIS}
            tickLine={false}
            stroke="#55606e"
            fontSize={12}
          />
          <YAxis dataKey="y" type="number" domain={[0, 1]} hide />
          <Rows laid={laid} />
        </ScatterChart>
      )}
    </div>
  )
}

function Rows({ laid }: { readonly laid: ReturnType<typeof layRows> }) {
  const x = useXAxisScale()
  const area = usePlotArea()
  if (!x || !area) return null
  return laid.rows.map((row) => <IntervalRow key={row.row.key} laid={row} area={area} x={(value) => x(value) ?? area.x} />)
}

function useWidth() {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    setWidth(element.clientWidth)
    return () => observer.disconnect()
  }, [])
  return [frame, width] as const
}
