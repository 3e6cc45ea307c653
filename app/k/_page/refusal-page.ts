import type { Language, TextKey } from '@/lib/questionnaire/index.ts'
import type { AppError } from '@/lib/server/errors.ts'
import type { Point } from '@/lib/server/responses/load-point.ts'
import { waveState } from '@/lib/server/responses/wave-takes.ts'
import { type Notice, noticePage } from './notice-page.ts'

type Words = Pick<Notice, 'title' | 'text'>
const words = <T extends string>(key: T & (`${T}Title` extends TextKey ? (`${T}Text` extends TextKey ? T : never) : never)): Words => ({
  title: `${key}Title` as TextKey,
  text: `${key}Text` as TextKey,
})

/** Why a known point takes no answers. */
function whyClosed(point: Point | null, now: number): Words {
  if (point?.replaced) return words('replaced')
  if (!point?.active) return words('inactive')
  const state = point.wave ? waveState(point.wave, now) : 'not-open'
  return state === 'paused' ? words('paused') : state === 'not-open' ? words('notOpen') : words('closed')
}

export type Refused = {
  readonly error: AppError
  readonly language: Language
  readonly point: Point | null
  readonly now: number
  /** Absent on GET. */
  readonly fields?: URLSearchParams
}

/** An error as a page that a person can read, with what was posted kept in it where sending it again can help. */
export function refusalPage({ error, language, point, now, fields }: Refused): Response {
  const notice = { status: error.status, language, point }
  switch (error.code) {
    case 'NOT_FOUND':
      return noticePage({ ...notice, ...words('unknown') })
    case 'WAVE_CLOSED':
      return noticePage({ ...notice, ...whyClosed(point, now), ...(fields ? { fields } : {}) })
    case 'TOO_LARGE':
      return noticePage({ ...notice, ...words('tooLarge') })
    case 'UNAVAILABLE':
      return noticePage({
        ...notice,
        ...words(fields ? 'away' : 'awayRead'),
        ...(fields ? { fields } : {}),
        headers: { 'retry-after': '5' },
      })
    default:
      return noticePage({ ...notice, ...words('badRequest') })
  }
}
