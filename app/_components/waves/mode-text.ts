import type { Translate } from '@/lib/format/translate.ts'

const modes = ['poster', 'slip', 'kiosk', 'enumerator', 'paper', 'import'] as const

/** How answers were collected, in words. */
export const modeText = (t: Translate, mode: string): string => {
  const known = modes.find((one) => one === mode)
  return known ? t(`wave.mode.${known}`) : mode
}
