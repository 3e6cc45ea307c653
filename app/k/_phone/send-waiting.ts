import { byId, receiptHref, show } from './elements.ts'
import { allWaiting, type Outgoing, send, takeBack } from './outbox.ts'

const RETRY_MS = 30000

/**
 * Sends what waits on this phone, one after the other: now, when the line is back, when the page is looked at again, and every half minute.
 * The form of this page leads to its receipt; for others the receipt code is shown. What is refused is shown, and kept until it is erased.
 */
export function sendWaiting(idOfThisPage: () => string): void {
  const refused = new Map<string, Outgoing>()
  let isSending = false

  const sendAll = async () => {
    if (isSending) return
    isSending = true
    let ownReceipt = ''
    for (const outgoing of allWaiting()) {
      const { code, lang, body } = outgoing
      if (refused.has(body.id)) continue
      const sent = await send(outgoing)
      if (sent?.refused) {
        refused.set(body.id, outgoing)
        show('lr')
      }
      if (!sent?.receipt) continue
      if (body.id === idOfThisPage()) {
        ownReceipt = receiptHref(code, sent.receipt, lang)
        continue
      }
      const words = show('ls')?.querySelector('b')
      if (words) words.textContent += `${words.textContent && ', '}${sent.receipt.replace(/(.{4})(?!$)/g, '$1 ')}`
    }
    isSending = false
    // Last, since the receipt page sends nothing: the forms of others must have gone before.
    if (ownReceipt) location.replace(ownReceipt)
  }

  byId('lr')
    ?.querySelector('button')
    ?.addEventListener('click', () => {
      for (const outgoing of refused.values()) takeBack(outgoing)
      show('lr', false)
    })
  byId('sv')?.querySelector('button')?.addEventListener('click', sendAll)
  addEventListener('online', sendAll)
  document.addEventListener('visibilitychange', () => document.hidden || sendAll())
  setInterval(sendAll, RETRY_MS)
  void sendAll()
}
