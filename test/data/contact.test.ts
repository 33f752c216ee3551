import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HttpError } from '#src/data/http/http-error.ts'
import { type Contact, createContactWatch, createQueryClient } from '#src/data/tasks/contact.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import type { ErrorCode } from '#src/domain/errors.ts'
import { sharedChannels } from '#test/support/tabs.ts'

const nowMs = Date.UTC(2026, 10, 22, 17, 41)
beforeEach(() => vi.useFakeTimers({ now: nowMs, toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

const well: Contact = { lostMs: null, waitUntilMs: 0, isSignedOut: false }
const failure = (code: ErrorCode, facts: Partial<ConstructorParameters<typeof HttpError>[2]> = {}) =>
  new HttpError(code, '', { outcome: 'refused', ...facts })

function watch() {
  const shared: Contact[] = []
  const contact = createContactWatch((known) => void shared.push(known))
  const changed = vi.fn()
  contact.subscribe(changed)
  return { contact, shared, changed }
}

describe('contact', () => {
  it.each<[string, HttpError]>([
    ['the browser is offline', failure('offline', { outcome: 'not-sent' })],
    ['the server', failure('server-unreachable')],
    ['the service behind it', failure('upstream-unreachable', { status: 502 })],
    ['nobody knows what became of the call', failure('timed-out', { outcome: 'unknown' })],
  ])('is lost if nobody answers: %s; from the first time until anybody does', (_, error) => {
    const { contact } = watch()
    contact.failed(error)
    vi.setSystemTime(nowMs + 5000)
    contact.failed(error)
    expect(contact.now()).toEqual({ ...well, lostMs: nowMs })
    expect(contact.isCutOff()).toBe(true)
    contact.answered()
    expect(contact.now()).toEqual(well)
    expect(contact.isCutOff()).toBe(false)
  })

  it('is there even if the answer is a refusal', () => {
    const { contact } = watch()
    contact.failed(failure('offline', { outcome: 'not-sent' }))
    contact.failed(failure('request-refused', { status: 400 }))
    expect(contact.now()).toEqual(well)
  })

  it.each([
    ['an answer that was cut', failure('answer-incomplete', { outcome: 'unknown' })],
    ['one that cannot be read', failure('answer-unreadable', { outcome: 'unknown' })],
    ['a mistake of the page', new TypeError('undefined is not a function')],
  ])('is as before after %s', (_, error) => {
    const { contact, changed } = watch()
    contact.failed(error)
    expect(contact.now()).toEqual(well)
    contact.failed(failure('offline', { outcome: 'not-sent' }))
    changed.mockClear()
    contact.failed(error)
    expect(contact.now().lostMs).toBe(nowMs)
    expect(changed).not.toHaveBeenCalled()
  })

  it('waits as long as it was asked to, the longer of two waits, whatever is answered meanwhile', () => {
    const { contact } = watch()
    contact.failed(failure('busy', { outcome: 'not-sent', status: 429, retryAfterMs: 60_000 }))
    contact.failed(failure('busy', { outcome: 'not-sent', status: 503, retryAfterMs: 10_000 }))
    contact.failed(failure('server-failed', { status: 500 }))
    contact.answered()
    expect(contact.now()).toEqual({ ...well, waitUntilMs: nowMs + 60_000 })
    expect([contact.waitMs(), contact.isCutOff()]).toEqual([60_000, false])
    vi.setSystemTime(nowMs + 59_000)
    expect(contact.waitMs()).toBe(1000)
    vi.setSystemTime(nowMs + 61_000)
    expect(contact.waitMs()).toBe(0)
  })

  it('is cut off while nobody is signed in, until something is answered', () => {
    const { contact } = watch()
    contact.failed(failure('signed-out', { outcome: 'not-sent', status: 401 }))
    contact.failed(failure('request-refused', { status: 400 }))
    expect(contact.now()).toEqual({ ...well, isSignedOut: true })
    expect(contact.isCutOff()).toBe(true)
    contact.answered()
    expect(contact.isCutOff()).toBe(false)
  })

  it('is passed to the other tabs when it changes here, but not when they passed it on', () => {
    const { contact, shared, changed } = watch()
    contact.answered()
    expect([shared.length, changed.mock.calls.length]).toEqual([0, 0])
    contact.failed(failure('offline', { outcome: 'not-sent' }))
    contact.failed(failure('offline', { outcome: 'not-sent' }))
    expect(shared).toEqual([{ ...well, lostMs: nowMs }])
    for (const known of [
      { ...well, lostMs: 1 },
      { ...well, waitUntilMs: 1 },
      { ...well, isSignedOut: true },
    ]) {
      contact.learned(known)
      contact.learned({ ...known })
      expect(contact.now()).toEqual(known)
    }
    expect([shared.length, changed.mock.calls.length]).toEqual([1, 4])
  })
})

describe('the query client', () => {
  it('tells contact about calls that ask the server, and no others', async () => {
    const [answered, failed, signedIn] = [vi.fn(), vi.fn(), vi.fn()]
    const client = createQueryClient({ answered, failed, signedIn })
    const error = failure('server-failed', { status: 500 })
    const ask = (key: string, asksServer: boolean, queryFn: () => Promise<number>) =>
      client.fetchQuery({ queryKey: [key], queryFn, meta: { asksServer } }).catch(() => undefined)
    const change = (asksServer: boolean, mutationFn: () => Promise<number>) =>
      client
        .getMutationCache()
        .build(client, { mutationFn, meta: { asksServer } })
        .execute(undefined)
        .catch(() => undefined)
    await ask('kept', false, async () => 1)
    await ask('broken', false, () => Promise.reject(error))
    await change(false, async () => 1)
    await change(false, () => Promise.reject(error))
    expect([answered.mock.calls, failed.mock.calls]).toEqual([[], []])
    await ask('asked', true, async () => 1)
    expect(answered).toHaveBeenCalledTimes(1)
    await change(true, async () => 1)
    expect(answered).toHaveBeenCalledTimes(2)
    await ask('refused', true, () => Promise.reject(error))
    await change(true, () => Promise.reject(error))
    expect(failed.mock.calls).toEqual([[error], [error]])
    expect(answered).toHaveBeenCalledTimes(2)
    expect(signedIn).not.toHaveBeenCalled()
  })

  it('tells contact who is signed in, and of a session that ended whatever was asked', async () => {
    const [answered, failed, signedIn] = [vi.fn(), vi.fn(), vi.fn()]
    const client = createQueryClient({ answered, failed, signedIn })
    await client.fetchQuery({ queryKey: ['who'], queryFn: async () => 1, meta: { asksWho: true } })
    expect([answered.mock.calls.length, signedIn.mock.calls.length]).toEqual([0, 1])
    const ended = failure('signed-out', { status: 401 })
    await client.fetchQuery({ queryKey: ['kept'], queryFn: () => Promise.reject(ended) }).catch(() => undefined)
    expect(failed.mock.calls).toEqual([[ended]])
  })

  it('asks once, and again only when told to', async () => {
    const client = createQueryClient({ answered: vi.fn(), failed: vi.fn(), signedIn: vi.fn() })
    const read = vi.fn(() => Promise.reject(new TypeError('no')))
    await client.fetchQuery({ queryKey: ['x'], queryFn: read }).catch(() => undefined)
    expect(read).toHaveBeenCalledTimes(1)
    const kept = vi.fn(async () => 1)
    await client.fetchQuery({ queryKey: ['y'], queryFn: kept })
    await client.fetchQuery({ queryKey: ['y'], queryFn: kept })
    expect(kept).toHaveBeenCalledTimes(1)
  })
})

describe('the channel between tabs', () => {
  it('brings each message to those who listen for its subject in other tabs, until they stop', () => {
    const open = sharedChannels()
    const [first, second] = [createTabChannel(open('fairway')), createTabChannel(open('fairway'))]
    const [own, submissions, again, contacts] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()]
    first.on('submission', own)
    const stop = second.on('submission', submissions)
    second.on('submission', again)
    second.on('contact', contacts)
    first.post('submission', { id: 'a' })
    stop()
    first.post('submission', { id: 'b' })
    expect(submissions.mock.calls).toEqual([[{ id: 'a' }]])
    expect(again.mock.calls).toEqual([[{ id: 'a' }], [{ id: 'b' }]])
    expect([own.mock.calls, contacts.mock.calls]).toEqual([[], []])
  })

  it('is silent if the browser has none', () => {
    const alone = createTabChannel(null)
    const listener = vi.fn()
    alone.on('submission', listener)
    alone.post('submission', { id: 'a' })
    expect(listener).not.toHaveBeenCalled()
  })
})
