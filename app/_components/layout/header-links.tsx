'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

type Props = {
  readonly label: string
  readonly pages: readonly { readonly href: string; readonly text: string }[]
  readonly switchTo: 'vi' | 'en'
  readonly switchText: string
  readonly children: ReactNode
}

/** Links that know the page they stand on: the current one is marked, and the language switch comes back to it. */
export function HeaderLinks({ label, pages, switchTo, switchText, children }: Props) {
  const path = usePathname()
  return (
    <>
      {pages.length > 0 && (
        <nav aria-label={label}>
          <ul>
            {pages.map(({ href, text }) => (
              <li key={href}>
                <a href={href} {...(path === href || path.startsWith(`${href}/`) ? { 'aria-current': 'page' as const } : {})}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="tools">
        {children}
        <a href={`/staff/language?to=${switchTo}&back=${encodeURIComponent(path)}`} hrefLang={switchTo} lang={switchTo}>
          {switchText}
        </a>
      </div>
    </>
  )
}
