import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { formatUtcFull, parseUtc } from '#src/domain/units/time-text.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'

const departureMs = Date.UTC(2026, 10, 22, 17, 51)

function show(onCommit = vi.fn()) {
  render(
    <DraftField
      label="Departure (UTC)"
      value={departureMs}
      format={formatUtcFull}
      parse={parseUtc}
      invalid="Write it as 22 Nov 2026 17:51Z."
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
  expect(field).toHaveAccessibleDescription('Write it as 22 Nov 2026 17:51Z.')
  expect(onCommit).not.toHaveBeenCalled()
})

it('restores the value on Escape', async () => {
  const { field, onCommit } = show()
  await userEvent.type(field, 'x{Escape}')
  expect(field).toHaveValue('22 Nov 2026 17:51Z')
  expect(onCommit).not.toHaveBeenCalled()
})
