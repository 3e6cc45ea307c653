const systems = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
] as const

// Many say the names of others too; the one that only they say comes first.
const browsers = [
  [/coc_coc_browser/, 'Cốc Cốc'],
  [/Edg(A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const

/** "Chrome, Android": what a person recognises in what a browser says of itself, or null where there is nothing. */
export const browserName = (userAgent: string | null): string | null => {
  const found = [browsers, systems].map((names) => names.find(([sign]) => sign.test(userAgent ?? ''))?.[1])
  return found.filter((name) => name !== undefined).join(', ') || null
}
