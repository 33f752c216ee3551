import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { DAY_MS, HOUR_MS, minuteBegun } from '#src/domain/time.ts'
import { WaypointTable } from '#src/features/route/waypoints/waypoint-table.tsx'
import { currentPlan } from '#src/state/voyage.ts'
import { givePageSize } from '#test/support/page-size.ts'
import { focusRow, names, openVoyage, pacific, retype, row, waypoint } from '../route-page.tsx'

function show(route: Route): void {
  openVoyage(route)
  render(<WaypointTable />)
}

beforeEach(() => givePageSize({ width: 360, height: 600 }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the cells of the waypoint table', () => {
  beforeEach(() => show(pacific))

  it('show positions wrapped, though the route crosses 180° unwrapped', () => {
    expect(waypoint(3).position.lon).toBeCloseTo(237.5, 9)
    expect(screen.getByRole('button', { name: /Waypoint 3, longitude: 122°30\.000'W/ })).toBeVisible()
  })

  it('move a waypoint by a position typed as mariners write it', async () => {
    await userEvent.click(screen.getByRole('button', { name: /Waypoint 2, latitude/ }))
    await retype(screen.getByLabelText('Waypoint 2, latitude'), "41°30.0'N")
    expect(waypoint(2).position).toEqual({ lat: 41.5, lon: 179 })
  })

  it('refuse an impossible latitude, name row and value, and keep what was typed', async () => {
    await userEvent.click(screen.getByRole('button', { name: /Waypoint 2, latitude/ }))
    const field = screen.getByLabelText('Waypoint 2, latitude')
    await retype(field, '95.2')
    expect(screen.getByRole('alert')).toHaveTextContent('Waypoint 2: latitude 95.2 is outside −90 to 90.')
    expect(field).toHaveValue('95.2')
    expect(currentPlan().route).toBe(pacific)
  })

  it('return the keyboard to the cell after Enter and after Escape', async () => {
    const cell = () => screen.getByRole('button', { name: /^Waypoint 2, name/ })
    await userEvent.click(cell())
    await retype(screen.getByLabelText('Waypoint 2, name'), 'Date line')
    expect(cell()).toHaveFocus()
    await userEvent.keyboard('{Enter}nothing{Escape}')
    expect(cell()).toHaveFocus()
    expect(names()[1]).toBe('Date line')
  })

  it('take a great circle for one leg', async () => {
    await userEvent.selectOptions(screen.getByLabelText('Leg to waypoint 2: type'), 'GC')
    expect(waypoint(2).leg.type).toBe('GC')
  })

  it('take a speed for one leg, and the voyage’s again when it is cleared', async () => {
    const cell = () => screen.getByRole('button', { name: /^Leg to waypoint 2, speed/ })
    expect(cell()).toHaveTextContent('12.0 kn')
    await userEvent.click(cell())
    await retype(screen.getByLabelText('Leg to waypoint 2, speed'), '14,5 kn')
    expect(waypoint(2).leg.speedKn).toBe(14.5)
    expect(cell()).toHaveTextContent('14.5 kn')
    await userEvent.keyboard('{Enter}{Delete}{Enter}')
    expect(waypoint(2).leg.speedKn).toBeNull()
    expect(cell()).toHaveTextContent('12.0 kn')
  })

  it('refuse a speed no ship has', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Leg to waypoint 2, speed/ }))
    await retype(screen.getByLabelText('Leg to waypoint 2, speed'), '0')
    expect(screen.getByRole('alert')).toHaveTextContent('Leg to waypoint 2: a speed is 0.1 to 60 kn.')
  })

  it('fix an ETA when one is typed, say which speed it requires, and free it when it is cleared', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 3, ETA/ }))
    await retype(screen.getByLabelText('Waypoint 3, ETA'), '8 Dec 12:00Z')
    expect(waypoint(3).fixedEtaMs).toBe(Date.UTC(2026, 11, 8, 12))
    expect(screen.getByRole('button', { name: /^Waypoint 3, fixed ETA: 08 Dec 12:00Z/ })).toHaveFocus()
    expect(screen.getAllByRole('button', { name: /^Leg to waypoint \d, speed: .* kn, required/ })).toHaveLength(2)
    await userEvent.keyboard('{Enter}{Delete}{Enter}')
    expect(waypoint(3).fixedEtaMs).toBeNull()
    expect(screen.queryByRole('button', { name: /required/ })).toBeNull()
  })

  it('take an ETA as it is typed in a hurry, and say how it is read', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 3, ETA/ }))
    const field = screen.getByLabelText('Waypoint 3, ETA')
    await userEvent.clear(field)
    await userEvent.type(field, '08/12 12')
    expect(screen.queryByRole('status')).toBeNull()
    await userEvent.type(field, '30')
    expect(screen.getByRole('status')).toHaveTextContent('08 Dec 2026 12:30Z')
    await userEvent.keyboard('{Enter}')
    expect(waypoint(3).fixedEtaMs).toBe(Date.UTC(2026, 11, 8, 12, 30))
    expect(screen.queryByRole('status')).toBeNull()
  })

  it('count an ETA from the departure of the waypoint before, stay included', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Select waypoint 2' }))
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 2, stay: none/ }))
    await retype(screen.getByLabelText('Waypoint 2, stay'), '6 h')
    const { route, departureMs, speedKn } = currentPlan()
    const leavesMs = Number(schedule(route, { departureMs, speedKn }).rows[1]?.etdMs)
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 3, ETA/ }))
    await retype(screen.getByLabelText('Waypoint 3, ETA'), '+8d6h30')
    const after = 8 * DAY_MS + 6.5 * HOUR_MS
    expect(waypoint(3).fixedEtaMs).toBe(minuteBegun(leavesMs) + after)
  })

  it('refuse an ETA that may be two things, name the row, and keep what was typed', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 3, ETA/ }))
    const field = screen.getByLabelText('Waypoint 3, ETA')
    await retype(field, '8 Dec')
    expect(screen.getByRole('alert')).toHaveTextContent('Waypoint 3: add the time of day, such as 0600.')
    expect(field).toHaveValue('8 Dec')
    expect(currentPlan().route).toBe(pacific)
  })

  it('take a stay at the selected waypoint, and delay the rest of the voyage by it', async () => {
    const eta = () => screen.getByRole('button', { name: /^Waypoint 3, ETA/ }).textContent
    const before = eta()
    await userEvent.click(screen.getByRole('button', { name: 'Select waypoint 2' }))
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 2, stay: none/ }))
    await retype(screen.getByLabelText('Waypoint 2, stay'), '1 d 6 h')
    expect(waypoint(2).stayMin).toBe(1800)
    expect(screen.getByRole('button', { name: /^Waypoint 2, stay: 1 d 6 h/ })).toBeVisible()
    expect(eta()).not.toBe(before)
  })
})

