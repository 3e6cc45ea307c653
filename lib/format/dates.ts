import { type Language, localeOf } from './language.ts'

/** Days and hours of the commune, wherever the server stands. */
const ZONE = 'Asia/Ho_Chi_Minh'

const instant = (name: string, iso: string): Date => {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) throw new RangeError(`${name} requires an ISO date`)
  return date
}

/** "24/11/2026" in both languages: day first, no American order to misread. */
export const formatDate = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    instant('formatDate', iso),
  )

/** "24/11/2026 12:05", 24 hours. */
export const formatDateTime = (iso: string, language: Language): string => {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${formatDate(iso, language)} ${time.format(instant('formatDateTime', iso))}`
}
