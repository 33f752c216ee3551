import { QueryClient } from '@tanstack/react-query'

/**
 * The page's one query client. Polling and back-off follow Fairway's own policy, so the library neither retries nor
 * looks again by itself, and it asks even when the browser believes to be offline (an internal site may be reachable).
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: Infinity },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
