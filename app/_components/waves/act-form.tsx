'use client'

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'

export type ActTexts = {
  readonly busy: string
  readonly errorTitle: string
  readonly unavailable: string
  readonly signedOut: string
  readonly notAllowed: string
  readonly notThere: string
  readonly noScript: string
  readonly line: string
  /** With {seconds}. */
  readonly tooMany: string
  /** What a refusal's code means. */
  readonly refusals: Readonly<Record<string, string>>
}
type Props = {
  readonly action: string
  readonly method?: 'POST' | 'PUT' | 'DELETE'
  readonly submit: string
  /** Said when it is done and the page stays. */
  readonly done?: string
  /** Said before a password in the answer, which is shown this once: the page stays. */
  readonly once?: string
  readonly texts: ActTexts
  readonly children?: ReactNode
}
type Issue = { readonly path: string; readonly message: string }

/** A form as JSON: `name[]` is a list, `group.key` an object in an object, a file its text. */
async function bodyOf(form: HTMLFormElement): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {}
  for (const [name, value] of new FormData(form)) {
    const text = typeof value === 'string' ? value : await value.text()
    const [group = '', ...key] = name.split('.')
    if (name.endsWith('[]')) {
      const list = name.slice(0, -2)
      body[list] = [...((body[list] as string[] | undefined) ?? []), text]
    } else if (key.length > 0) body[group] = { ...(body[group] as object | undefined), [key.join('.')]: text }
    else body[name] = text
  }
  return body
}

const fieldOf = (form: HTMLFormElement | null, path: string): HTMLElement | null =>
  form?.querySelector<HTMLElement>(`[name="${CSS.escape(path)}"], [name="${CSS.escape(`counts.${path}`)}"]`) ?? null

/**
 * One act of staff: its fields are the page's own, are sent as JSON from this page alone, and what is refused is said in words beside the
 * field's name. Closed until the script is there, so that nothing is sent the old way.
 */
export function ActForm({ action, method = 'POST', submit, done, once, texts, children }: Props) {
  const [state, setState] = useState<'loading' | 'ready' | 'busy' | 'done'>('loading')
  const [password, setPassword] = useState<string | null>(null)
  const [errors, setErrors] = useState<readonly string[]>([])
  const form = useRef<HTMLFormElement>(null)
  const alert = useRef<HTMLDivElement>(null)
  useEffect(() => setState('ready'), [])
  useEffect(() => {
    if (errors.length > 0) alert.current?.focus()
  }, [errors])

  const wordsOf = ({ path, message }: Issue): string => {
    const field = fieldOf(form.current, path)
    field?.setAttribute('aria-invalid', 'true')
    const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement
    const label = isField ? field.labels?.[0]?.textContent : null
    const place = label ?? path.replace(/^line (?=\d)/, `${texts.line} `)
    return `${/^(wave|snapshot|)$/.test(place) ? '' : `${place}: `}${texts.refusals[message] ?? message}`
  }
  const errorsOf = async (answer: Response | null): Promise<readonly string[]> => {
    if (answer?.status === 401) return [texts.signedOut]
    if (answer?.status === 403) return [texts.notAllowed]
    if (answer?.status === 404) return [texts.notThere]
    const body: { error?: { issues?: readonly Issue[] } } = (await answer?.json().catch(() => null)) ?? {}
    const issues = body.error?.issues ?? []
    if (answer?.status === 429) return [texts.tooMany.replace('{seconds}', issues[0]?.message ?? '60')]
    return issues.length > 0 ? issues.map(wordsOf) : [texts.unavailable]
  }
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { currentTarget } = event
    const body = await bodyOf(currentTarget)
    for (const field of currentTarget.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
    setErrors([])
    setState('busy')
    const answer = await fetch(action, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(
      () => null,
    )
    if (answer?.ok) {
      const { location, password: made }: { location?: string; password?: string } = await answer.json()
      if (once !== undefined && made !== undefined) {
        setPassword(made)
        return setState('done')
      }
      if (done !== undefined && !location) return setState('done')
      return location && location !== window.location.pathname ? window.location.assign(location) : window.location.reload()
    }
    setErrors(await errorsOf(answer))
    setState('ready')
  }

  return (
    <form onSubmit={send} ref={form} noValidate>
      {errors.length > 0 && (
        <div className="alert" role="alert" tabIndex={-1} ref={alert}>
          <p>
            <strong>{texts.errorTitle}</strong>
          </p>
          <ul>
            {errors.map((error) => (
              <li key={error}>{error}</li>
            ))}
          </ul>
        </div>
      )}
      <fieldset className="bare" disabled={state === 'loading' || state === 'busy'}>
        {children}
        <button type="submit">{state === 'busy' ? texts.busy : submit}</button>
        <span role="status">
          {state === 'done' && password === null && ` ${done}`}
          {password !== null && (
            <>
              {' '}
              {once} <code>{password}</code>
            </>
          )}
        </span>
      </fieldset>
      <noscript>
        <p className="quiet">{texts.noScript}</p>
      </noscript>
    </form>
  )
}
