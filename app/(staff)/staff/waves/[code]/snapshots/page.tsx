import type { Metadata } from 'next'
import { formatDateTime } from '@/lib/format/dates.ts'
import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { foundOr404, requireWaves } from '@/lib/server/session/require-waves.ts'
import { listSnapshots } from '@/lib/server/waves/list-snapshots.ts'
import { loadWave } from '@/lib/server/waves/load-wave.ts'
import { jobSteps, latestJob } from '@/lib/server/waves/snapshot-jobs.ts'
import { ActForm } from '../../../../../_components/waves/act-form.tsx'
import { actTexts, refusalText } from '../../../../../_components/waves/act-texts.ts'
import { JobProgress } from '../../../../../_components/waves/job-progress.tsx'
import { SnapshotList } from '../../../../../_components/waves/snapshot-list.tsx'
import { WaveTabs } from '../../../../../_components/waves/wave-tabs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.tab.snapshots') }
}

export default async function SnapshotsPage({ params }: { params: Promise<{ code: string }> }) {
  const { scope, runs } = await requireWaves()
  const { code } = await params
  const language = await readLanguage()
  const t = translator(language)
  const now = new Date()
  const wave = await foundOr404(loadWave(scope, code, runs, now))
  const all = await listSnapshots(scope)
  const own = all.filter((snapshot) => snapshot.wave === wave.code)
  const starts = all.filter((one) => one.wave < wave.code && one.kind === 'closing' && one.withdrawnAt === null)
  const job = await latestJob(scope, code, now)
  const underWay = job !== null && job.finishedAt === null
  const time = (iso: string) => formatDateTime(iso, language)
  return (
    <main className="page" id="content">
      <WaveTabs code={wave.code} name={wave.name} current="snapshots" language={language} runs={runs} />
      <h2>{t('wave.snapshots.title')}</h2>
      <p>{t('wave.snapshots.lead')}</p>
      {underWay && (
        <JobProgress
          url={`/api/v1/waves/${wave.code}/job`}
          first={job.step}
          texts={{
            title: t('wave.job.title'),
            lead: t('wave.job.lead'),
            reload: t('wave.job.reload'),
            steps: Object.fromEntries(jobSteps.map((step) => [step, t(`wave.job.step.${step}`)])),
          }}
        />
      )}
      {job?.refusal && (
        <div className="alert">
          <p>{t('wave.job.failed', { time: time(job.requestedAt), why: refusalText(t, job.refusal) })}</p>
        </div>
      )}
      {wave.status === 'draft' ? (
        <p>{t('wave.snapshots.draft')}</p>
      ) : (
        runs &&
        !underWay && (
          <ActForm
            action={`/api/v1/waves/${wave.code}/snapshots`}
            submit={wave.status === 'closed' ? t('wave.snapshots.takeClosing') : t('wave.snapshots.take')}
            texts={actTexts(t)}
          >
            {starts.length > 1 ? (
              <div className="field">
                <label htmlFor="comparedWith">{t('wave.snapshots.start')}</label>
                <select id="comparedWith" name="comparedWith" defaultValue="">
                  <option value="">{t('wave.snapshots.startLatest')}</option>
                  {starts.map((start) => (
                    <option key={start.id} value={start.id}>
                      {start.wave}, {time(start.takenAt)}
                    </option>
                  ))}
                </select>
              </div>
            ) : null}
          </ActForm>
        )
      )}
      {own.length === 0 ? (
        <p>{t('wave.snapshots.none')}</p>
      ) : (
        <>
          <SnapshotList code={wave.code} snapshots={own} runs={runs} closed={wave.status === 'closed'} language={language} />
          <p>
            <a href="/staff/waves/compare">{t('wave.compareSnapshots')}</a>
          </p>
        </>
      )}
    </main>
  )
}
