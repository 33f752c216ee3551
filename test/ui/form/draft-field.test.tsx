import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime } from '#src/domain/units/typed-time.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'

const departureMs = Date.UTC(2026, 10, 22, 17, 51)
const nowMs = Date.UTC(2026, 10, 20, 10, 42)

function show(onCommit = vi.fn()) {
  render(
    <DraftField
      label="Departure (UTC)"
      value={departureMs}
      format={formatUtcFull}
      read={(text) => readTypedTime(text, { nearMs: departureMs, fromMs: nowMs })}
      onCommit={onCommit}
    />,
  )
  return { onCommit, field: screen.getByLabelText('Departure (UTC)') }
}

it('commits a whole value on Enter', async () => {
  const { field, onCommit } = show()
  await userEvent.clear(field)
  await userEvent.type(field, '2026-11-23T06:00Z{Enter}')
  expect(onCommit).toHaveBeenCalledExactlyOnceWith(Date.UTC(2026, 10, 23, 6))
})

it('keeps what cannot be read, says what is wanted, and commits nothing', async () => {
  const { field, onCommit } = show()
  await userEvent.clear(field)
  await userEvent.type(field, 'tomorrow{Enter}')
  expect(field).toHaveValue('tomorrow')
  expect(field).toBeInvalid()
  expect(field).toHaveAccessibleDescription('This is not a time. Write it as 22 Nov 2026 17:51Z, 22/11 1751 or +6h.')
  expect(onCommit).not.toHaveBeenCalled()
})

it('says what is meant while less is typed, and commits that', async () => {
  const { field, onCommit } = show()
  await userEvent.clear(field)
  await userEvent.type(field, '29/11 0600')
  expect(field).toHaveAccessibleDescription('29 Nov 2026 06:00Z')
  await userEvent.clear(field)
  await userEvent.type(field, '+6h')
  expect(field).toHaveAccessibleDescription('20 Nov 2026 16:42Z')
  await userEvent.keyboard('{Enter}')
  expect(onCommit).toHaveBeenCalledExactlyOnceWith(Date.UTC(2026, 10, 20, 16, 42))
  expect(field).not.toHaveAccessibleDescription()
})

it('echoes nothing that was typed in full', async () => {
  const { field } = show()
  await userEvent.clear(field)
  await userEvent.type(field, '23 Nov 2026 06:00Z')
  expect(field).not.toHaveAccessibleDescription()
})

it('restores the value on Escape', async () => {
  const { field, onCommit } = show()
  await userEvent.type(field, 'x{Escape}')
  expect(field).toHaveValue('22 Nov 2026 17:51Z')
  expect(onCommit).not.toHaveBeenCalled()
})
