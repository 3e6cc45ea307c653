import { notFound } from 'next/navigation'
import { AppError } from '../errors.ts'
import { requireStaff } from './staff.ts'
import { type WavesReach, wavesInReach } from './waves-reach.ts'

/** For pages of waves: whoever has none finds no such page. */
export async function requireWaves(): Promise<WavesReach> {
  return wavesInReach(await requireStaff()) ?? notFound()
}

/** For pages that run waves: for everybody but the officer they do not exist. */
export async function requireRunsWaves(): Promise<WavesReach> {
  const reach = await requireWaves()
  return reach.runs ? reach : notFound()
}

/** What a page loads, or the page that says that there is none. */
export async function foundOr404<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') notFound()
    throw error
  }
}
