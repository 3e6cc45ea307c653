import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { readLanguage } from '@/lib/server/session/language.ts'
import '@fontsource/be-vietnam-pro/latin-400.css'
import '@fontsource/be-vietnam-pro/latin-700.css'
import '@fontsource/be-vietnam-pro/vietnamese-400.css'
import '@fontsource/be-vietnam-pro/vietnamese-700.css'
import './globals.css'

/** Every page carries a nonce of its own and none may be made at build time, where there is no database. */
export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: { default: 'Dân Chấm', template: '%s · Dân Chấm' },
  description: 'Người dân chấm điểm dịch vụ công của xã',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#ffffff' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await readLanguage()}>
      <body>{children}</body>
    </html>
  )
}
