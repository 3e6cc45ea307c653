import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'
import { UnitPage } from '../unit-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('unit.documentTitle') }
}

export default async function OwnUnitPage() {
  const staff = await requireStaff()
  if (!staff.unit) notFound()
  return <UnitPage staff={staff} code={staff.unit.code} />
}
