import { type QueryClient, type QueryState, queryOptions } from '@tanstack/react-query'
import { z } from '#src/domain/schema.ts'
import { About, AboutSignedOut, TaskList } from '#src/domain/metocean/wire/contract.ts'
import type { Answer, AskedFor } from '#src/domain/metocean/result.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { type TaskProgress, progressAfter } from '#src/domain/tasks/progress.ts'
import type { PendingRead, StatusRead } from '#src/domain/tasks/reconcile.ts'
import { isPageUser } from '../browser-user.ts'
import { callJson } from '../http/http.ts'
import { SignedOut } from '../http/http-error.ts'

/** The PENDING list as it was read. */
export interface PendingList extends TaskList, PendingRead {
  readonly tasks: TaskList['tasks']
  /** Includes tasks that have left the list: what they last promised. */
  readonly progressByTask: ReadonlyMap<string, TaskProgress>
  /** The query's errors before this look: those that came later are failures in a row. */
  readonly errorsBefore: number
}

/** How a query is polled, as the policy decides from its state. One tab of a browser has one; no other asks. */
export interface Polling<Data> {
  /** Milliseconds to the next look; false: none. */
  readonly nextLook: (state: QueryState<Data>) => number | false
  /** Is a look worthwhile when somebody comes back to the page? Not if the last one has only just ended. */
  readonly isWorthLooking: (state: QueryState<Data>) => boolean
}

/** Nothing is asked again unless said below; a local server may answer while the browser believes it is offline. */
const asked = {
  staleTime: Infinity,
  gcTime: Infinity,
  retry: false,
  networkMode: 'always',
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  meta: { asksServer: true },
} as const

interface Polled<Data> {
  readonly enabled?: boolean
  readonly refetchInterval?: (query: { state: QueryState<Data> }) => number | false
  readonly refetchIntervalInBackground?: boolean
  readonly refetchOnWindowFocus?: (query: { state: QueryState<Data> }) => 'always' | false
  readonly refetchOnReconnect?: (query: { state: QueryState<Data> }) => 'always' | false
}

/** Only the leading tab fetches; every other observer sees what was last read, in whichever tab. */
function polled<Data>(polling: Polling<Data> | undefined): Polled<Data> {
  if (!polling) return { enabled: false }
  const whenWorthIt = ({ state }: { state: QueryState<Data> }) => (polling.isWorthLooking(state) ? 'always' : false)
  return {
    refetchInterval: ({ state }) => polling.nextLook(state),
    refetchIntervalInBackground: true, // the policy says when nobody would see it
    refetchOnWindowFocus: whenWorthIt,
    refetchOnReconnect: whenWorthIt, // `networkMode: 'always'` would switch it off
  }
}

export type ListName = 'pending' | 'success' | 'all'

/** The service's tasks. The poll is `pending` with a `polling`, which `poll.ts` has. */
export const taskQueries = {
  root: () => ['tasks'] as const,
  pending: (polling?: Polling<PendingList>) =>
    queryOptions({
      queryKey: [...taskQueries.root(), 'pending'] as const,
      // Without the query's signal: closing a panel must not abort a look that another part waits for.
      queryFn: async ({ client, queryKey }): Promise<PendingList> => {
        const readMs = Date.now()
        const list = await callJson('/api/user/tasks/PENDING', TaskList)
        const before = client.getQueryState<PendingList>(queryKey)
        return pendingList(list, readMs, before?.data, before?.errorUpdateCount ?? 0)
      },
      ...asked,
      ...polled(polling),
      structuralSharing: false,
    }),
  /** Read when it is shown: fresh for some seconds, and read again when a task is no longer under way. */
  list: (name: Exclude<ListName, 'pending'>) =>
    queryOptions({
      queryKey: [...taskQueries.root(), name] as const,
      queryFn: () => callJson(name === 'all' ? '/api/user/tasks' : '/api/user/tasks/SUCCESS', TaskList),
      ...asked,
      staleTime: () => pollPolicy.freshMs,
      refetchOnWindowFocus: true,
    }),
  success: () => taskQueries.list('success'),
  everything: () => taskQueries.list('all'),
  /** A task that no list shows, by its id. @param read looks once, in the worker: the body may carry the answer */
  status: (taskId: string, read: () => Promise<StatusRead>, polling?: Polling<StatusRead>) =>
    queryOptions({
      queryKey: statusKey(taskId),
      queryFn: read,
      ...asked,
      ...polled(polling),
      structuralSharing: false,
    }),
}

