import { act, screen } from '@testing-library/react'
import type userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { StatusSheet } from '#src/app/shell/bars/status-sheet.tsx'
import { TopBar } from '#src/app/shell/bars/top-bar.tsx'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { onIntent } from '#src/state/intents.ts'
import { renderTasks, useFakePage } from '#test/features/tasks/render-tasks.tsx'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { fakeService } from '#test/support/fake-service.ts'

const about = (capabilities: readonly string[]) =>
  ({
    source: 'Test model',
    synthetic: false,
    version: '0',
    user: 'operator',
    role: null,
    auth: 'none',
    capabilities,
  }) as unknown as About
const bar = { reachable: true, saveState: 'Saved 10:42:07Z', pendingTasks: 0, readyAnswers: 0 }
const opened = vi.fn()
const ends: (() => void)[] = []
let user: ReturnType<typeof userEvent.setup>

beforeEach(() => {
  user = useFakePage()
  fakeService()
  standInForDialogs()
  // A desk by day.
  vi.stubGlobal('matchMedia', (media: string) => ({
    matches: media.includes('min-width'),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  opened.mockClear()
  ends.push(onIntent('open-dialog', opened))
})
afterEach(() => {
  ends.splice(0).forEach((end) => act(end))
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('the word that tells of saving leads to the earlier versions', async () => {
  ends.push((await renderTasks(<TopBar about={about(['library'])} {...bar} />)).stop)
  expect(screen.getByText('Saved 10:42:07Z').closest('[role=status]')).not.toBeNull()
  await user.click(screen.getByRole('button', { name: 'Saved 10:42:07Z' }))
  expect(opened).toHaveBeenCalledExactlyOnceWith('versions')
})

it('where nothing is kept but in this browser, it is only a word', async () => {
  ends.push((await renderTasks(<TopBar about={about([])} {...bar} />)).stop)
  expect(screen.getByText('Saved 10:42:07Z')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Saved 10:42:07Z' })).toBeNull()
})

it('without room for words, the sheet that has them leads there', async () => {
  const onClose = vi.fn()
  const sheet = <StatusSheet open onClose={onClose} about={about(['library'])} connection="Online" saveState="Saved" />
  ends.push((await renderTasks(sheet)).stop)
  await user.click(screen.getByRole('button', { name: 'Earlier versions…' }))
  expect(onClose).toHaveBeenCalledOnce()
  expect(opened).toHaveBeenCalledExactlyOnceWith('versions')
})
