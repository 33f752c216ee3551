import type { QueryClient } from '@tanstack/react-query'
import { serverAnswered } from '#src/data/http/server-answers.ts'
import { loadMissingParts } from '#src/ui/page/lazy-part.tsx'

/**
 * Whatever did not load while the server was away is loaded again once it answers anything, or once the browser has a
 * network again. For the life of the page.
 */
export function watchServer(client: QueryClient): void {
  const answered = () => {
    loadMissingParts()
    serverAnswered()
  }
  // What another tab or other code puts into the cache is not an answer of the server.
  client
    .getQueryCache()
    .subscribe(
      (event) => event.type === 'updated' && event.action.type === 'success' && !event.action.manual && answered(),
    )
  client
    .getMutationCache()
    .subscribe((event) => event.type === 'updated' && event.action.type === 'success' && answered())
  window.addEventListener('online', answered)
}
