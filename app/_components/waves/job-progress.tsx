'use client'

import { useEffect, useState } from 'react'

const steps = ['waiting', 'reading', 'scoring', 'guarding', 'writing'] as const
type Step = (typeof steps)[number]
type Props = {
  readonly url: string
  readonly first: string
  readonly texts: {
    readonly title: string
    readonly lead: string
    readonly reload: string
    readonly steps: Readonly<Record<string, string>>
  }
}

const isUnderWay = (step: string): step is Step => (steps as readonly string[]).includes(step)

/** How far a snapshot is, asked for every second; when it is done, or was refused, the page shows what came of it. */
export function JobProgress({ url, first, texts }: Props) {
  const [step, setStep] = useState(first)
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await fetch(url).catch(() => null)
      if (!answer?.ok) return
      const job: { step: string } = await answer.json()
      setStep(job.step)
      if (!isUnderWay(job.step)) window.location.reload()
    }, 1_000)
    return () => clearInterval(timer)
  }, [url])
  const at = isUnderWay(step) ? steps.indexOf(step) : steps.length
  return (
    <section className="notice" aria-labelledby="job">
      <h2 id="job">{texts.title}</h2>
      <p role="status">{texts.steps[step]}</p>
      <progress max={steps.length} value={at} aria-labelledby="job" />
      <p className="quiet">{texts.lead}</p>
      <noscript>
        <p>
          <a href="?">{texts.reload}</a>
        </p>
      </noscript>
    </section>
  )
}
