'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'

type Texts = Readonly<
  Record<
    | 'email'
    | 'password'
    | 'show'
    | 'submit'
    | 'busy'
    | 'errorTitle'
    | 'noEmail'
    | 'noPassword'
    | 'wrong'
    | 'tooMany'
    | 'disabled'
    | 'unavailable',
    string
  >
>
type Errors = { readonly email?: string; readonly password?: string; readonly form?: string }

/** What the server's answer means to a reader. It never says whether the address is known. */
const errorOf = async (answer: Response | null, texts: Texts): Promise<string> => {
  if (answer?.status === 401) return texts.wrong
  if (answer?.status === 403) return texts.disabled
  if (answer?.status !== 429) return texts.unavailable
  const body: { error?: { issues?: { path: string; message: string }[] } } = await answer.json().catch(() => ({}))
  const seconds = body.error?.issues?.find(({ path }) => path === 'retryAfter')?.message ?? '60'
  return texts.tooMany.replace('{seconds}', seconds)
}

export function SignInForm({ texts }: { readonly texts: Texts }) {
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const [visible, setVisible] = useState(false)
  const alert = useRef<HTMLDivElement>(null)
  const failed = Object.keys(errors).length > 0

  // The reader, and the screen reader, are taken to what went wrong.
  useEffect(() => {
    if (Object.keys(errors).length > 0) alert.current?.focus()
  }, [errors])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const [email, password] = [String(data.get('email') ?? '').trim(), String(data.get('password') ?? '')]
    if (email === '' || password === '') {
      setErrors({ ...(email === '' ? { email: texts.noEmail } : {}), ...(password === '' ? { password: texts.noPassword } : {}) })
      return
    }
    setBusy(true)
    const answer = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }).catch(() => null)
    if (answer?.ok) return window.location.assign('/staff')
    setErrors({ form: await errorOf(answer, texts) })
    setBusy(false)
  }

  return (
    <form onSubmit={submit} noValidate>
      {failed && (
        <div className="alert" role="alert" tabIndex={-1} ref={alert}>
          <p>
            <strong>{texts.errorTitle}</strong>
          </p>
          {[errors.form, errors.email, errors.password].map((error) => error && <p key={error}>{error}</p>)}
        </div>
      )}
      <div className="field">
        <label htmlFor="email">{texts.email}</label>
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          {...(errors.email ? { 'aria-invalid': true, 'aria-describedby': 'email-error' } : {})}
        />
        {errors.email && (
          <p className="field-error" id="email-error">
            {errors.email}
          </p>
        )}
      </div>
      <div className="field">
        <label htmlFor="password">{texts.password}</label>
        <input
          id="password"
          name="password"
          type={visible ? 'text' : 'password'}
          autoComplete="current-password"
          {...(errors.password ? { 'aria-invalid': true, 'aria-describedby': 'password-error' } : {})}
        />
        {errors.password && (
          <p className="field-error" id="password-error">
            {errors.password}
          </p>
        )}
        <label className="check" htmlFor="show">
          <input id="show" type="checkbox" checked={visible} onChange={() => setVisible(!visible)} />
          <span>{texts.show}</span>
        </label>
      </div>
      <button type="submit" disabled={busy}>
        {busy ? texts.busy : texts.submit}
      </button>
    </form>
  )
}
