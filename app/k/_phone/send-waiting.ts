import { byId, receiptHref, show } from './elements.ts'
import { allWaiting, type Outgoing, send, takeBack } from './outbox.ts'

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 30000

/**
 * Sends what waits on this phone, one after the other: now, when the line is back, when the page is looked at again, and after pauses that
 * grow from 1 to 30 s. The form of this page leads to its receipt, after those of others have gone or had another try, since the receipt
 * page sends nothing; for others the receipt code is shown. What is refused is shown, and kept until it is erased.
 *
 * @returns a function that has a form sent after the next pause: for one that has just failed
 */
export function sendWaiting(idOfThisPage: () => string): () => void {
  const refused = new Map<string, Outgoing>()
  const waiting = () => allWaiting().filter((outgoing) => !refused.has(outgoing.body.id))
  let isSending = false
  let pause = FIRST_PAUSE_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let ownReceipt = ''
  let roundsLeft = 2

  const sendOne = async (outgoing: Outgoing): Promise<void> => {
    const { code, lang, body } = outgoing
    const sent = await send(outgoing)
    if (sent?.refused) {
      refused.set(body.id, outgoing)
      show('lr')
    }
    if (!sent?.receipt) return
    if (body.id === idOfThisPage()) {
      ownReceipt = receiptHref(code, sent.receipt, lang)
      return
    }
    const words = show('ls')?.querySelector('b')
    if (words) words.textContent += `${words.textContent && ', '}${sent.receipt.replace(/(.{4})(?!$)/g, '$1 ')}`
  }

  const sendAll = async (): Promise<void> => {
    clearTimeout(timer)
    if (isSending) return
    isSending = true
    for (const outgoing of waiting()) await sendOne(outgoing)
    isSending = false
    const isDone = !waiting().length
    if (ownReceipt) roundsLeft -= 1
    if (ownReceipt && (isDone || !roundsLeft)) return location.replace(ownReceipt)
    if (isDone) return
    // The first tries after a line comes back often fail.
    sendLater()
  }
  const sendLater = () => {
    clearTimeout(timer)
    timer = setTimeout(sendAll, pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
  const begin = () => {
    pause = FIRST_PAUSE_MS
    void sendAll()
  }

  byId('lr')
    ?.querySelector('button')
    ?.addEventListener('click', () => {
      for (const outgoing of refused.values()) takeBack(outgoing)
      show('lr', false)
    })
  byId('sv')?.querySelector('button')?.addEventListener('click', begin)
  addEventListener('online', begin)
  document.addEventListener('visibilitychange', () => document.hidden || begin())
  begin()
  return sendLater
}
