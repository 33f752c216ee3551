import { act, screen } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attempt } from '#src/app/attempt.ts'
import { PageNotices } from '#src/app/shell/notices/page-notices.tsx'
import { useTasksPanel } from '#src/app/shell/use-tasks-panel.ts'
import { serverAnswered } from '#src/data/http/server-answers.ts'
import { storage } from '#src/data/storage/storage.ts'
import { useLeaveGuard } from '#src/app/voyage/use-autosave.ts'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { AppError, type ErrorCode } from '#src/domain/errors.ts'
import { appendWaypoint } from '#src/domain/route/edit.ts'
import { useEndedTasks } from '#src/features/tasks/news/task-news.ts'
import { currentPlan, voyageActions } from '#src/state/voyage.ts'
import { pass, renderTasks, useFakePage } from '#test/features/tasks/render-tasks.tsx'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { onIntent } from '#src/state/intents.ts'
import { fakeService, type FakeService, json } from '#test/support/fake-service.ts'
import { testParts, testPoints } from '#test/support/submission.ts'

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(3),
  mode: 'async',
  points: testPoints(3),
  variables: ['wind'],
  windHeightM: 10,
  receiveMail: false,
}
let service: FakeService
let user: UserEvent
let stop: () => void
const onShow = vi.fn()

async function open(failure: AppError | null = null) {
  const Notices = () => (
    <PageNotices about={null} failure={failure} onShow={onShow} {...useEndedTasks(useTasksPanel().open)} />
  )
  const page = await renderTasks(<Notices />)
  stop = page.stop
  return page
}
const offline = () => Promise.reject(new TypeError('Failed to fetch'))
/** The page as the build with this hash delivers it. */
const pageOf = (hash: string) =>
  new Response(`<!doctype html><script type="module" crossorigin src="/assets/index-${hash}.js"></script>`)

beforeEach(() => {
  user = useFakePage()
  service = fakeService()
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
})
afterEach(() => {
  stop()
  document.head.innerHTML = ''
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('lost contact', () => {
  it('tells since when it is offline, what goes on and what waits', async () => {
    const { tasks } = await open()
    await tasks.submit(draft)
    await pass(1)
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    service.misbehave(offline)
    window.dispatchEvent(new Event('offline'))
    await pass(1)
    expect(
      screen.getByText(
        'Offline since 17:41Z. You can keep planning; requests will be sent when the connection returns.',
      ),
    ).toBeVisible()
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
    service.behave()
    window.dispatchEvent(new Event('online'))
    await pass(3)
    expect(screen.queryByText(/^Offline/)).toBeNull()
  })

  it('a server that is away for a moment is not reported for the whole page', async () => {
    const { tasks } = await open()
    await tasks.submit(draft)
    await pass(1)
    service.misbehave(offline)
    await pass(4)
    expect(screen.queryByText(/No contact/)).toBeNull()
    await pass(10)
    expect(
      screen.getByText(
        'No contact with the service since 17:41Z. You can keep planning; requests will be sent when it answers again.',
      ),
    ).toBeVisible()
  })

  it('the service asked to wait', async () => {
    service.misbehave(({ method }) =>
      method === 'POST' ? json({ detail: 'slow down' }, 429, { 'retry-after': '45' }) : null,
    )
    const { tasks } = await open()
    await tasks.submit(draft)
    await pass(1)
    expect(
      screen.getByText(/^The weather service asked us to wait\. Next try in 0:4\d\. Your request is kept\.$/),
    ).toBeVisible()
    service.behave()
    await pass(46)
    expect(screen.queryByText(/asked us to wait/)).toBeNull()
  })

  it('B11 the session ended', async () => {
    const { tasks } = await open()
    service.misbehave(() => json({ detail: 'Sign in first.', code: 'signed-out' }, 401))
    await tasks.submit(draft)
    await pass(1)
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Sign-in expired. Your route is kept. Sign in again in this tab to continue.',
    )
    const offered = vi.fn()
    const end = onIntent('sign-in', offered)
    await user.click(screen.getByRole('button', { name: 'Sign in again' }))
    end()
    expect(offered).toHaveBeenCalledOnce()
    service.behave()
    await tasks.client.refetchQueries(aboutQuery())
    await pass(2)
    expect(screen.queryByRole('alert')).toBeNull()
    expect(service.tasks.size).toBe(1)
  })
})

describe('what ended out of sight', () => {
  it('is reported with a way to it, until it is seen', async () => {
    const { tasks } = await open()
    const { taskName } = await tasks.submit(draft)
    await pass(1)
    expect(document.title).toBe('▶1 Rotterdam – Halifax')
    service.end(service.named(taskName)[0])
    await pass(5)
    expect(screen.getByText('Rotterdam – Halifax').parentElement).toHaveTextContent(
      'Rotterdam – Halifax is ready. 6 values, none missing.',
    )
    await user.click(screen.getByRole('button', { name: 'Show' }))
    expect(onShow).toHaveBeenCalledWith('task-1')
    expect(screen.queryByText('Rotterdam – Halifax')).toBeNull()
    expect(document.title).toBe('Fairway')
  })

  it('is named each, up to three, and what is shown is seen', async () => {
    const { tasks } = await open()
    const names: string[] = []
    for (const voyage of ['Alta', 'Bergen', 'Cadiz', 'Dakar'])
      names.push((await tasks.submit({ ...draft, parts: testParts(3, voyage) })).taskName)
    await pass(1)
    const notice = () => screen.getByText('Dismiss').closest('[data-wide]')!
    service.end(service.named(names[0]!)[0])
    await pass(30)
    service.end(service.named(names[1]!)[0], 'FAILURE', 'no data')
    await pass(30)
    expect(notice()).toHaveTextContent(/^Bergen failed\. Alta is ready\. Show/)
    for (const name of names.slice(2)) {
      service.end(service.named(name)[0])
      await pass(30)
    }
    expect(notice()).toHaveTextContent(/^Dakar is ready\. Show Cadiz is ready\. Show Bergen failed\. 1 more ended\./)
    await user.click(screen.getByRole('button', { name: 'Show Cadiz' }))
    expect(onShow).toHaveBeenLastCalledWith('task-3')
    expect(notice()).toHaveTextContent(/^Dakar is ready\. Show Bergen failed\. Alta is ready\. Show/)
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText('Dismiss')).toBeNull()
  })

  it('is an alert if it failed', async () => {
    const { tasks } = await open()
    const { taskName } = await tasks.submit(draft)
    await pass(1)
    service.end(service.named(taskName)[0], 'FAILURE', 'no data')
    await pass(5)
    expect(screen.getByRole('alert')).toHaveTextContent('The weather service could not complete this task.')
  })
})

