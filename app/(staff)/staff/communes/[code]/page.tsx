import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { communeInReach } from '@/lib/server/session/reach.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'
import { CommunePage } from '../../commune-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('commune.documentTitle') }
}

export default async function CommuneOfProvincePage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params
  const staff = await requireStaff()
  const reach = await communeInReach(staff, decodeURIComponent(code))
  if (!reach) notFound()
  return <CommunePage reach={reach} unitsLinked={staff.commune !== null} />
}