export const statusKey = (taskId: string) => [...taskQueries.root(), 'status', taskId] as const

/** Reads one of the lists now, whoever polls. @throws HttpError */
export function readList(client: QueryClient, name: ListName): Promise<TaskList> {
  return name === 'pending'
    ? client.fetchQuery({ ...taskQueries.pending(), staleTime: 0 })
    : client.fetchQuery({ ...taskQueries.list(name), staleTime: 0 })
}

/** The lists are out of date: those on screen are read again now, the others when they are opened. */
export function expireLists(client: QueryClient): void {
  for (const { queryKey } of [taskQueries.success(), taskQueries.everything()])
    void client.invalidateQueries({ queryKey })
}

/** The promise of a task that left the list is kept this long: it may be pending still, and known only by its id. */
const PROMISE_KEPT_MS = 24 * 3_600_000

function pendingList(
  list: TaskList,
  readMs: number,
  before: PendingList | undefined,
  errorsBefore: number,
): PendingList {
  const known = [...(before?.progressByTask ?? [])].filter(
    ([, taskProgress]) => readMs - taskProgress.readMs < PROMISE_KEPT_MS,
  )
  const listed = list.tasks.map(
    (row) =>
      [row.task_id, progressAfter(before?.progressByTask.get(row.task_id) ?? null, row, Date.now(), readMs)] as const,
  )
  return { ...list, readMs, errorsBefore, progressByTask: new Map([...known, ...listed]) }
}

const AboutAnswer = z.union([About, AboutSignedOut.extend({ user: z.undefined().optional() })])

/**
 * Who answers, to whom, and what the next request may ask for: read again whenever another server may have taken over.
 * @throws SignedOut where nobody is signed in
 */
export const aboutQuery = () =>
  queryOptions({
    queryKey: ['about'] as const,
    queryFn: async ({ signal }): Promise<About> => {
      const about = await callJson('/api/about', AboutAnswer, { signal })
      if (about.user === undefined) throw new SignedOut(about.auth)
      // The page is being opened anew for somebody else, and this one must not go on.
      return isPageUser(about) ? about : new Promise(() => undefined)
    },
    ...asked,
    meta: { asksWho: true }, // only calls that reach the service say whether it can be reached
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
  })

/** Where answers come from: this browser's store first, else the service. */
export interface AnswerSource {
  readonly answer: (key: string) => Promise<Answer>
}

/** Answers as columns, by task id or `submission:<uuid>`. An answer never changes, and its columns are not compared. */
export const answerQueries = {
  root: () => ['answers'] as const,
  byKey: (key: string, source: AnswerSource) =>
    queryOptions({
      queryKey: [...answerQueries.root(), key] as const,
      queryFn: () => source.answer(key),
      ...asked,
      meta: {}, // mostly read from this browser's own store, which says nothing about the service
      structuralSharing: false,
      gcTime: 10 * 60_000,
    }),
}

/**
 * Keeps a part of a survey's answer, or what was read from it, as an answer that can be shown like any other: until it has
 * not been looked at for a while, and never in this browser's store.
 * @param alternativeName what it is of, in words
 */
export function keepPart(
  { client, answer: read }: AnswerSource & { readonly client: QueryClient },
  whole: Answer,
  { key, alternativeName, columns }: Pick<Answer, 'key' | 'columns'> & Pick<AskedFor, 'alternativeName'>,
): void {
  const { survey: _, ...askedFor } = whole.askedFor ?? { voyageId: '', voyageName: '', alternativeId: null }
  const part: Answer = { ...whole, key, askedFor: { ...askedFor, alternativeName }, columns }
  client.setQueryData(answerQueries.byKey(key, { answer: read }).queryKey, part)
}
