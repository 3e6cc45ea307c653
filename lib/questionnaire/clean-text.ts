/**
 * Text as it is stored: NFC, line ends as \n, no control characters, no half of a surrogate pair (PostgreSQL takes neither), no white space
 * at the ends, no more than one empty line. What is counted and compared is this form, so "Tiếng Việt" typed in NFD is the same text.
 */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
