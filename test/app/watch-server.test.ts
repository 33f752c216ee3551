import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, it, vi } from 'vitest'
import { watchServer } from '#src/app/watch-server.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'

const load = vi.fn(() => Promise.reject(new TypeError('away')))
const part = lazyPart(load)
const client = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } })
const rested = () => vi.advanceTimersByTimeAsync(61_000)
const fetched = (queryFn: () => Promise<unknown>) =>
  client.fetchQuery({ queryKey: ['list'], queryFn, staleTime: 0 }).catch(() => undefined)
const mutated = (mutationFn: () => Promise<unknown>) =>
  client
    .getMutationCache()
    .build(client, { mutationFn })
    .execute(undefined)
    .catch(() => undefined)

watchServer(client)
beforeEach(async () => {
  vi.useFakeTimers()
  await part.preload()
  await rested()
  load.mockClear()
})

it.each([
  ['a query is answered', () => fetched(async () => 1)],
  ['a mutation is answered', () => mutated(async () => 1)],
  ['the browser has a network again', async () => window.dispatchEvent(new Event('online'))],
])('loads what is missing when %s', async (_, happens) => {
  await happens()
  await rested()
  expect(load).toHaveBeenCalledTimes(1)
})

it.each([
  ['a query fails', () => fetched(() => Promise.reject(new TypeError('away')))],
  ['a mutation fails', () => mutated(() => Promise.reject(new TypeError('away')))],
  ['another tab has put a list into the cache', async () => client.setQueryData(['list'], 2)],
])('does not when %s', async (_, happens) => {
  await happens()
  await rested()
  expect(load).not.toHaveBeenCalled()
})
