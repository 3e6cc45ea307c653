/** Name of the cache that the page and the service worker share. */
export const CACHE = 'dan-cham-k'

/** The page of a code in a language, under one address. */
export const pageKey = (path: string, isEnglish: boolean): string => path + (isEnglish ? '?lang=en' : '')

/**
 * Keeps this page, as it came, for the next time there is no line, without asking the server for it again; then lets the service worker
 * look after it. Called before the page is changed.
 */
export function keepPageOffline(): void {
  const text = `<!doctype html>${document.documentElement.outerHTML}`
  const key = pageKey(location.pathname, document.documentElement.lang === 'en')
  if (!('serviceWorker' in navigator)) return
  addEventListener('load', () => {
    navigator.serviceWorker.register('/k/sw.js').catch(() => {})
    caches
      .open(CACHE)
      .then((cache) => cache.put(key, new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } })))
      .catch(() => {})
  })
}
