import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useNewVersion } from '#src/app/shell/notices/use-new-version.ts'

const tasks = vi.hoisted(() => ({ contactLostMs: null as number | null }))
vi.mock('#src/data/tasks/use-tasks.tsx', () => ({ useTasks: () => tasks }))

const MINUTE_MS = 60_000
const pageOf = (script: string) => `<!doctype html><script type="module" crossorigin src="${script}"></script>`
const own = document.createElement('script')
const asked = vi.fn<() => Promise<Response>>()
let visibility: DocumentVisibilityState

beforeEach(() => {
  vi.useFakeTimers()
  tasks.contactLostMs = null
  visibility = 'visible'
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility)
  own.type = 'module'
  own.setAttribute('src', '/assets/index-old.js')
  document.head.append(own)
  asked.mockReset().mockImplementation(async () => new Response(pageOf('/assets/index-new.js')))
  vi.stubGlobal('fetch', asked)
})
afterEach(() => {
  own.remove()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

it('a page that stays in sight learns of a new version within 10 minutes', async () => {
  const { result } = renderHook(useNewVersion)
  await pass(9 * MINUTE_MS)
  expect(result.current).toBe(false)
  await pass(MINUTE_MS)
  expect(result.current).toBe(true)
  expect(asked).toHaveBeenCalledTimes(1)
})

it('a hidden page asks for nothing, and learns of it when it is shown', async () => {
  const { result } = renderHook(useNewVersion)
  visibility = 'hidden'
  await pass(60 * MINUTE_MS)
  expect(asked).not.toHaveBeenCalled()
  visibility = 'visible'
  await act(async () => {
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(0)
  })
  expect(result.current).toBe(true)
})

it('a server that was away is compared at once when it is back', async () => {
  tasks.contactLostMs = 1
  const { result, rerender } = renderHook(useNewVersion)
  tasks.contactLostMs = null
  rerender()
  await pass(0)
  expect(result.current).toBe(true)
})

it.each([
  ['the same build', async () => new Response(pageOf('/assets/index-old.js'))],
  ['a proxy that has no page', async () => new Response('<h1>502</h1>', { status: 502 })],
  ['a page that is not Fairway’s', async () => new Response('<h1>Sign in</h1>')],
  ['no server', async () => Promise.reject(new TypeError('away'))],
])('%s is no new version', async (_, respond) => {
  asked.mockImplementation(respond)
  const { result } = renderHook(useNewVersion)
  await pass(30 * MINUTE_MS)
  expect(asked.mock.calls.length).toBeGreaterThan(1)
  expect(result.current).toBe(false)
})
