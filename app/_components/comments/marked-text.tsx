import type { Translate } from '@/lib/format/translate.ts'

type Span = { readonly kind: 'phone' | 'identity' | 'number' | 'email' | 'plate' | 'name'; readonly start: number; readonly end: number }
type Props = { readonly text: string; readonly finds: readonly Span[]; readonly t: Translate }

/** A comment with what seems to tell a person marked, each mark followed by what it seems to be. */
export function MarkedText({ text, finds, t }: Props) {
  const ends = [0, ...finds.map(({ end }) => end)]
  return (
    <blockquote className="comment">
      {finds.map(({ kind, start, end }, at) => (
        <span key={start}>
          {text.slice(ends[at], start)}
          <mark>{text.slice(start, end)}</mark> <span className="mark">{t(`comments.kind.${kind}`)}</span>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </blockquote>
  )
}
