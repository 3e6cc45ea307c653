import { translator } from '@/lib/format/translate.ts'
import { loadCommuneComparison } from '@/lib/server/scores/load-commune-comparison.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import type { CommuneReach } from '@/lib/server/session/reach.ts'
import { latestScoredWaves } from '@/lib/server/waves/latest-scored-waves.ts'
import { Message } from '../../_components/layout/message.tsx'
import { CommuneComparison } from '../../_components/scores/commune-comparison.tsx'

/** The two latest waves of a commune that is in the reader's reach. */
export async function CommunePage({ reach, unitsLinked }: { readonly reach: CommuneReach; readonly unitsLinked: boolean }) {
  const { scope, audience, provinceName } = reach
  const language = await readLanguage()
  const t = translator(language)
  const waves = await latestScoredWaves(scope, audience)
  const view = waves && (await loadCommuneComparison(scope, waves.from, waves.to, audience))
  if (!view) return <Message title={t('commune.empty.title')} text={t('commune.empty.text')} />
  return (
    <main className="page" id="content">
      <CommuneComparison view={view} province={provinceName} language={language} unitsLinked={unitsLinked} />
    </main>
  )
}
