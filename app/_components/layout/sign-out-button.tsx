'use client'

import { useState } from 'react'

/** Ends the session on the server, then leaves with a full load, so that nothing of it stays in this page. */
export function SignOutButton({ text, busy }: { readonly text: string; readonly busy: string }) {
  const [leaving, setLeaving] = useState(false)
  const leave = async () => {
    setLeaving(true)
    await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).catch(
      () => undefined,
    )
    window.location.assign('/staff/sign-in')
  }
  return (
    <button type="button" className="plain" disabled={leaving} onClick={leave}>
      {leaving ? busy : text}
    </button>
  )
}
