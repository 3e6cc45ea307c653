import { AppError } from '@/lib/server/errors.ts'
import { findReceipt, readReceipt } from '@/lib/server/responses/find-receipt.ts'
import { loadPoint, type Point } from '@/lib/server/responses/load-point.ts'
import { inTime } from '../../../_page/in-time.ts'
import { languageOf } from '../../../_page/language-of.ts'
import { noticePage } from '../../../_page/notice-page.ts'
import { receiptPage } from '../../../_page/receipt-page.ts'
import { refusalPage } from '../../../_page/refusal-page.ts'

type Context = { readonly params: Promise<{ code: string; receipt: string }> }

export const dynamic = 'force-dynamic'

/** The receipt of a response that is stored. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { code, receipt: typed } = await params
  const language = languageOf(request)
  let point: Point | null = null
  try {
    return await inTime(async () => {
      point = await loadPoint(code)
      if (!point) throw new AppError('NOT_FOUND', 'There is no such collection point.')
      const receipt = readReceipt(typed)
      if (receipt && (await findReceipt(point, receipt))) return receiptPage(point, receipt, language)
      return noticePage({ status: 404, language, point, title: 'noReceiptTitle', text: 'noReceiptText' })
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return refusalPage({ error, language, point, now: Date.now() })
  }
}
