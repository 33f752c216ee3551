import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { ShipFields } from '#src/features/settings/ship-fields.tsx'
import { currentVoyage, newVoyage, useVoyageActions, voyageActions } from '#src/state/voyage.ts'

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

  it('takes a consumption table by keyboard, and says what in it cannot be', async () => {
    const fold = await screen.findByText('Fuel and CO₂: no consumption table')
    expect(screen.queryByLabelText('Fuel')).not.toBeInTheDocument()
    await userEvent.click(fold)
    await userEvent.selectOptions(screen.getByLabelText('Fuel'), 'MDO/MGO, 3.206 t CO₂ per tonne')
    await userEvent.click(screen.getByLabelText('Speed, new row'))
    await userEvent.keyboard('12{Tab}22,5{Tab}20{Tab}')
    await userEvent.click(screen.getByLabelText('Tonnes a day laden, new row'))
    await userEvent.keyboard('20{Enter}')
    expect(currentVoyage().ship.consumption?.rows).toHaveLength(1)
    await userEvent.click(screen.getByLabelText('Speed, new row'))
    await userEvent.keyboard('13{Enter}')
    expect(screen.getByText(/^Faster cannot burn less: laden, 13 kn has 20 t\/day and 12 kn 22\.5\.$/)).toBeVisible()
    expect(screen.getByText('Fuel and CO₂: the table cannot be used yet')).toBeVisible()
    await type('Tonnes a day laden, row 2', '28')
    expect(screen.getByText('Fuel and CO₂: MDO/MGO, 2 speeds')).toBeVisible()
    await type('Tonnes a day laden, row 2', '0')
    expect(screen.getByText(/^0\.1 to 1.000 t\.$/)).toBeVisible()
    await type('Speed, row 2', '')
    expect(screen.getByText('1 to 60 kn.')).toBeVisible()
    expect(currentVoyage().ship.consumption).toEqual({
      fuel: 'mgo',
      rows: [
        { speedKn: 12, laden: 22.5, ballast: 20 },
        { speedKn: 13, laden: 28, ballast: null },
      ],
    })
  })

  it('removes rows, and leaves the keyboard where it was', async () => {
    const row = (speedKn: number) => ({ speedKn, laden: speedKn, ballast: null })
    act(() => voyageActions.shipEdited({ consumption: { fuel: 'hfo', rows: [row(11), row(12)] } }))
    await userEvent.click(await screen.findByText('Fuel and CO₂: HFO, 2 speeds'))
    await userEvent.click(screen.getByRole('button', { name: 'Remove 11 kn' }))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Remove 12 kn' })).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByLabelText('Speed, new row')).toHaveFocus())
    expect(currentVoyage().ship.consumption?.rows).toEqual([])
  })

  it('shows speed loss in weather only when it is switched on, and for what it takes her', async () => {
    await userEvent.click(await screen.findByText('Experimental: speed loss in weather'))
    expect(screen.getByText(/^The paper could not be checked/)).toBeVisible()
    expect(screen.queryByLabelText('Length of the bow')).not.toBeInTheDocument()
    await userEvent.click(screen.getByLabelText('Show speed loss (Kwon 2008)'))
    expect(screen.getByText('Not known yet: needs LPP, beam and draught.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Ballast' }))
    expect(screen.getByRole('option', { name: 'As loaded: ballast' })).toBeInTheDocument()
    await userEvent.selectOptions(screen.getByLabelText('Kind of ship'), 'Container ship')
    await type('Length of the bow', '50')
    expect(currentVoyage()).toMatchObject({
      ship: { speedLoss: 'container', bowM: 50 },
      loading: { condition: 'ballast' },
    })
    await userEvent.click(screen.getByLabelText('Show speed loss (Kwon 2008)'))
    expect(currentVoyage().ship).toMatchObject({ speedLoss: null, bowM: 50 })
  })
})
