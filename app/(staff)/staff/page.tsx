import { redirect } from 'next/navigation'
import { startPage } from '@/lib/server/session/roles.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'

export default async function StaffPage() {
  const staff = await requireStaff()
  redirect(startPage(staff.role))
}
