import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { LimitDialog } from '#src/features/settings/limit-dialog.tsx'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { activePlan } from '#src/domain/voyage/voyage.ts'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'

standInForDialogs()

const type = async (label: string, text: string) => {
  await userEvent.clear(screen.getByLabelText(label))
  await userEvent.type(screen.getByLabelText(label), `${text}{Enter}`)
}

describe('the limits of a voyage', () => {
  beforeEach(() => {
    const { voyageOpened, shipEdited } = voyageActions
    act(() => {
      usePreferenceActions().unitsChosen(defaultUnits)
      voyageOpened(newVoyage('v', Date.UTC(2026, 10, 22)))
      shipEdited({ name: 'MV Name', imo: '9074729' })
    })
    render(<LimitDialog onClose={() => undefined} />)
  })

  it('start with those of any ship, and caution follows the limit at 80 %', async () => {
    expect(screen.getByLabelText('Start from')).toHaveDisplayValue('Any ship')
    await type('Wave height, limit from', '5,5')
    expect(currentVoyage().limits.wave).toEqual({ caution: 4.4, limit: 5.5 })
    expect(screen.getByLabelText('Start from')).toHaveDisplayValue('This voyage’s own')
  })

  it('leave the operator’s own caution where it is', async () => {
    await type('Wind, caution from', '20')
    await type('Wind, limit from', '40')
    expect(currentVoyage().limits.wind).toEqual({ caution: 20, limit: 40 })
    await type('Wind, limit from', '18')
    expect(currentVoyage().limits.wind).toEqual({ caution: 18, limit: 18 })
  })

  it('refuse a caution above the limit and what is not a number, and keep what was typed', async () => {
    await type('Wind, caution from', '31')
    expect(screen.getByText('A number from 1 kn, at most 30 kn.')).toBeInTheDocument()
    await type('Wave height, limit from', 'high')
    expect(screen.getByLabelText('Wave height, limit from')).toHaveValue('high')
    expect(currentVoyage().limits).toMatchObject({ wind: { limit: 30 }, wave: { limit: 4 } })
  })

  it('are shown and typed in the units chosen, and a voyage keeps knots and metres', async () => {
    act(() => usePreferenceActions().unitsChosen({ speed: 'm/s', height: 'ft' }))
    expect(screen.getByLabelText('Wind, limit from')).toHaveValue('15.4')
    expect(screen.getByLabelText('Wave height, limit from')).toHaveValue('13.1')
    await type('Wind, limit from', '15 m/s')
    // 15 and 12 m/s ÷ (1852 / 3600)
    expect(currentVoyage().limits.wind?.limit).toBeCloseTo(29.158, 3)
    expect(currentVoyage().limits.wind?.caution).toBeCloseTo(23.326, 3)
    expect(screen.getByLabelText('Wind, caution from')).toHaveValue('12.0')
    await type('Wind, limit from', '20')
    expect(screen.getByLabelText('Wind, caution from')).toHaveValue('16.0')
    await type('Wave height, limit from', '10')
    expect(currentVoyage().limits.wave?.limit).toBeCloseTo(3.048, 9)
    await type('Wind, caution from', '30 kn')
    expect(screen.getByText('A number from 0.5 m/s, at most 20.0 m/s.')).toBeInTheDocument()
    await type('Wind, caution from', '20')
    expect(currentVoyage().limits.wind?.caution).toBe(currentVoyage().limits.wind?.limit)
  })

  it('stay in knots where a force is shown', () => {
    act(() => usePreferenceActions().unitsChosen({ speed: 'Bft' }))
    expect(screen.getByLabelText('Wind, limit from')).toHaveValue('30')
  })

  it('are watched or not, one by one, and undone', async () => {
    await userEvent.click(screen.getByLabelText('Wave height'))
    await userEvent.click(screen.getByLabelText('Gust'))
    expect(currentVoyage().limits).toMatchObject({ wave: null, gust: { caution: 32, limit: 40 } })
    act(() => voyageActions.undone())
    expect(currentVoyage().limits).toMatchObject({ wave: null, gust: null })
  })

  it('are taken from a preset, saved as a profile of the ship, and taken from it again', async () => {
    await userEvent.selectOptions(screen.getByLabelText('Start from'), 'Tow or heavy lift')
    expect(currentVoyage().limits).toMatchObject({ wind: { limit: 20 }, wave: { limit: 2 } })
    await type('Wave height, limit from', '1.8')
    await userEvent.click(screen.getByRole('button', { name: 'Save as profile…' }))
    expect(screen.getByLabelText('Profile name')).toHaveValue('MV Name')
    await userEvent.click(screen.getByRole('button', { name: 'Save profile' }))
    expect(screen.getByLabelText('Start from')).toHaveDisplayValue('MV Name · this ship')
    await userEvent.selectOptions(screen.getByLabelText('Start from'), 'Any ship')
    await userEvent.selectOptions(screen.getByLabelText('Start from'), 'MV Name · this ship')
    expect(currentVoyage().limits.wave?.limit).toBe(1.8)
    await userEvent.click(screen.getByRole('button', { name: 'Forget this limit profile' }))
    expect(screen.getByLabelText('Start from')).toHaveDisplayValue('This voyage’s own')
  })

  it('have the latest arrival beside them, from the plan at first, kept with the voyage and with no profile', async () => {
    await userEvent.click(screen.getByLabelText('Latest arrival'))
    // Without a route, the departure of the new voyage to begin with.
    expect(currentVoyage().arriveByMs).toBe(activePlan(currentVoyage()).departureMs)
    await type('Arrival not later than (UTC)', '24/11 0600')
    expect(currentVoyage().arriveByMs).toBe(Date.UTC(2026, 10, 24, 6))
    await userEvent.selectOptions(screen.getByLabelText('Start from'), 'Tow or heavy lift')
    expect(currentVoyage().arriveByMs).toBe(Date.UTC(2026, 10, 24, 6))
    act(() => voyageActions.undone())
    act(() => voyageActions.undone())
    expect(currentVoyage().arriveByMs).toBe(activePlan(currentVoyage()).departureMs)
    await userEvent.click(screen.getByLabelText('Latest arrival'))
    expect(currentVoyage().arriveByMs).toBeNull()
  })

  it('watch the part of the wind on the beam, the swell and the steepness where they are asked to', async () => {
    await userEvent.click(screen.getByLabelText('Wave steepness'))
    await type('Wave steepness, limit from', '0.06')
    expect(currentVoyage().limits.steepness).toEqual({ caution: 0.048, limit: 0.06 })
    expect(screen.getByLabelText('Wave steepness, caution from')).toHaveValue('0.048')
    await type('Wave steepness, limit from', '0.2')
    expect(screen.getByText('A number from 0.005, at most 0.142.')).toBeInTheDocument()
    await userEvent.click(screen.getByLabelText('Wind on the beam'))
    expect(currentVoyage().limits['beam-wind']).toEqual({ caution: 20, limit: 25 })
  })

  it('are changed in the tab that edits', () => {
    act(() => voyageActions.editingAllowed(false))
    expect(screen.getByText('This voyage is being edited in another tab; change its limits there.')).toBeInTheDocument()
    expect(screen.getByLabelText('Wind, limit from')).toBeDisabled()
    act(() => voyageActions.editingAllowed(true))
  })
})
