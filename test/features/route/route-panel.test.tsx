import { useState } from 'react'
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyRoute } from '#src/domain/route/route.ts'
import { routeFromPositions, setLegSpeed } from '#src/domain/route/edit.ts'
// The page loads it when it is needed; loaded here before a test waits for anything.
import '#src/domain/formats/position-list.ts'
import '#src/features/route/import/paste-dialog.tsx'
import { RoutePanel, WaypointListPart } from '#src/features/route/route-panel.tsx'
import { RouteTabLabel } from '#src/features/route/checks/route-checks.tsx'
import { RouteTools } from '#src/features/route/route-tools.tsx'
import { SailRestDialog } from '#src/features/route/schedule/sail-rest-dialog.tsx'
import { type DialogName, useIntent } from '#src/state/intents.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { currentPlan, currentVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { givePageSize } from '#test/support/page-size.ts'
import { focusRow, names, openVoyage, pacific, row, waypoint } from './route-page.tsx'

/** As the page shows it, whoever asks for it. */
function SailRest() {
  const [open, setOpen] = useState<DialogName | null>(null)
  useIntent('open-dialog', setOpen)
  if (open !== 'sail-rest') return <p data-testid="dialog">{open}</p>
  return <SailRestDialog onClose={() => setOpen((now) => (now === open ? null : now))} />
}
const show = () =>
  render(
    <>
      <RouteTools onImport={() => undefined} />
      <RoutePanel onImport={() => undefined} sample={{ open: () => undefined, asksAtOnce: true }} />
      <SailRest />
    </>,
  )
const choose = async (item: RegExp) => {
  await userEvent.click(screen.getByRole('button', { name: 'More actions' }))
  await userEvent.click(screen.getByRole('menuitem', { name: item }))
}

beforeAll(() => WaypointListPart.preload())
beforeEach(() => {
  givePageSize({ width: 360, height: 600 })
  standInForDialogs()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the undo of a delete', () => {
  beforeEach(() => {
    openVoyage(pacific)
    show()
    focusRow(2)
  })

  it('is offered without taking the keyboard, and brings back both waypoint and keyboard', async () => {
    await userEvent.keyboard('{Delete}')
    expect(screen.getByText('Deleted waypoint 2 “Midway”.')).toBeVisible()
    expect(row(2)).toHaveFocus()
    await userEvent.click(screen.getByRole('button', { name: 'Undo delete' }))
    expect(names()).toEqual(['Yokohama', 'Midway', 'Golden Gate'])
    expect(row(2)).toHaveFocus()
    expect(screen.queryByText(/^Deleted waypoint/)).toBeNull()
  })

  it('goes with the next edit', async () => {
    await userEvent.keyboard('{Delete}{Insert}')
    expect(screen.queryByText(/^Deleted waypoint/)).toBeNull()
  })

  it('goes when it is dismissed, and the waypoint stays deleted', async () => {
    await userEvent.keyboard('{Delete}')
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText(/^Deleted waypoint/)).toBeNull()
    expect(names()).toEqual(['Yokohama', 'Golden Gate'])
  })

  it('does not mistake the undo of an insert for a delete', async () => {
    await userEvent.keyboard('{Insert}')
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(names()).toEqual(['Yokohama', 'Midway', 'Golden Gate'])
    expect(screen.queryByText(/^Deleted waypoint/)).toBeNull()
  })
})

it('says how long before or after the latest arrival the ship is there', () => {
  openVoyage(pacific)
  show()
  expect(screen.queryByText(/latest arrival/)).toBeNull()
  const { route, departureMs, speedKn } = currentPlan()
  const etaMs = schedule(route, { departureMs, speedKn }).arrivalMs!
  act(() => voyageActions.arriveByEdited(etaMs - 90 * 60_000))
  expect(screen.getByText(/^1 h 30 min after the latest arrival, /).parentElement).toHaveAttribute('data-late')
  act(() => voyageActions.arriveByEdited(etaMs))
  expect(screen.getByText(/^0 min before the latest arrival, /).parentElement).not.toHaveAttribute('data-late')
})

