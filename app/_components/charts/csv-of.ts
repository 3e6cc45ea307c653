/**
 * Rows as a spreadsheet reads them: a mark for UTF-8, the separator of the reader's language (a comma parts decimals in Vietnamese), quotes where
 * needed. A cell that a spreadsheet would take for a formula is kept as text.
 */
export function csvOf(rows: readonly (readonly string[])[], language: 'vi' | 'en'): string {
  const separator = language === 'vi' ? ';' : ','
  const cell = (text: string) => {
    const plain = text.replace(/\s+/g, ' ').trim()
    const safe = /^[=@]|^[+-](?![\d.,\s]|$)/.test(plain) ? `'${plain}` : plain
    return /[";,\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`
}
