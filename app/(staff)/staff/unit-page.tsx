import { notFound } from 'next/navigation'
import { translator } from '@/lib/format/translate.ts'
import { listReleasedComments } from '@/lib/server/comments/list-released-comments.ts'
import { loadUnitScores } from '@/lib/server/scores/load-unit-scores.ts'
import { commentsInReach } from '@/lib/server/session/comments-reach.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { unitInReach } from '@/lib/server/session/reach.ts'
import type { Staff } from '@/lib/server/session/staff.ts'
import { ReleasedComments } from '../../_components/comments/released-comments.tsx'
import { Message } from '../../_components/layout/message.tsx'
import { UnitScores } from '../../_components/scores/unit-scores.tsx'

/** One unit's page; a unit that is not in the reader's reach does not exist for them. */
export async function UnitPage({ staff, code }: { readonly staff: Staff; readonly code: string }) {
  const scope = await unitInReach(staff, code)
  if (!scope) notFound()
  const language = await readLanguage()
  const t = translator(language)
  const view = await loadUnitScores(scope, code)
  const last = view?.waves.at(-1)
  if (!view || !last) return <Message title={t('unit.empty.title')} text={t('unit.empty.text')} />
  const comments = await listReleasedComments(scope, new Date(), { unit: code })
  const waves = { from: view.waves.at(-2)?.wave ?? last.wave, to: last.wave }
  return (
    <main className="page" id="content">
      <UnitScores view={view} waves={waves} language={language} />
      <h2>{t('unit.comments')}</h2>
      <ReleasedComments
        comments={comments.map(({ id, wave, text, answer }) => ({ id, text, answer, place: wave }))}
        answers={commentsInReach(staff)?.answers ?? false}
        language={language}
      />
    </main>
  )
}
