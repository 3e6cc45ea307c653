import type { Language } from '@/lib/questionnaire/index.ts'

/** The language asked for in the address; Vietnamese unless English is named. */
export const languageOf = (request: Request): Language => (new URL(request.url).searchParams.get('lang') === 'en' ? 'en' : 'vi')
