import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { AuditList, SessionList, UsageList } from '#src/domain/metocean/wire/admin.ts'
import { call, callJson } from './http/http.ts'

/** The most the server gives at once. */
const LARGEST_PAGE = 1000
const FIRST_PAGE = 200

type AuditEntries = AuditList['entries']

const auditPage = async (limit: number, before: number | null): Promise<AuditEntries> =>
  (await callJson(`/api/audit?limit=${limit}${before === null ? '' : `&before=${before}`}`, AuditList)).entries

/** What only an administrator may read. Each is read again when it is shown. @throws HttpError `not-allowed` */
export const adminQueries = {
  /** @param fromDay, toDay as `2026-11-29`, both included */
  usage: (fromDay: string, toDay: string) =>
    queryOptions({
      queryKey: ['admin', 'usage', fromDay, toDay] as const,
      queryFn: () => callJson(`/api/usage?from=${fromDay}&to=${toDay}`, UsageList),
      staleTime: 0,
    }),
  audit: () =>
    infiniteQueryOptions({
      queryKey: ['admin', 'audit'] as const,
      queryFn: ({ pageParam }) => auditPage(FIRST_PAGE, pageParam),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => (page.length < FIRST_PAGE ? undefined : page.at(-1)?.id),
      staleTime: 0,
    }),
  sessions: () =>
    queryOptions({
      queryKey: ['admin', 'sessions'] as const,
      queryFn: () => callJson('/api/sessions', SessionList),
      staleTime: 0,
    }),
}

/** The whole audit trail, the newest first. @throws HttpError */
export async function wholeAudit(): Promise<AuditEntries> {
  const entries: AuditEntries = []
  for (;;) {
    const page = await auditPage(LARGEST_PAGE, entries.at(-1)?.id ?? null)
    entries.push(...page)
    if (page.length < LARGEST_PAGE) return entries
  }
}

/** Ends it at once: its browser is asked to sign in again at its next call. @throws HttpError `not-found`: it had ended */
export async function endSession(id: string): Promise<void> {
  await call(`/api/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
