import { env } from '../env.ts'
import { hmac, uuidFromBytes } from '../hash.ts'
import { codeAlphabet } from '../units/collection-point-code.ts'

const RECEIPT_LENGTH = 12

/** 12 characters without lookalikes out of 256 bits: 21^12 = 7e15 receipts. */
const receiptFrom = (bytes: Buffer): string => {
  let left = BigInt(`0x${bytes.toString('hex')}`)
  let receipt = ''
  while (receipt.length < RECEIPT_LENGTH) {
    receipt += codeAlphabet.charAt(Number(left % BigInt(codeAlphabet.length)))
    left /= BigInt(codeAlphabet.length)
  }
  return receipt
}

/**
 * Every key under which a submission is stored or found again. All are HMACs of the submission id, or of the receipt, under a key outside
 * the database; none can be computed from another, so a table holds nothing that leads from a response to its comment or to a person.
 */
export type SubmissionKeys = {
  readonly responseId: string
  readonly commentId: string
  /** Held by the citizen alone; not stored. */
  readonly receipt: string
  readonly responseReceiptKey: Buffer
  readonly commentReceiptKey: Buffer
}

/** Key under which a response is found by the receipt that its citizen holds. */
export const responseReceiptKey = (receipt: string): Buffer => hmac(env().SUBMISSION_KEY, 'response by receipt', receipt)

export function submissionKeys(submissionId: string): SubmissionKeys {
  const key = env().SUBMISSION_KEY
  const receipt = receiptFrom(hmac(key, 'receipt', submissionId))
  return {
    responseId: uuidFromBytes(hmac(key, 'response', submissionId)),
    commentId: uuidFromBytes(hmac(key, 'comment', submissionId)),
    receipt,
    responseReceiptKey: responseReceiptKey(receipt),
    commentReceiptKey: hmac(key, 'comment by receipt', receipt),
  }
}

/**
 * Keyed hash of a content, by which a repeated submission is told from a changed one. The submission id goes in, so that equal answers of two
 * people have different hashes.
 */
export const contentHash = (label: 'response content' | 'comment content', submissionId: string, content: string): Buffer =>
  hmac(env().SUBMISSION_KEY, label, `${submissionId} ${content}`)