it('says why the answer of a link is not shown, and closes it for good', async () => {
  window.history.replaceState(null, '', '/t/unknown')
  await open(new AppError('not-found', 'unknown'))
  expect(screen.getByRole('alert')).toHaveTextContent('The service has no such task. Nothing was lost here.')
  await user.click(screen.getByRole('button', { name: 'Close' }))
  expect(window.location.pathname).toBe('/')
})

describe('a command that failed', () => {
  const alert = () => screen.queryByRole('alert')
  const fails = (code: ErrorCode) => act(async () => attempt(() => Promise.reject(new AppError(code))))

  it('is said until the next one is begun', async () => {
    await open()
    await fails('server-failed')
    expect(alert()).toHaveTextContent('The server could not do this.')
    await act(async () => attempt(async () => undefined))
    expect(alert()).toBeNull()
  })

  it('for want of contact is said until the server answers; other failures stay', async () => {
    await open()
    await fails('server-unreachable')
    expect(alert()).toHaveTextContent("Fairway's server is not responding.")
    act(() => serverAnswered(1e9))
    expect(alert()).toBeNull()
    await fails('answer-too-large')
    act(() => serverAnswered(2e9))
    expect(alert()).toBeVisible()
  })
})

describe('B9 a new version is put up', () => {
  beforeEach(() => {
    const script = Object.assign(document.createElement('script'), { type: 'module', src: '/assets/index-old.js' })
    document.head.append(script)
  })

  it.each([
    ['the same', 'old', false],
    ['another', 'new', true],
  ])('the server comes back with %s build', async (_, hash, isTold) => {
    const { tasks } = await open()
    await tasks.submit(draft)
    await pass(1)
    service.misbehave(offline)
    await pass(20)
    service.misbehave(({ path }) => (path === '/' ? pageOf(hash) : null))
    await pass(60)
    expect(
      screen.queryByText(
        'There is a new version of Fairway. Reload when you are ready; voyages and tasks are kept.',
      ) !== null,
    ).toBe(isTold)
  })

  it('a part of this build is gone from the server', async () => {
    await open()
    service.misbehave(({ path }) => (path === '/' ? pageOf('new') : null))
    window.dispatchEvent(new Event('vite:preloadError'))
    await pass(1)
    expect(screen.getByRole('button', { name: 'Reload page' })).toBeVisible()
  })
})

describe('B6 what this browser does not keep', () => {
  it.each([
    ['full', 'This browser is out of space. Changes are held in this tab only. Export the route now.'],
    [
      'denied',
      'This browser does not let Fairway store anything. Changes are held in this tab only and are lost when you close it. Export the route first.',
    ],
    [
      'silent',
      'This browser is not opening Fairway’s storage. Until it does, changes are held in this tab only. Close other Fairway tabs, or export the route now.',
    ],
    [
      'newer',
      'A newer version of Fairway in another tab has taken over this browser’s storage. Changes are held in this tab only. Export the route now, then reload the page.',
    ],
    [
      'broken',
      'This browser cannot read or write Fairway’s storage. Changes are held in this tab only. Export the route now, then restart the browser.',
    ],
  ] as const)('%s is an alert in whole sentences', async (state, words) => {
    vi.spyOn(storage, 'state').mockReturnValue(state)
    await open()
    expect(screen.getByRole('alert')).toHaveTextContent(words)
  })

  it('goes when everything is on disk', async () => {
    const state = vi.spyOn(storage, 'state').mockReturnValue('silent')
    const subscribe = vi.spyOn(storage, 'subscribe')
    await open()
    expect(screen.getByRole('alert')).toBeVisible()
    state.mockReturnValue('kept')
    act(() => subscribe.mock.calls.forEach(([listener]) => listener()))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('offers the route as a file if there is one', async () => {
    vi.spyOn(storage, 'state').mockReturnValue('full')
    const saved = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:route')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
    await open()
    expect(screen.queryByRole('button', { name: 'Export route' })).toBeNull()
    act(() =>
      [
        { lat: 51, lon: 2 },
        { lat: 50, lon: 0 },
      ].forEach((place) => voyageActions.routeEdited(appendWaypoint(currentPlan().route, place))),
    )
    await user.click(screen.getByRole('button', { name: 'Export route' }))
    await pass(1)
    // The writer of files is loaded for it.
    await vi.waitFor(() => expect(saved).toHaveBeenCalledOnce(), { timeout: 10_000 })
  })
})

it.each([
  ['kept', true],
  ['denied', false],
] as const)(
  'B6 leaving the page is asked about only while something is held in this tab alone: %s',
  async (state, mayLeave) => {
    vi.spyOn(storage, 'state').mockReturnValue(state)
    const Page = () => (useLeaveGuard(), null)
    const page = await renderTasks(<Page />)
    stop = page.stop
    expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(mayLeave)
  },
)
