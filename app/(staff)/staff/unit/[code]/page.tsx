import type { Metadata } from 'next'
import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'
import { UnitPage } from '../../unit-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('unit.documentTitle') }
}

export default async function UnitByCodePage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params
  return <UnitPage staff={await requireStaff()} code={decodeURIComponent(code)} />
}
