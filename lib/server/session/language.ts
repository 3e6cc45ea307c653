import { cookies } from 'next/headers'
import { isLanguage, type Language } from '@/lib/format/language.ts'

/** Kept by staff browsers alone, set by the language switch. */
export const LANGUAGE_COOKIE = 'dan-cham-language'

/** The reader's language: what the switch last said, else Vietnamese. */
export async function readLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value
  return isLanguage(chosen) ? chosen : 'vi'
}
