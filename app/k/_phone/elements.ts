export const byId = <T extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as T | null

/** Shows or hides an element that the server wrote into the page, and gives it back. */
export function show(id: string, visible = true): HTMLElement | null {
  const element = byId(id)
  if (element) element.hidden = !visible
  return element
}

export function showProgress(answered: number, of: number): void {
  const line = show('pr')
  const bar = line?.querySelector('progress')
  const words = byId('pt')
  if (!bar || !words) return
  bar.max = of || 1
  bar.value = answered
  words.textContent = (line?.dataset['text'] ?? '').replace('#', String(answered)).replace('#', String(of))
}

/** Shows what can be found wrong without the server, and leads there. True where something is. */
export function showErrors(consent: HTMLInputElement, hasAnswers: boolean): boolean {
  const wrong = { 'consent-needed': !consent.checked, 'nothing-answered': !hasAnswers }
  for (const [id, isWrong] of Object.entries(wrong)) show(id, isWrong)
  show('e-f-consent', !consent.checked)
  consent.setAttribute('aria-invalid', String(!consent.checked))
  const some = !consent.checked || !hasAnswers
  const summary = show('es', some)
  if (some) summary?.focus()
  return some
}

export const receiptHref = (code: string, receipt: string, lang: string): string =>
  `/k/${code}/r/${receipt}${lang === 'en' ? '?lang=en' : ''}`
