import { respondWithPage } from '@/app/k/_page/document.ts'
import { instruments } from '@/lib/instruments/index.ts'
import { compileQuestionnaire, html, renderQuestionnaire } from '@/lib/questionnaire/index.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { staffOf } from '@/lib/server/session/staff.ts'

type Context = { params: Promise<{ id: string; version: string }> }

/** The questionnaire as citizens see it, for staff: every question open, nothing to send it with, and framed by the preview alone. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const staff = await staffOf(request.headers)
  if (!staff || staff.mustChangePassword) {
    const location = staff ? '/staff/account' : '/staff/sign-in'
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
  }
  const { id, version } = await params
  const instrument = instruments.find((candidate) => candidate.id === id && candidate.version === version)
  if (!instrument) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  const language = await readLanguage()
  const questions = renderQuestionnaire(compileQuestionnaire(instrument), [], { language, given: () => [], errors: new Map() })
  const title = instrument.title[language]
  return respondWithPage({
    language,
    title,
    body: html`<main aria-label="${title}"><h1>${title}</h1><form>${questions}</form></main>`,
    // The rest of the policy stands in the page.
    headers: { 'content-security-policy': "frame-ancestors 'self'; form-action 'none'; script-src 'none'" },
  })
}
