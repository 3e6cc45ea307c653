import type { ReactNode } from 'react'

type Props = { readonly label: string; readonly head: readonly string[]; readonly hideCaption?: boolean; readonly children: ReactNode }

/** A table in its own place that scrolls, reachable by keyboard, with its caption. */
export function Table({ label, head, hideCaption = false, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={label}>
      <table>
        <caption className={hideCaption ? 'visually-hidden' : undefined}>{label}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
