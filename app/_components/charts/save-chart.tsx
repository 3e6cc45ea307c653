'use client'

import { useEffect, useRef, useState } from 'react'
import { csvOf } from './csv-of.ts'
import { type PictureWords, pictureOf, pixelsOf } from './picture.ts'

type Props = {
  readonly words: PictureWords
  readonly language: 'vi' | 'en'
  readonly label: string
  readonly failed: string
  /** For the CSV of a chart whose table stands elsewhere; else the table beside the chart is taken. */
  readonly rows?: readonly (readonly string[])[]
}

const KINDS = ['SVG', 'PNG', 'CSV'] as const

/** "Chất lượng dịch vụ, 2024" -> "chat-luong-dich-vu-2024" */
const fileName = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)

const rowsOf = (table: HTMLTableElement): string[][] =>
  [...table.rows].map((row) =>
    // Parts of a cell that stand under each other are words of their own.
    [...row.cells].map((cell) =>
      [...cell.childNodes]
        .map((node) => node.textContent?.trim())
        .filter(Boolean)
        .join(' '),
    ),
  )

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/**
 * Saves the chart of the nearest `data-chart` as a picture or as numbers: what is drawn and what the table beside it says, nothing else. The
 * chart is the first drawing with the role of an image, its key the children of `data-key`.
 */
export function SaveChart({ words, language, label, failed, rows }: Props) {
  const frame = useRef<HTMLDetailsElement>(null)
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  useEffect(() => setState('ready'), [])
  const run = async (kind: (typeof KINDS)[number]) => {
    const chart = frame.current?.closest('[data-chart]')
    const drawing = chart?.querySelector<SVGSVGElement>('svg[role="img"], [role="img"] svg')
    const table = chart?.querySelector('table')
    const name = `${fileName(words.title)}.${kind.toLowerCase()}`
    if (kind === 'CSV') {
      const cells = rows ?? (table ? rowsOf(table) : [])
      return save(new Blob([csvOf([...cells, [], [words.source]], language)], { type: 'text/csv' }), name)
    }
    if (!drawing) return setState('failed')
    const picture = pictureOf(drawing, [...(chart?.querySelectorAll('[data-key] > *') ?? [])], words)
    if (kind === 'SVG') return save(new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' }), name)
    return save(await pixelsOf(picture), name)
  }
  if (state === 'loading') return null
  return (
    <details className="save" ref={frame}>
      <summary>{label}</summary>
      <div className="inside">
        {KINDS.map((kind) => (
          <button type="button" className="plain" key={kind} onClick={() => run(kind).catch(() => setState('failed'))}>
            {kind}
          </button>
        ))}
        <span role="status">{state === 'failed' && failed}</span>
      </div>
    </details>
  )
}
