import { CACHE, pageKey } from './keep-page-offline.ts'

type Fetched = Event & { readonly request: Request; respondWith(response: Promise<Response>): void }

const PATIENCE_MS = 3000

/** Network first. After 3 s without a reply, without a line, or where the server is in trouble: the page kept on this phone. */
async function pageFor(request: Request, key: string): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(key)
  const network = fetch(request).then(async (response) => {
    if (response.ok) await cache.put(key, response.clone())
    // Unknown, replaced or closed: what was kept must not ask for answers any more.
    else if (response.status < 500) await cache.delete(key)
    return response.status >= 500 && kept ? kept : response
  })
  if (!kept) return network
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS))
  return Promise.race([network, late]).catch(() => kept)
}

addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetched
  const { pathname, searchParams } = new URL(request.url)
  if (request.mode === 'navigate' && request.method === 'GET' && /^\/k\/\w+$/.test(pathname))
    respondWith.call(event, pageFor(request, pageKey(pathname, searchParams.get('lang') === 'en')))
})
