import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { withoutFan } from '#src/domain/voyage/current/fan.ts'
import { requestParts, withFans } from '#src/domain/voyage/request-plan.ts'
import { emptyVoyage, type Voyage } from '#src/domain/voyage/voyage.ts'
import { EtaNote } from '#src/features/results/eta-note.tsx'
import { ResultsExport } from '#src/features/results/export/results-export.tsx'
import { Summary } from '#src/features/results/summary/summary.tsx'
import { ScheduleFields } from '#src/features/route/schedule/schedule-fields.tsx'
import { onIntent } from '#src/state/intents.ts'
import { currentPreferences } from '#src/state/preferences.ts'
import { currentVoyage, voyageActions } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'
import { answerOf } from '#test/support/voyage-answer.ts'

const startMs = Date.UTC(2026, 10, 22)
const route = routeFromPositions('', [
  { lat: 40, lon: -30 },
  { lat: 44, lon: -30 },
])
const voyage: Voyage = planned({ ...emptyVoyage('v', startMs), plannedSpeed: 'through water' }, { route })

/** Against two knots all the way. */
const answer = (() => {
  const { lat, lon, timeMs } = withFans(voyage, requestParts(voyage)).points
  const fields = {
    Currents_Intensity: new Float64Array(lat.length).fill((2 * 1852) / 3600),
    Currents_Direction: new Float64Array(lat.length).fill(180),
  }
  return answerOf(withoutFan({ count: lat.length, lat, lon, timeMs, fields, gaps: [] }))
})()
const note = () => screen.queryByText(/^ETA /)

beforeEach(() => act(() => voyageActions.voyageOpened(voyage)))
afterEach(() => vi.restoreAllMocks())

describe('the ETA with the current', () => {
  it('is told where speeds are through the water, which the unit of the speed says and changes', async () => {
    act(() => voyageActions.voyageOpened({ ...voyage, plannedSpeed: 'over ground' }))
    render(
      <>
        <ScheduleFields />
        <EtaNote answer={answer} onAsk={null} />
      </>,
    )
    expect(note()).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Knots over ground' }))
    await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: /^Through water/ }))
    expect(screen.getByRole('textbox', { name: 'Speed (STW)' })).toHaveValue('12.0')
    expect(note()).toHaveTextContent(/^ETA 22 Nov 23:59Z with current, 4 h later$/)
    expect(screen.queryByRole('button', { name: 'Ask again' })).toBeNull()
    act(() => voyageActions.undone())
    expect(currentVoyage().plannedSpeed).toBe('over ground')
  })

  it('offers to ask again where the current was asked for at other times, and leaves once the plan is another', async () => {
    const onAsk = vi.fn()
    render(<EtaNote answer={answer} onAsk={onAsk} />)
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }))
    expect(onAsk).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ asksAgain: true, corrections: 0 }))
    act(() => voyageActions.scheduleEdited({ speedKn: 11 }))
    expect(note()).toBeNull()
  })

  it('has its rows in the summary', () => {
    render(<Summary answer={answer} tools={null} />)
    expect(screen.getByRole('table', { name: 'ETA' })).toHaveTextContent(/In still water.*With the current.*4 h later/)
  })

  it('goes into an RTZ file and a passage plan on demand', async () => {
    const print = vi.fn<(other?: { voyage: Voyage; note: string }) => void>()
    const stop = onIntent('print-plan', print)
    const files: string[] = []
    Object.assign(URL, { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push(this.download)
    })
    render(<ResultsExport answer={answer} />)
    await userEvent.click(screen.getByRole('button', { name: 'Export' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: /^RTZ 1.1 with these ETAs/ }))
    await waitFor(() => expect(files).toEqual([expect.stringMatching(/_with_current\.rtz$/)]))
    await userEvent.click(screen.getByRole('menuitem', { name: /^Passage plan with these ETAs/ }))
    expect(currentPreferences().sheetPlace).toBe('route') // where the part that prints is
    const { voyage: printed, note: words } = print.mock.lastCall![0]!
    expect(printed.alternatives[0]!.plan.route.waypoints[1]!.leg.speedKn).toBeCloseTo(10, 1)
    expect(words).toContain('with the current of the answer')
    act(stop)
  })

  it('is no export where speeds are over ground', async () => {
    act(() => voyageActions.voyageOpened({ ...voyage, plannedSpeed: 'over ground' }))
    render(<ResultsExport answer={answer} />)
    await userEvent.click(screen.getByRole('button', { name: 'Export' }))
    expect(await screen.findByRole('menuitem', { name: /^CSV/ })).toBeVisible()
    expect(screen.queryByRole('menuitem', { name: /these ETAs/ })).toBeNull()
  })
})
