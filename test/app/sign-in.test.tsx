import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Gate } from '#src/app/gate.tsx'
import { createQueryClient } from '#src/data/tasks/contact.ts'
import { AccountDialog } from '#src/features/access/account-dialog.tsx'
import { AdminPage } from '#src/features/access/admin/admin-page.tsx'
import { createStorage } from '#src/data/storage/storage.ts'
import { createTasks } from '#src/data/tasks/tasks.ts'
import { TasksContext } from '#src/data/tasks/use-tasks.tsx'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { json } from '#test/support/fake-service.ts'
import { testSubmission } from '#test/support/submission.ts'

const about = {
  mode: 'embedded' as const,
  source: 'Test model',
  synthetic: true,
  user: 'operator',
  role: 'admin' as const,
  auth: 'none' as const,
  now: '2026-11-22T17:41:00Z',
  version: '0',
  mail: { available: false, reason: null },
  capabilities: [],
  limits: { points: 200_000, bodyBytes: 1 },
}
const signedOut = (auth: string) => ({ mode: 'embedded', auth })
/** What `/api/about` answers now, and how often it was asked. */
let who: object
let asked = 0
let answers: (path: string, method: string) => Response | null

beforeEach(() => {
  asked = 0
  answers = () => null
  vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: RequestInit = {}) => {
    const answer = answers(path, method)
    if (answer) return answer
    if (path !== '/api/about') throw new TypeError(`nothing at ${path}`)
    asked += 1
    return json(who)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

const quiet = { answered: () => undefined, failed: () => undefined, signedIn: () => undefined }

function open() {
  render(
    <QueryClientProvider client={createQueryClient(quiet)}>
      <Gate>
        <p>The voyages</p>
      </Gate>
    </QueryClientProvider>,
  )
}

it('shows the sign-in page and stays there, asking now and then, until somebody is signed in', async () => {
  who = signedOut('token')
  open()
  const field = await screen.findByLabelText('Token')
  expect(field).toHaveAttribute('autocomplete', 'current-password')
  expect(screen.queryByText('The voyages')).toBeNull()
  expect(asked).toBe(1)

  const user = userEvent.setup()
  answers = (path) =>
    path === '/auth/sign-in' ? json({ detail: 'This token is no longer valid.', code: 'token-refused' }, 401) : null
  await user.type(field, 'wrong{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('This token is no longer valid.')
  expect(field).toHaveFocus()

  await user.type(field, 'r')
  expect(screen.queryByRole('alert')).toBeNull()

  answers = (path) => (path === '/auth/sign-in' ? json({ user: 'operator', role: 'admin' }) : null)
  who = about
  await user.type(field, 'ight{Enter}')
  expect(await screen.findByText('The voyages')).toBeVisible()
})

it('leads to the identity provider and back to the address asked for', async () => {
  who = signedOut('oidc')
  window.history.replaceState(null, '', '/t/some-task')
  open()
  const link = await screen.findByRole('link', { name: 'Sign in with your company account' })
  expect(link).toHaveAttribute('href', '/auth/start?return=%2Ft%2Fsome-task')
  window.history.replaceState(null, '', '/')
})

it('says why the identity provider let nobody in', async () => {
  who = signedOut('oidc')
  window.history.replaceState(null, '', '/sign-in?refused=access_denied')
  open()
  expect(await screen.findByRole('alert')).toHaveTextContent('did not let you in (access_denied)')
  expect(screen.getByRole('link')).toHaveAttribute('href', '/auth/start?return=%2F')
  window.history.replaceState(null, '', '/')
})

it('offers to reload behind a company’s own sign-in page', async () => {
  who = signedOut('proxy')
  open()
  expect(await screen.findByRole('button', { name: 'Reload page' })).toBeVisible()
})

it('S24 warns that what was not sent is lost before the browser is cleared, and says that nothing was done if it fails', async () => {
  standInForDialogs()
  const tasks = createTasks({ storage: createStorage('account') })
  const left = vi.fn(() => Promise.resolve())
  const user = userEvent.setup()
  answers = (path) => (path === '/auth/sign-out' ? json({ detail: 'Not now.' }, 500) : null)
  vi.stubGlobal('fetch', async (path: string) => answers(path, 'POST') ?? json({}))
  render(
    <QueryClientProvider client={tasks.client}>
      <TasksContext value={tasks}>
        <AccountDialog about={{ ...about, user: 'anna', auth: 'token' }} onLeave={left} onClose={() => undefined} />
      </TasksContext>
    </QueryClientProvider>,
  )
  await user.click(screen.getByText('Sign out and clear this browser…'))
  expect(screen.getByText(/^All voyages, answers and settings kept in this browser are removed/)).toBeInTheDocument()
  await user.click(screen.getByText('Sign out and clear this browser'))
  await waitFor(() => expect(screen.getByText(/nothing was removed\. Not now\./)).toBeInTheDocument())
  expect(left).toHaveBeenCalledOnce()
  expect(sessionStorage.length).toBe(0)
})

it('says what becomes of requests that are not sent yet, and of those being sent', async () => {
  standInForDialogs()
  const tasks = createTasks({ storage: createStorage('account-requests') })
  const submissions = (['unsent', 'sending', 'sending', 'done'] as const).map((state, index) =>
    testSubmission({ id: `${index}`, state }),
  )
  const snapshot = { ...tasks.snapshot(), submissions }
  const user = userEvent.setup()
  render(
    <QueryClientProvider client={tasks.client}>
      <TasksContext value={{ ...tasks, snapshot: () => snapshot }}>
        <AccountDialog about={{ ...about, auth: 'token' }} onLeave={vi.fn()} onClose={() => undefined} />
      </TasksContext>
    </QueryClientProvider>,
  )
  expect(screen.getByText(/^Voyages and answers stay/)).toHaveTextContent(
    '1 request not sent yet will be sent when you sign in again. 2 requests being sent will be found when you sign in again.',
  )
  await user.click(screen.getByText('Sign out and clear this browser…'))
  expect(screen.getByText(/^All voyages/)).toHaveTextContent(
    '1 request not sent yet will be lost. 2 requests being sent will no longer be followed here. First export the routes',
  )
})

it('shows usage, sessions and the audit trail to administrators, and ends a session', async () => {
  who = about
  let sessions = [
    {
      id: 's1',
      user: 'anna',
      role: 'operator',
      since: '2026-11-22T10:00:00Z',
      seen: '2026-11-22T11:00:00Z',
      address: '10.0.0.7',
    },
  ]
  answers = (path, method) => {
    if (method === 'DELETE') {
      sessions = []
      return new Response(null, { status: 204 })
    }
    if (path.startsWith('/api/usage'))
      return json({ days: [{ day: '2026-11-22', user: 'anna', requests: 2, used: 37_000 }] })
    if (path.startsWith('/api/audit')) return json({ entries: [] })
    return path === '/api/sessions' ? json({ sessions }) : null
  }
  render(
    <QueryClientProvider client={createQueryClient(quiet)}>
      <AdminPage />
    </QueryClientProvider>,
  )
  expect(await screen.findByRole('row', { name: /^anna 2 37/ })).toBeVisible()
  await userEvent.click(await screen.findByRole('button', { name: 'End the session of anna from 10.0.0.7' }))
  expect(await screen.findByText('No browser is signed in.')).toBeVisible()
})

it('shows nothing of it to others', async () => {
  who = { ...about, role: 'operator', auth: 'none' }
  render(
    <QueryClientProvider client={createQueryClient(quiet)}>
      <AdminPage />
    </QueryClientProvider>,
  )
  expect(await screen.findByText(/^Only an administrator may see/)).toBeVisible()
  expect(screen.queryByRole('table')).toBeNull()
})
