import { Html } from '@/lib/questionnaire/index.ts'

/**
 * Our own style or script, as it is. It must not end its element.
 *
 * @throws {RangeError} where the text could close a style or a script element
 */
export function raw(text: string): Html {
  if (/<\/(style|script)|<!--/i.test(text)) throw new RangeError('raw requires a text that cannot end its element')
  return new Html(text)
}