describe('the checks under the table', () => {
  it('are counted, put in words at the row and in the list, and lead to the waypoint', async () => {
    openVoyage(
      routeFromPositions('Same', [
        { lat: 0, lon: 100 },
        { lat: 0, lon: 150 },
        { lat: 0, lon: 150 },
        { lat: 0, lon: -170 },
      ]),
      { departureMs: Date.now(), speedKn: 45 },
    )
    show()
    render(<RouteTabLabel />)
    // Two legs of more than 2,000 NM and two waypoints in one place; crossing 180° is mere information.
    expect((await screen.findByText('to check')).parentElement).toHaveTextContent('3 to check')
    await userEvent.click(screen.getByText(/^\d caution/))
    const check = screen.getByRole('button', { name: /^Caution: ?Waypoints 2 and 3 are the same place\.$/ })
    expect(row(3)).toHaveTextContent('Waypoints 2 and 3 are the same place.')
    expect(row(4)).toHaveTextContent('Leg 3 crosses 180°.')
    await userEvent.click(check)
    expect(row(3)).toHaveFocus()
    expect(row(3)).toHaveAttribute('aria-selected', 'true')
  })

  it('are silent about a route without findings', () => {
    openVoyage(
      routeFromPositions('Short', [
        { lat: 50, lon: -20 },
        { lat: 50, lon: -21 },
      ]),
      { departureMs: Date.now() },
    )
    show()
    expect(screen.queryByText(/caution|note|error/)).toBeNull()
  })
})

