import { screen, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Role } from '#src/domain/metocean/wire/contract.ts'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { TasksPanel } from '#src/features/tasks/tasks-panel.tsx'
import { fakeService, type FakeService, json } from '#test/support/fake-service.ts'
import { testParts, testPoints } from '#test/support/submission.ts'
import { opened, pass, renderTasks, useFakePage } from '#test/features/tasks/render-tasks.tsx'

// Whose page it is, is settled when it is loaded.
vi.hoisted(() => localStorage.setItem('fairway.user', JSON.stringify({ name: 'anna', auth: 'token' })))

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(3, 'RTM–HAL'),
  mode: 'async',
  points: testPoints(3),
  variables: ['wind'],
  windHeightM: 10,
  receiveMail: false,
}
let service: FakeService
let user: UserEvent
let stop: () => void

/** The panel of anna in a role, over a task of her own sent elsewhere, one of bruno, and one of nobody here. */
async function openAs(role: Role) {
  service.misbehave(({ path }) =>
    path === '/api/about'
      ? json({
          mode: 'embedded',
          source: 'Test model',
          synthetic: true,
          user: 'anna',
          role,
          auth: 'token',
          now: '2026-11-22T17:41:00Z',
          version: '0',
          mail: { available: false, reason: null },
          capabilities: [],
          limits: { points: 200_000, bodyBytes: 1 },
        })
      : null,
  )
  for (const [name, by] of [
    ['hers', 'anna'],
    ['his', 'bruno'],
    ['from-elsewhere', null],
  ] as const) {
    service.words({ submitted_by: by })
    service.addTask(name, [])
  }
  service.words({ submitted_by: 'anna' })
  const page = await renderTasks(<TasksPanel onShow={() => undefined} />)
  stop = page.stop
  await pass(1)
  return page
}
const card = (name: string) => within(screen.getByText(name).closest('article')!)
const cancelable = (...names: string[]) =>
  names.map((name) => card(name).queryByRole('button', { name: 'Cancel' }) !== null)

beforeEach(() => {
  user = useFakePage()
  service = fakeService()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('shows whose a task is, and takes those of the user for theirs, wherever they were sent', async () => {
  await openAs('operator')
  expect(card('his').getByText('bruno')).toBeVisible()
  expect(card('hers').queryByText('Mine')).toBeNull()
  expect(screen.getByText('3 active · 0 finished')).toBeVisible()
  const mine = screen.getByRole('button', { name: 'Mine' })
  await user.click(mine)
  expect(mine).toHaveAttribute('aria-pressed', 'true')
  expect(screen.queryByText('his')).toBeNull()
  expect(screen.getByText('hers')).toBeVisible()
  expect(screen.getByText('1 active · 0 finished')).toBeVisible()
})

it.each([
  ['viewer', [false, false, false]],
  ['operator', [true, false, false]],
  ['admin', [true, true, true]],
] as const)('offers Cancel where it is allowed: %s', async (role, offered) => {
  await openAs(role)
  expect(cancelable('hers', 'his', 'from-elsewhere')).toEqual(offered)
  const his = within(opened(screen.getByRole('article', { name: /his$/ })))
  expect(his.getByRole('button', { name: 'Follow' })).toBeVisible()
})

it('the daily cap is a refusal that says when it begins again, and is never sent again', async () => {
  const { tasks } = await openAs('operator')
  const words = 'This request costs 3 points × variables; 0 of your 2 for today are used.'
  service.misbehave(({ path }) =>
    path.startsWith('/api/MetOcean') ? json({ detail: words, code: 'daily-cap', cap: 2, used: 0 }, 403) : null,
  )
  await tasks.submit(draft)
  await pass(1)
  const refused = within(opened(screen.getByRole('article', { name: /^Failed/ })))
  expect(refused.getByText(/The count starts again at 00:00Z; your request is kept\.$/)).toBeVisible()
  expect(refused.getByText(new RegExp(`^${words.slice(0, 30)}`))).toBeInTheDocument()
  await pass(150)
  expect(service.sent('POST /api/MetOcean')).toHaveLength(1)
})
