import { createAccount, type NewAccount } from './create-account.ts'

type DemoCommune = {
  readonly communeId: string
  readonly provinceCode: string
  /** Codes of the commune's units, as the seed made them. */
  readonly healthStation: string
  readonly firstSchool: string
  readonly secondSchool: string
  readonly oneStopDesk: string
}

type DemoAccount = Pick<NewAccount, 'email' | 'name' | 'role' | 'unitCode'>

const demoAccounts = (commune: DemoCommune): readonly DemoAccount[] => [
  { email: 'officer@demo.local', name: 'Cán bộ văn phòng, thống kê', role: 'officer' },
  { email: 'leader@demo.local', name: 'Lãnh đạo UBND xã', role: 'leader' },
  { email: 'front@demo.local', name: 'Mặt trận Tổ quốc', role: 'front' },
  { email: 'inspection@demo.local', name: 'Ban Thanh tra nhân dân', role: 'inspection' },
  { email: 'health@demo.local', name: 'Trạm y tế', role: 'unit', unitCode: commune.healthStation },
  { email: 'school1@demo.local', name: 'Trường tiểu học 1', role: 'unit', unitCode: commune.firstSchool },
  { email: 'school2@demo.local', name: 'Trường tiểu học 2', role: 'unit', unitCode: commune.secondSchool },
  { email: 'onestop@demo.local', name: 'Bộ phận một cửa', role: 'unit', unitCode: commune.oneStopDesk },
  { email: 'enumerator@demo.local', name: 'Điều tra viên', role: 'enumerator' },
]

/**
 * The accounts of the demo commune and one of its province, all with one password.
 *
 * @returns the addresses, in the order in which they are printed
 */
export async function createDemoAccounts(commune: DemoCommune, password: string): Promise<readonly string[]> {
  const accounts = demoAccounts(commune)
  for (const account of accounts) await createAccount({ ...account, communeId: commune.communeId, password, demo: true })
  const province = { email: 'province@demo.local', name: 'Văn phòng UBND tỉnh', role: 'province' } as const
  await createAccount({ ...province, provinceCode: commune.provinceCode, password, demo: true })
  return [...accounts.map((account) => account.email), province.email]
}