describe('pasted positions', () => {
  const paste = (text: string) => fireEvent.paste(document.body, { clipboardData: { getData: () => text } })

  it('are shown as they were understood, and added at the end', async () => {
    openVoyage(pacific)
    show()
    paste("51°59.0'N 004°02.3'E Maas\nsee chart 1406\n50-30.0N 001-20.0W")
    await screen.findByRole('dialog', { name: 'Paste positions' })
    expect(screen.getByText("51°59.000'N 004°02.300'E")).toBeVisible()
    expect(screen.getByText('2 positions understood; 1 line will be left out.')).toBeVisible()
    expect(screen.getByText('“see chart 1406” is not a position.')).toBeVisible()
    expect(currentPlan().route).toBe(pacific)
    await userEvent.click(screen.getByRole('button', { name: 'Add 2 waypoints' }))
    expect(names()).toEqual(['Yokohama', 'Midway', 'Golden Gate', 'Maas', ''])
    // Close to the waypoint before, across 180°.
    expect(waypoint(4).position.lon).toBeCloseTo(4.0383 + 360, 3)
  })

  it('replace the route on request, as one step of undo', async () => {
    openVoyage(pacific)
    show()
    paste('51.98 4.04\n50.5 -1.33')
    await userEvent.click(await screen.findByRole('button', { name: 'Replace route' }))
    expect(currentPlan().route.waypoints).toHaveLength(2)
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(names()).toEqual(['Yokohama', 'Midway', 'Golden Gate'])
  })

  it('have notes on what is skipped, and none if nothing is', async () => {
    openVoyage(pacific)
    show()
    paste('1\t51-59.0N\t004-02.3E\tRL\n2\t50-30.0N\t001-20.0W\tGC')
    await screen.findByRole('dialog', { name: 'Paste positions' })
    expect(screen.getByText('Not used beside the positions: "RL", "GC".')).toBeVisible()
    const field = screen.getByRole('textbox', { name: /One position per line/ })
    await userEvent.clear(field)
    await userEvent.type(field, '51-59.0N 004-02.3E')
    expect(screen.queryByRole('heading', { name: 'Notes' })).toBeNull()
    expect(screen.queryByText('Everything in it was understood.')).toBeNull()
  })

  it('begin a route if there is none', async () => {
    openVoyage(emptyRoute)
    show()
    await userEvent.click(screen.getByRole('button', { name: 'Paste positions' }))
    const add = await screen.findByRole('button', { name: 'Add waypoints' })
    expect(add).toBeDisabled()
    await userEvent.type(screen.getByRole('textbox', { name: /One position per line/ }), 'N51 59.0 E004 02.3')
    await userEvent.click(screen.getByRole('button', { name: 'Add 1 waypoint' }))
    expect(currentPlan().route.waypoints).toHaveLength(1)
  })

  it('are left alone in a field, and if the text has none', async () => {
    openVoyage(pacific)
    show()
    paste('nothing of the kind')
    await act(() => import('#src/domain/formats/position-list.ts'))
    expect(screen.queryByText('Paste positions')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Find port' }))
    fireEvent.paste(screen.getByRole('combobox', { name: /port/i }), { clipboardData: { getData: () => '51.98 4.04' } })
    expect(screen.queryByText('Paste positions')).toBeNull()
  })
})

describe('sailing the rest', () => {
  // Along the equator a degree is 60.108 NM (WGS84, a = 6378.137 km).
  const equator = setLegSpeed(
    routeFromPositions('Line', [
      { lat: 0, lon: 0 },
      { lat: 0, lon: 10 },
      { lat: 0, lon: 20 },
    ]),
    'w2',
    null,
  )

  beforeEach(() => void vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 10, 21)))

  it('previews the remaining voyage and takes it as one step', async () => {
    openVoyage(equator)
    show()
    await choose(/^Replan from/)
    const place = screen.getByLabelText('Reported position')
    expect(place).toHaveValue("00°00.000'N 000°00.000'E")
    await userEvent.clear(place)
    await userEvent.type(place, "00°00'N 005°00'E")
    const time = screen.getByLabelText('Reported at (UTC)')
    await userEvent.clear(time)
    await userEvent.type(time, '23 Nov 2026 06:00Z')
    expect(time).not.toHaveAccessibleDescription()
    await userEvent.clear(time)
    await userEvent.type(time, '23/11 0600')
    expect(time).toHaveAccessibleDescription('23 Nov 2026 06:00Z')
    expect(screen.getByText('901.6 NM')).toBeVisible()
    expect(screen.getByText('1, 50 % of it sailed')).toBeVisible()
    // 300.5 NM at 12 kn are 25 h 2.7 min, reported after 30 h.
    expect(screen.getByText('4 h 57 min late')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Use remaining voyage' }))
    expect(names()).toEqual(['Reported position', '', ''])
    expect(currentPlan().departureMs).toBe(Date.UTC(2026, 10, 23, 6))
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(currentPlan()).toMatchObject({ route: equator, departureMs: Date.UTC(2026, 10, 22) })
  })

  it('plans the rest anew as an alternative beside the plan', async () => {
    openVoyage(equator)
    show()
    await choose(/^Replan from/)
    await userEvent.clear(screen.getByLabelText('Reported position'))
    await userEvent.type(screen.getByLabelText('Reported position'), "00°00'N 005°00'E")
    await userEvent.click(screen.getByRole('button', { name: 'Better route…' }))
    expect(screen.getByTestId('dialog')).toHaveTextContent('better-route')
    expect(currentPlan().route.waypoints).toHaveLength(3)
    const [plan, rest] = currentVoyage().alternatives
    expect(plan?.plan.route).toBe(equator)
    expect(rest).toMatchObject({ id: currentVoyage().activeId, name: 'From 22 Nov 00:00Z' })
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(currentVoyage().alternatives).toHaveLength(1)
  })

  it('says why the rest cannot be planned anew', async () => {
    openVoyage(equator)
    show()
    await choose(/^Replan from/)
    await userEvent.clear(screen.getByLabelText('Reported position'))
    await userEvent.type(screen.getByLabelText('Reported position'), "00°00'N 021°00'E")
    const beside = screen.getByRole('group', {
      name: 'She is at the last waypoint or past it: nothing is left to plan.',
    })
    for (const name of ['Better route…', 'Speed plan…', 'Departures…'])
      expect(within(beside).getByRole('button', { name })).toBeDisabled()
  })

  it('says what it cannot read, and then offers nothing', async () => {
    openVoyage(equator)
    show()
    await choose(/^Replan from/)
    await act(() => userEvent.type(screen.getByLabelText('Reported position'), 'x'))
    expect(screen.getByText(/This is not a position/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Use remaining voyage' })).toBeDisabled()
  })

  it('reverses the route from the same menu', async () => {
    openVoyage(pacific)
    show()
    await choose(/^Reverse route/)
    expect(names()).toEqual(['Golden Gate', 'Midway', 'Yokohama'])
  })
})