describe('the menu of a waypoint', () => {
  beforeEach(() => show(pacific))

  const choose = async (number: number, item: string) => {
    await userEvent.click(screen.getByRole('button', { name: `More for waypoint ${number}` }))
    await userEvent.click(screen.getByRole('menuitem', { name: item }))
  }

  it('moves it without a drag', async () => {
    await choose(3, 'Move up')
    expect(names()).toEqual(['Yokohama', 'Golden Gate', 'Midway'])
    await choose(1, 'Move down')
    expect(names()).toEqual(['Golden Gate', 'Yokohama', 'Midway'])
  })

  it('inserts before it and deletes it', async () => {
    await choose(3, 'Insert waypoint before')
    expect(names()).toEqual(['Yokohama', 'Midway', '', 'Golden Gate'])
    await choose(3, 'Delete waypoint')
    expect(names()).toEqual(['Yokohama', 'Midway', 'Golden Gate'])
  })

  it('offers no move past the ends', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'More for waypoint 1' }))
    expect(screen.getByRole('menuitem', { name: 'Move up' })).toHaveAttribute('aria-disabled', 'true')
  })
})

describe('the waypoint table by keyboard', () => {
  beforeEach(() => show(pacific))

  it('moves between rows with the arrows and selects on the way', async () => {
    focusRow(1)
    await userEvent.keyboard('{ArrowDown}')
    expect(row(2)).toHaveFocus()
    expect(row(2)).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{End}')
    expect(row(3)).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}{ArrowUp}')
    expect(row(2)).toHaveFocus()
  })

  it('keeps the column while a cell has the keyboard', async () => {
    act(() => screen.getByRole('button', { name: /^Waypoint 1, longitude/ }).focus())
    await userEvent.keyboard('{ArrowDown}')
    expect(screen.getByRole('button', { name: /^Waypoint 2, longitude/ })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(row(2)).toHaveFocus()
  })

  it('has one row in the order of Tab', () => {
    focusRow(2)
    expect(screen.getAllByRole('row').filter(({ tabIndex }) => tabIndex === 0)).toEqual([row(2)])
    expect(
      within(row(1))
        .getAllByRole('button')
        .every(({ tabIndex }) => tabIndex === -1),
    ).toBe(true)
  })

  it('edits with Enter, from the name on', async () => {
    focusRow(2)
    await userEvent.keyboard('{Enter}')
    expect(screen.getByLabelText('Waypoint 2, name')).toHaveFocus()
    await userEvent.keyboard('Date line{Enter}{Escape}')
    expect(names()[1]).toBe('Date line')
    expect(row(2)).toHaveFocus()
  })

  it('deletes with Delete, and goes on with the next row', async () => {
    focusRow(2)
    await userEvent.keyboard('{Delete}')
    expect(names()).toEqual(['Yokohama', 'Golden Gate'])
    expect(row(2)).toHaveFocus()
  })

  it.each(['{Insert}', '{Shift>}{Enter}{/Shift}'])('puts a waypoint in the middle of the leg with %s', async (keys) => {
    focusRow(2)
    await userEvent.keyboard(keys)
    expect(names()).toEqual(['Yokohama', '', 'Midway', 'Golden Gate'])
    // Half-way along a rhumb line the latitude is the mean; WGS84 moves it by less than a minute.
    expect(waypoint(2).position.lat).toBeCloseTo((35.35 + 40) / 2, 1)
    expect(row(2)).toHaveFocus()
  })

  it('inserts after the first waypoint, which has no leg before it', async () => {
    focusRow(1)
    await userEvent.keyboard('{Insert}')
    expect(names()).toEqual(['Yokohama', '', 'Midway', 'Golden Gate'])
  })

  it('reorders with Alt and the arrows, and stays with the row', async () => {
    focusRow(1)
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    expect(names()).toEqual(['Midway', 'Yokohama', 'Golden Gate'])
    expect(row(2)).toHaveFocus()
    await userEvent.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}')
    expect(names()).toEqual(['Yokohama', 'Midway', 'Golden Gate'])
    expect(row(1)).toHaveFocus()
  })
})

describe('B13 a table of 2,000 waypoints', () => {
  it('keeps few rows in the page, says how many there are, and reaches the last by key', async () => {
    show(
      routeFromPositions(
        'Long',
        Array.from({ length: 2000 }, (_, index) => ({ lat: Math.sin(index / 40) * 50, lon: index / 10 })),
      ),
    )
    expect(screen.getByRole('grid', { name: 'Waypoints' })).toHaveAttribute('aria-rowcount', '2001')
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
    focusRow(1)
    await userEvent.keyboard('{End}')
    expect(row(2000)).toHaveFocus()
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
  })
})
