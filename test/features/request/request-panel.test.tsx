import { act, render, renderHook, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { RequestPlan } from '#src/domain/voyage/request-plan.ts'
import { defaultRequest } from '#src/domain/voyage/voyage.ts'
import { RequestPanel } from '#src/features/request/request-panel.tsx'
import type { Outside } from '#src/features/request/send-bar.tsx'
import { currentVoyage, newVoyage, useVoyageActions } from '#src/state/voyage.ts'

const ready: RequestPlan = { count: 148, tooOld: 0, tooLate: 0, mode: 'sync', blocked: null, hasFan: false }
const beyond: Outside = {
  words: '96 of 512 points are later than the 10-day forecast and will be empty.',
  cutLabel: 'Only the first 10 days',
}
const inside = { outside: null, asked: null }
const noMail = { available: false, reason: 'Mail is not set up on this server.' }

function show(plan: RequestPlan = ready, onSend = vi.fn(() => Promise.resolve()), outside: Outside | null = null) {
  render(<RequestPanel plan={plan} outside={outside} asked={null} mail={noMail} onSend={onSend} />)
  return onSend
}

describe('the request tab', () => {
  beforeEach(() => {
    const { result } = renderHook(() => useVoyageActions())
    act(() => result.current.voyageOpened({ ...newVoyage('v', Date.UTC(2026, 10, 22)), name: 'Rotterdam – Halifax' }))
  })

  it('says how many points it is and what that means', () => {
    show()
    expect(screen.getByText('148 points').parentElement).toHaveTextContent('usually under a minute')
    expect(screen.getByText(/Up to 5 000 points: answered directly/)).toBeVisible()
  })

  it('sends once when asked', async () => {
    const onSend = show()
    await userEvent.click(screen.getByRole('button', { name: 'Get weather' }))
    expect(onSend).toHaveBeenCalledExactlyOnceWith(defaultRequest, false)
  })

  it('sends by Ctrl+Enter from within the form', async () => {
    const onSend = show()
    await userEvent.type(screen.getByLabelText('Task name'), '{Control>}{Enter}{/Control}')
    expect(onSend).toHaveBeenCalledExactlyOnceWith(defaultRequest, false)
  })

  it('writes the reason next to the button when nothing can be sent', async () => {
    const onSend = show({ ...ready, count: 0, blocked: 'Draw a route or import a file first.' })
    const button = screen.getByRole('button', { name: 'Get weather' })
    expect(button).toHaveAccessibleDescription('Draw a route or import a file first.')
    await userEvent.click(button)
    expect(onSend).not.toHaveBeenCalled()
  })

  it('offers only the first ten days if points lie beyond the forecast', async () => {
    const onSend = show({ ...ready, count: 512, tooLate: 96 }, undefined, beyond)
    expect(screen.getByText('96 of 512 points are later than the 10-day forecast and will be empty.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Only the first 10 days' }))
    await userEvent.click(screen.getByRole('button', { name: 'Send anyway' }))
    expect(onSend.mock.calls).toEqual([
      [defaultRequest, true],
      [defaultRequest, false],
    ])
  })

  it('keeps the choices with the voyage, in the order the screen lists them', async () => {
    show()
    const variables = screen.getByRole('group', { name: 'Variables' })
    await userEvent.click(within(variables).getByLabelText('Depth'))
    await userEvent.click(within(variables).getByLabelText('Swell and wind sea'))
    expect(currentVoyage().request.variables).toEqual(['wind', 'gust', 'wave', 'extra_wave', 'current', 'bathy'])
  })

  it('marks a wind height the service does not know, and keeps the last valid one', async () => {
    const onSend = show()
    const height = screen.getByLabelText('Wind height')
    await userEvent.clear(height)
    await userEvent.type(height, '120')
    expect(height).toHaveAccessibleDescription('Enter a number from 10 to 100 m.')
    expect(currentVoyage().request.windHeightM).toBe(12)
    await userEvent.click(screen.getByRole('button', { name: 'Get weather' }))
    expect(onSend).not.toHaveBeenCalled()
  })

  it('sends nothing invalid, by the keys either', async () => {
    const onSend = show()
    const height = screen.getByLabelText('Wind height')
    await userEvent.clear(height)
    await userEvent.type(height, '120{Control>}{Enter}{/Control}')
    expect(height).toHaveAccessibleDescription('Enter a number from 10 to 100 m.')
    expect(onSend).not.toHaveBeenCalled()
  })

  it('sends what the form holds once it is valid, and whether a mail is wanted', async () => {
    const onSend = vi.fn(() => Promise.resolve())
    const mail = { available: true, reason: null, address: 'me@ship.example' }
    render(<RequestPanel {...inside} plan={{ ...ready, mode: 'async' }} mail={mail} onSend={onSend} />)
    const height = screen.getByLabelText('Wind height')
    await userEvent.clear(height)
    await userEvent.type(height, '40')
    await userEvent.click(screen.getByLabelText('E-mail me when it is done'))
    await userEvent.type(screen.getByLabelText('Task name'), 'winter{Control>}{Enter}{/Control}')
    expect(onSend).toHaveBeenCalledExactlyOnceWith(
      { ...defaultRequest, windHeightM: 40, receiveMail: true, slug: 'winter' },
      false,
    )
  })

  it('says why mail is not available', () => {
    show()
    expect(screen.getByLabelText('E-mail me when it is done')).toBeDisabled()
    expect(screen.getByText('Mail is not set up on this server.')).toBeVisible()
  })

  it('says what is mailed to whom, and asks for the address if the server knows none', async () => {
    const mail = { available: true, reason: null, domains: ['ship.example'] }
    const { rerender } = render(
      <RequestPanel {...inside} plan={{ ...ready, mode: 'async' }} mail={mail} onSend={vi.fn()} />,
    )
    await userEvent.click(screen.getByLabelText('E-mail me when it is done'))
    expect(
      screen.getByText(
        'One mail when the task starts and one when it is done, with the route’s points and results attached.',
      ),
    ).toBeVisible()
    const address = screen.getByLabelText('Mail to')
    await userEvent.type(address, 'ops@elsewhere.example')
    expect(address).toHaveAccessibleDescription('This server sends mail only to addresses at ship.example.')
    await userEvent.clear(address)
    await userEvent.type(address, 'ops@ship.example')
    expect(screen.getByText(/^To ops@ship\.example: one mail when the task starts/)).toBeVisible()
    rerender(
      <RequestPanel
        {...inside}
        plan={{ ...ready, mode: 'async' }}
        mail={{ ...mail, address: 'me@ship.example' }}
        onSend={vi.fn()}
      />,
    )
    expect(screen.queryByLabelText('Mail to')).toBeNull()
    expect(screen.getByText(/^To me@ship\.example: one mail/)).toBeVisible()
    rerender(<RequestPanel {...inside} plan={{ ...ready, mode: 'sync' }} mail={mail} onSend={vi.fn()} />)
    expect(
      screen.getByText('A direct request is answered at once and not mailed. Choose Background to have it mailed.'),
    ).toBeVisible()
  })

  it('puts a failure in words and stays as it was', async () => {
    show(
      ready,
      vi.fn(() => Promise.reject(new Error('disk'))),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Get weather' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Your work is kept')
    expect(screen.getByRole('button', { name: 'Get weather' })).toBeEnabled()
    await userEvent.click(screen.getByLabelText('Depth'))
    expect(screen.queryByRole('alert')).toBeNull() // another request may well be sent
  })
})

it('leads Ctrl+Enter to the choice if points lie beyond the forecast', async () => {
  const { result } = renderHook(() => useVoyageActions())
  act(() => result.current.voyageOpened(newVoyage('v', Date.UTC(2026, 10, 22))))
  const onSend = show({ ...ready, count: 512, tooLate: 96 }, undefined, beyond)
  await userEvent.type(screen.getByLabelText('Task name'), '{Control>}{Enter}{/Control}')
  expect(onSend).not.toHaveBeenCalled()
  const button = screen.getByRole('button', { name: 'Send anyway' })
  expect(button).toHaveFocus()
  expect(button).toHaveAccessibleDescription(/96 of 512 points are later than the 10-day forecast/)
})
