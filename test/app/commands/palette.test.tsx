import { useState } from 'react'
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Palette } from '#src/app/commands/palette.tsx'
import { ShortcutList } from '#src/app/commands/shortcut-list.tsx'
import { useShortcuts } from '#src/app/commands/use-shortcuts.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { type DialogName, intend, onIntent, useIntent } from '#src/state/intents.ts'
import { currentPreferences, usePreferenceActions } from '#src/state/preferences.ts'
import { currentPlan, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { renderTasks } from '#test/features/tasks/render-tasks.tsx'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { fakeService } from '#test/support/fake-service.ts'
import { planned } from '#test/support/planned.ts'

standInForDialogs()

let stop: () => void
let setPreference: ReturnType<typeof usePreferenceActions>['preferenceChosen']

/** The same parts as in the page: the keys, what they open, and a field with keys of its own. */
function Page() {
  useShortcuts()
  setPreference = usePreferenceActions().preferenceChosen
  const [open, setOpen] = useState<DialogName | null>(null)
  useIntent('open-dialog', setOpen)
  const close = () => setOpen(null)
  return (
    <>
      <input aria-label="A field" />
      {open === 'commands' && <Palette onClose={close} />}
      {open === 'keys' && <ShortcutList onClose={close} />}
    </>
  )
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'Date'], now: Date.UTC(2026, 10, 22, 17, 41) })
  fakeService()
  act(() => {
    const ends = [
      { lat: 51, lon: 2 },
      { lat: 50, lon: -1 },
    ]
    const route = routeFromPositions('', ends, { names: ['Dover', 'Nab'] })
    voyageActions.voyageOpened(planned(newVoyage('v', 0), { route }))
  })
  stop = (await renderTasks(<Page />)).stop
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const names = () => currentPlan().route.waypoints.map(({ name }) => name)
const field = () => screen.getByRole('combobox', { name: 'Find a command' })
const options = () => screen.getAllByRole('option').map((option) => option.textContent)
const active = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')

describe('the list of commands', () => {
  it('takes Print from the browser while there is a plan to print', async () => {
    const print = vi.fn()
    const served = onIntent('print-plan', print)
    await userEvent.click(screen.getByLabelText('A field'))
    await userEvent.keyboard('{Control>}p{/Control}')
    expect(print).toHaveBeenCalledExactlyOnceWith()
    expect(currentPreferences().planTab).toBe('route')
    act(() => void voyageActions.voyageOpened(newVoyage('empty', 0)))
    await userEvent.keyboard('{Control>}p{/Control}')
    expect(print).toHaveBeenCalledOnce()
    act(served)
  })

  it('opens by its keys, even in a field, with the keyboard in the search', async () => {
    await userEvent.click(screen.getByLabelText('A field'))
    await userEvent.keyboard('{Control>}k{/Control}')
    expect(field()).toHaveFocus()
    expect(screen.getByRole('group', { name: 'Voyage' })).toBeVisible()
    expect(active()).toHaveTextContent('Import route…')
  })

  it('is browsed with arrows, and Enter runs a command', async () => {
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.type(field(), 'rev route')
    expect(active()).toHaveTextContent('Reverse route')
    await userEvent.keyboard('{ArrowUp}{ArrowDown}{Enter}')
    expect(names()).toEqual(['Nab', 'Dover'])
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('keeps what was chosen lately on top', async () => {
    act(() => void usePreferenceActions().commandChosen('reverse'))
    await userEvent.keyboard('{Control>}k{/Control}')
    expect(within(screen.getByRole('group', { name: 'Recent' })).getAllByRole('option')[0]).toHaveTextContent(
      'Reverse route',
    )
    expect(options().filter((name) => name?.startsWith('Reverse route'))).toHaveLength(1)
  })

  it('does not run what cannot be done now, and says why', async () => {
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.type(field(), 'print report')
    expect(active()).toHaveAttribute('aria-disabled', 'true')
    expect(active()).toHaveTextContent('Once there is an answer')
    await userEvent.keyboard('{Enter}')
    expect(field()).toBeVisible()
  })

  it('leads to a waypoint by its number', async () => {
    await userEvent.keyboard('{Control>}k{/Control}')
    expect(options().some((name) => name?.includes('waypoint 2'))).toBe(false)
    await userEvent.type(field(), 'waypoint 2')
    expect(active()).toHaveTextContent('Go to waypoint 2 Nab')
  })

  it('says when nothing matches', async () => {
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.type(field(), 'qqq')
    await waitFor(() => expect(screen.getByText('No command matches “qqq”.')).toBeVisible())
    expect(screen.getByRole('status')).toHaveTextContent('0 commands')
  })
})

describe('keys of one letter or sign', () => {
  it('list the keys, unless something is typed or they are switched off', async () => {
    await userEvent.type(screen.getByLabelText('A field'), '?')
    expect(screen.queryByRole('dialog')).toBeNull()
    act(() => screen.getByLabelText('A field').blur())
    act(() => setPreference({ letterKeys: false }))
    await userEvent.keyboard('?')
    expect(screen.queryByRole('dialog')).toBeNull()
    act(() => setPreference({ letterKeys: true }))
    await userEvent.keyboard('?')
    const list = screen.getByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(list).getByText('Find a command').parentElement).toHaveTextContent('CtrlK')
    expect(within(list).getByText('Draw route').parentElement).toHaveTextContent('D')
    await userEvent.click(within(list).getByLabelText('Single-key shortcuts'))
    expect(currentPreferences().letterKeys).toBe(false)
    act(() => setPreference({ letterKeys: true }))
  })

  it('leave other keys alone while a dialog is open', async () => {
    act(() => intend('open-dialog', 'keys'))
    await userEvent.keyboard('{Control>}k{/Control}')
    expect(screen.queryByRole('combobox')).toBeNull()
  })
})
