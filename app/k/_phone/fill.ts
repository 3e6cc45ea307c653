import { answersInForm, untickOpposite } from './answers-in-form.ts'
import { beginDraft, type Draft, dropDraft, fieldsOf, fillIn, findDraft, saveDraft } from './draft.ts'
import { keepPageOffline } from './keep-page-offline.ts'
import { allWaiting, isWaiting, type Outgoing, putOut, send, takeBack } from './outbox.ts'

// The page works without this script. With it: conditional questions, errors at once, progress, a draft, and an outbox for bad lines.

const byId = <T extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as T | null
const show = (id: string, visible = true) => {
  const element = byId(id)
  if (element) element.hidden = !visible
  return element
}

function start(form: HTMLFormElement): void {
  const page = document.documentElement
  // A page that the server shows again (error, conflict) has the id that it must have.
  const isFresh = !('kept' in form.dataset)
  if (isFresh) keepPageOffline()
  page.classList.add('js')

  const { code = '' } = form.dataset
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
  const questions = answersInForm(form)
  let draft: Draft = { id: field('id').value, startedAt: field('startedAt').value, at: Date.now(), fields: fieldsOf(form) }

  const take = (next: Draft) => {
    draft = next
    field('id').value = draft.id
    field('startedAt').value = draft.startedAt
    fillIn(form, draft.fields)
    refresh()
  }
  const refresh = () => {
    const { answers, answered, of } = questions.update()
    const line = show('pr')
    const bar = line?.querySelector('progress')
    if (bar) {
      bar.max = of || 1
      bar.value = answered
    }
    const words = byId('pt')
    if (words) words.textContent = (line?.dataset['text'] ?? '').replace('#', String(answered)).replace('#', String(of))
    return answers
  }

  const { startedAt } = draft
  if (isFresh) {
    const found = findDraft(code)
    if (found?.ours) take(found.draft)
    else {
      take(beginDraftUnless(found !== null))
      if (found) askAboutDraft(found.draft)
    }
  } else refresh()

  function beginDraftUnless(another: boolean): Draft {
    // Another person's draft stays on the phone until one of the two buttons is pressed or an answer is given.
    return another ? { ...draft, id: '' } : beginDraft(code, startedAt)
  }
  function askAboutDraft(other: Draft): void {
    const [again, anew] = show('dr')?.querySelectorAll('button') ?? []
    again?.addEventListener('click', () => {
      show('dr', false)
      take(other)
      saveDraft(code, other)
    })
    anew?.addEventListener('click', () => {
      show('dr', false)
      take(beginDraft(code, startedAt))
    })
  }
  const saveNow = () => {
    if (!draft.id) {
      show('dr', false)
      draft = beginDraft(code, startedAt)
      field('id').value = draft.id
    }
    draft = { ...draft, at: Date.now(), fields: fieldsOf(form) }
    saveDraft(code, draft)
  }

  form.addEventListener('input', (event) => {
    if (event.target instanceof HTMLInputElement) untickOpposite(event.target)
    refresh()
    saveNow()
  })

  const errors = (answers: object): boolean => {
    const consent = field('consent')
    const wrong = {
      'consent-needed': !consent.checked,
      'nothing-answered': !Object.keys(answers).length && !(byId<HTMLTextAreaElement>('comment')?.value ?? '').trim(),
    }
    for (const [id, isWrong] of Object.entries(wrong)) show(id, isWrong)
    show('e-f-consent', wrong['consent-needed'])
    consent.setAttribute('aria-invalid', String(wrong['consent-needed']))
    const some = wrong['consent-needed'] || wrong['nothing-answered']
    const summary = show('es', some)
    if (some) summary?.focus()
    return some
  }

  const waitOnPhone = () => {
    form.hidden = true
    show('sv')?.focus()
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const answers = refresh()
    const button = form.querySelector<HTMLButtonElement>('.s')
    if (errors(answers) || !button || button.disabled) return
    if (!draft.id) saveNow()
    if (isWaiting(draft.id)) return waitOnPhone()
    const fields = new Map(fieldsOf(form))
    const village = fields.get('village')
    const comment = fields.get('comment')
    const outgoing: Outgoing = {
      code,
      lang: page.lang,
      body: {
        id: draft.id,
        answers,
        consent: true,
        ...(village && { village }),
        ...(comment && { comment }),
        ...(draft.startedAt && { startedAt: draft.startedAt }),
      } as Outgoing['body'],
    }
    const isKept = putOut(outgoing)
    const label = button.textContent
    button.disabled = true
    button.textContent = button.dataset['sending'] ?? ''
    const sent = await send(outgoing)
    if (sent?.receipt) {
      dropDraft(code)
      return location.replace(`/k/${code}/r/${sent.receipt}${page.lang === 'en' ? '?lang=en' : ''}`)
    }
    button.disabled = false
    button.textContent = label
    if (sent?.refused) {
      // The server's own page says why, and keeps the answers.
      takeBack(outgoing)
      return form.submit()
    }
    show('ns', !isKept)?.scrollIntoView()
    if (!isKept) return
    dropDraft(code)
    waitOnPhone()
  })

  /** Sends what waits on this phone, one after the other. */
  let isSending = false
  const sendWaiting = async () => {
    if (isSending) return
    isSending = true
    for (const outgoing of allWaiting()) {
      const sent = await send(outgoing)
      if (sent?.receipt) {
        if (outgoing.body.id === draft.id)
          return location.replace(`/k/${outgoing.code}/r/${sent.receipt}${outgoing.lang === 'en' ? '?lang=en' : ''}`)
        const words = show('ls')?.querySelector('b')
        if (words) words.textContent = sent.receipt.replace(/(.{4})(?!$)/g, '$1 ')
      } else if (sent?.refused) {
        show('lr')
          ?.querySelector('button')
          ?.addEventListener('click', () => {
            takeBack(outgoing)
            show('lr', false)
          })
      }
    }
    isSending = false
  }
  byId('sv')?.querySelector('button')?.addEventListener('click', sendWaiting)
  addEventListener('online', sendWaiting)
  document.addEventListener('visibilitychange', () => document.hidden || sendWaiting())
  setInterval(() => allWaiting().length && sendWaiting(), 30000)
  void sendWaiting()

  // Back to a page that the browser kept: its form may be sent already.
  addEventListener('pageshow', (event) => event.persisted && location.reload())
}

const form = byId<HTMLFormElement>('f')
if (form) start(form)
