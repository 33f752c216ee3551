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
    await type('Length over all', '180')
    await userEvent.click(await screen.findByRole('button', { name: 'Save this ship' }))
    const { result } = renderHook(() => useVoyageActions())
    act(() => result.current.voyageOpened(newVoyage('w', 0)))
    await type("Ship's name", 'Second')
    await userEvent.click(screen.getByRole('button', { name: 'Save this ship' }))
    await userEvent.selectOptions(screen.getByLabelText('Saved ships'), 'First')
    expect(currentVoyage().ship).toMatchObject({ name: 'First', lengthM: 180 })
    await type('Length over all', '185')
    await userEvent.click(screen.getByRole('button', { name: 'Update saved ship' }))
    await userEvent.click(screen.getByRole('button', { name: 'Forget this ship' }))
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Not saved yet', 'Second'])
  })

  it('takes what motion and clearance ask for, within what a ship can have, and says what is lacking', async () => {
    expect(
      await screen.findByText(
        'With LPP, beam, draught, block coefficient or displacement and GM or roll period, the charts also show her motion in the sea and under-keel clearance.',
      ),
    ).toBeVisible()
    await type('LPP, between perpendiculars', '217')
    await type('Beam', '32.25')
    await type('Draught', '14')
    await type('Block coefficient', '0,84')
    expect(screen.getByText('With GM or roll period, the charts also show her motion in the sea.')).toBeVisible()
    await type('GM', '3 m')
    expect(screen.queryByText(/the charts also show/)).not.toBeInTheDocument()
    await type('Roll period', '200')
    expect(screen.getByText('1 to 60 s.')).toBeVisible()
    expect(currentVoyage()).toMatchObject({
      ship: { lppM: 217, blockCoefficient: 0.84, lengthM: null },
      loading: { gmM: 3, rollPeriodS: null, displacementT: null },
    })
  })

  it('doubts a displacement that does not fit the block coefficient', async () => {
    await screen.findByLabelText('GM')
    await type('LPP, between perpendiculars', '217')
    await type('Beam', '32.25')
    await type('Draught', '14')
    await type('Block coefficient', '0.84')
    await type('Displacement', '84 400')
    expect(screen.queryByText(/The displacement gives/)).not.toBeInTheDocument()
    await type('Displacement', '70 000')
    expect(screen.getByRole('status')).toHaveTextContent(
      'The displacement gives a block coefficient of 0.70, not 0.84. Check both; the displacement counts.',
    )
  })
})
