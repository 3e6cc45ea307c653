import { type Language, pick } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { Table } from './table.tsx'

type Text = { readonly vi: string; readonly en: string }
type Side = { readonly text: Text; readonly source: string; readonly answers: readonly { readonly code: number; readonly label: Text }[] }
type Line = {
  readonly id: string
  readonly change: 'same' | 'reworded' | 'rescaled' | 'new' | 'dropped'
  readonly comparable: boolean
  readonly from: Side | null
  readonly to: Side | null
}
type Props = {
  readonly title: string
  readonly versions: readonly [from: string, to: string]
  readonly items: readonly Line[]
  readonly language: Language
}

function SideCell({ side, language }: { readonly side: Side | null; readonly language: Language }) {
  const t = translator(language)
  if (!side) return <td className="quiet">{t('wave.instruments.notAsked')}</td>
  const other: Language = language === 'vi' ? 'en' : 'vi'
  return (
    <td>
      {pick(side.text, language)}
      <span className="small quiet" lang={other}>
        {pick(side.text, other)}
      </span>
      <span className="small quiet">{side.answers.map(({ label }) => pick(label, language)).join(' · ')}</span>
      <span className="small quiet">{t('wave.instruments.source', { source: side.source })}</span>
    </td>
  )
}

/** Two versions item by item, what changed first said in a word. */
export function ItemChanges({ title, versions, items, language }: Props) {
  const t = translator(language)
  return (
    <Table label={title} head={[t('wave.instruments.change'), ...versions]} hideCaption>
      {items.map((line) => (
        <tr key={line.id}>
          <th scope="row">
            {line.change === 'same' ? t('wave.change.same') : <strong>{t(`wave.change.${line.change}`)}</strong>}
            <span className="small quiet">{line.comparable ? t('wave.instruments.comparable') : t('wave.instruments.notComparable')}</span>
            <span className="small quiet hash">{line.id}</span>
          </th>
          <SideCell side={line.from} language={language} />
          <SideCell side={line.to} language={language} />
        </tr>
      ))}
    </Table>
  )
}
