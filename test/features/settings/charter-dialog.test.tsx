import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { CharterDialog } from '#src/features/settings/charter-dialog.tsx'
import { startingCharter, usualGoodWeather } from '#src/domain/voyage/charter/charter.ts'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'

standInForDialogs()

const type = async (label: string, text: string) => {
  await userEvent.clear(screen.getByLabelText(label))
  await userEvent.type(screen.getByLabelText(label), `${text}{Enter}`)
}

beforeEach(() => {
  act(() => voyageActions.voyageOpened(newVoyage('v', Date.UTC(2026, 10, 22))))
  render(<CharterDialog onClose={() => undefined} />)
})

it('offers numbers to start from, and keeps none of them unasked', async () => {
  expect(screen.getByText('These numbers are only a starting point: the contract decides.')).toBeInTheDocument()
  expect(screen.getByLabelText('Waves up to')).toHaveValue('1.25')
  expect(currentVoyage().charter).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Use these numbers' }))
  expect(currentVoyage().charter).toEqual(startingCharter)
  await userEvent.click(screen.getByRole('button', { name: 'Remove from this voyage' }))
  expect(currentVoyage().charter).toBeNull()
  act(() => voyageActions.undone())
  expect(currentVoyage().charter).toEqual(startingCharter)
})

it('keeps the contract’s own numbers with the voyage', async () => {
  await type('Charter speed', '12,5')
  await userEvent.selectOptions(screen.getByLabelText('Wind up to'), 'Beaufort 5 (17–21 kn)')
  await userEvent.selectOptions(screen.getByLabelText('The sea is judged by'), 'Wind sea and swell apart')
  await type('Wind sea up to', '1.5')
  await type('Swell up to', '2.5 m')
  await userEvent.selectOptions(screen.getByLabelText('Periods that count'), 'Noon to noon, whole days')
  await userEvent.selectOptions(screen.getByLabelText('Current in them'), 'Any')
  expect(currentVoyage().charter).toEqual({
    speedKn: 12.5,
    goodWeather: {
      maxBeaufort: 5,
      sea: 'parts',
      maxSeaM: 1.5,
      maxSwellM: 2.5,
      minCurrentKn: null,
      shortest: 'noon to noon',
    },
  })
})

it('says what a field takes, keeps what was typed, and goes on without a charter speed', async () => {
  await type('Charter speed', '125')
  expect(screen.getByText('1 to 60 kn.')).toBeInTheDocument()
  expect(screen.getByLabelText('Charter speed')).toHaveValue('125')
  await type('Waves up to', 'calm')
  expect(screen.getByText('0.1 to 14 m.')).toBeInTheDocument()
  expect(currentVoyage().charter).toBeNull()
  await type('Charter speed', '13')
  await type('Charter speed', ' ')
  expect(currentVoyage().charter).toEqual({ speedKn: null, goodWeather: usualGoodWeather })
})

it('takes no change while the voyage is edited elsewhere', () => {
  act(() => voyageActions.editingAllowed(false))
  expect(screen.getByLabelText('Charter speed')).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Use these numbers' })).toBeDisabled()
})
