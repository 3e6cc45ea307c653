import { answersInForm, untickOpposite } from './answers-in-form.ts'
import { beginDraft, type Draft, dropDraft, fieldsOf, fillIn, findDraft, saveDraft } from './draft.ts'
import { byId, receiptHref, show, showErrors, showProgress } from './elements.ts'
import { keepPageOffline } from './keep-page-offline.ts'
import { isWaiting, type Outgoing, putOut, send, takeBack } from './outbox.ts'
import { sendWaiting } from './send-waiting.ts'

// The page works without this script. With it: conditional questions, errors at once, progress, a draft, and an outbox for bad lines.

function start(form: HTMLFormElement): void {
  const page = document.documentElement
  // A page that the server shows again (error, conflict) has the id that it must have.
  const isFresh = !('kept' in form.dataset)
  if (isFresh) keepPageOffline()
  page.classList.add('js')

  const { code = '' } = form.dataset
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
  const questions = answersInForm(form)
  const startedAt = field('startedAt').value
  let draft: Draft = { id: field('id').value, startedAt, at: Date.now(), fields: fieldsOf(form) }

  const refresh = () => {
    const { answers, answered, of } = questions.update()
    showProgress(answered, of)
    return answers
  }
  const take = (next: Draft) => {
    draft = next
    field('id').value = draft.id
    field('startedAt').value = draft.startedAt
    fillIn(form, draft.fields)
    refresh()
  }
  const save = () => {
    if (!draft.id) take(beginDraft(code, startedAt))
    show('dr', false)
    draft = { ...draft, at: Date.now(), fields: fieldsOf(form) }
    saveDraft(code, draft)
  }

  const found = isFresh ? findDraft(code) : null
  if (!isFresh) refresh()
  else if (!found) take(beginDraft(code, startedAt))
  else if (found.ours) take(found.draft)
  else {
    // Perhaps another person's: it stays as it is until one of the buttons is pressed or an answer is given.
    take({ ...draft, id: '' })
    const [goOn, beginAnew] = show('dr')?.querySelectorAll('button') ?? []
    goOn?.addEventListener('click', () => {
      take(found.draft)
      save()
    })
    beginAnew?.addEventListener('click', () => {
      take(beginDraft(code, startedAt))
      save()
    })
  }

  form.addEventListener('input', (event) => {
    if (event.target instanceof HTMLInputElement) untickOpposite(event.target)
    refresh()
    save()
  })

  const sendLater = sendWaiting(() => draft.id)
  const waitOnPhone = () => {
    form.hidden = true
    show('sv')?.focus()
    sendLater()
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const answers = refresh()
    const button = form.querySelector<HTMLButtonElement>('.s')
    const { village, comment } = Object.fromEntries(fieldsOf(form))
    if (showErrors(field('consent'), Object.keys(answers).length > 0 || Boolean(comment?.trim())) || !button || button.disabled) return
    save()
    if (isWaiting(draft.id)) return waitOnPhone()
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
      },
    }
    // From here on the outbox has it, and it alone.
    const isKept = putOut(outgoing)
    if (isKept) dropDraft(code)
    const label = button.textContent
    button.disabled = true
    button.textContent = button.dataset['sending'] ?? ''
    const sent = await send(outgoing)
    if (sent?.receipt) return location.replace(receiptHref(code, sent.receipt, page.lang))
    button.disabled = false
    button.textContent = label
    if (sent?.refused) {
      // The server's own page says why, and keeps the answers.
      takeBack(outgoing)
      save()
      return form.submit()
    }
    show('ns', !isKept)?.scrollIntoView()
    if (isKept) waitOnPhone()
  })

  // Back to a page that the browser kept: its form may be sent already.
  addEventListener('pageshow', (event) => event.persisted && location.reload())
}

const form = byId<HTMLFormElement>('f')
if (form) start(form)
