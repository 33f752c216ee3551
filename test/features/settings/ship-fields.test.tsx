import { act, render, renderHook, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { ShipFields } from '#src/features/settings/ship-fields.tsx'
import { currentVoyage, newVoyage, useVoyageActions } from '#src/state/voyage.ts'

const type = async (label: string, text: string) => {
  await userEvent.clear(screen.getByLabelText(label))
  await userEvent.type(screen.getByLabelText(label), `${text}{Enter}`)
}

describe('the ship', () => {
  beforeEach(async () => {
    const { result } = renderHook(() => useVoyageActions())
    act(() => result.current.voyageOpened(newVoyage('v', Date.UTC(2026, 10, 22))))
    render(<ShipFields />)
    await userEvent.click(screen.getByRole('button', { name: 'Ship: No ship given' }))
  })

  it('is one line of what was given', async () => {
    await type("Ship's name", 'MV Name')
    await type('IMO number', 'IMO 9074729')
    await type('Draught', '11,5')
    await type('Voyage number', '12W')
    const line = screen.getByRole('button', { name: 'Ship: MV Name · IMO 9074729 · T 11.5 m · Voy. 12W' })
    expect(line).toHaveAttribute('aria-expanded', 'true')
    await userEvent.click(line)
    expect(screen.queryByLabelText('Draught')).not.toBeInTheDocument()
  })

  it('refuses an IMO number with a wrong check digit and a draught no ship has', async () => {
    await type('IMO number', '9074728')
    expect(screen.getByText('Seven digits; the last is a check digit.')).toBeVisible()
    await type('Draught', '350')
    expect(screen.getByText('0.1 to 35 m.')).toBeVisible()
    expect(currentVoyage().ship).toMatchObject({ imo: '', draughtM: null })
  })

  it('is saved, taken in another voyage, and forgotten', async () => {
    await type("Ship's name", 'First')
    await type('Length', '180')
    await userEvent.click(await screen.findByRole('button', { name: 'Save this ship' }))
    const { result } = renderHook(() => useVoyageActions())
    act(() => result.current.voyageOpened(newVoyage('w', 0)))
    await type("Ship's name", 'Second')
    await userEvent.click(screen.getByRole('button', { name: 'Save this ship' }))
    await userEvent.selectOptions(screen.getByLabelText('Saved ships'), 'First')
    expect(currentVoyage().ship).toMatchObject({ name: 'First', lengthM: 180 })
    await type('Length', '185')
    await userEvent.click(screen.getByRole('button', { name: 'Update saved ship' }))
    await userEvent.click(screen.getByRole('button', { name: 'Forget this ship' }))
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Not saved yet', 'Second'])
  })
})
