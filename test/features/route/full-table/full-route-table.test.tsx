import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FullRouteTable } from '#src/features/route/full-table/full-route-table.tsx'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { currentPlan } from '#src/state/voyage.ts'
import { givePageSize } from '#test/support/page-size.ts'
import { focusRow, names, openVoyage, pacific, retype, row, waypoint } from '../route-page.tsx'

describe('the full route table', () => {
  const onClose = vi.fn()
  beforeEach(() => {
    givePageSize({ width: 1280, height: 600 })
    openVoyage(pacific)
    render(<FullRouteTable onClose={onClose} />)
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  const headings = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent)

  it('has a heading with its unit over every column', () => {
    expect(headings()).toEqual([
      '#',
      'Name',
      'Latitude WGS84',
      'Longitude WGS84',
      'Leg RL / GC',
      'Course °T, at start',
      'Distance NM',
      'To go NM',
      'Speed kn, SOG',
      'Stay d h min',
      'ETA UTC',
      'More',
    ])
  })

  it('has magnetic courses where they are wanted, loaded then', async () => {
    act(() => usePreferenceActions().preferenceChosen({ magneticShown: true }))
    expect(headings()).toContain('Magnetic °M, at start')
    expect(await within(row(2)).findByText(/^\d{3}\.[05]°M$/)).toHaveAttribute(
      'title',
      expect.stringMatching(/ by WMM2025$/),
    )
    act(() => usePreferenceActions().preferenceChosen({ magneticShown: false }))
    expect(headings()).not.toContain('Magnetic °M, at start')
  })

  it('counts the distance to go down to zero, and leaves the leg of the first waypoint empty', () => {
    const cells = (number: number) =>
      within(row(number))
        .getAllByRole('gridcell')
        .map(({ textContent }) => textContent)
    expect(cells(3)[6]).toBe('0.0')
    expect(cells(1).slice(3, 6)).toEqual(['', '', ''])
    expect(cells(1)[6]).not.toBe('0.0')
  })

  it('fixes an ETA, marks the speeds it requires, and frees it', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 2, ETA/ }))
    await retype(screen.getByLabelText('Waypoint 2, ETA'), '2026-11-28T12:00Z')
    expect(waypoint(2).fixedEtaMs).toBe(Date.UTC(2026, 10, 28, 12))
    expect(within(row(2)).getByRole('button', { name: /speed: .* required/ })).toBeVisible()
    expect(within(row(3)).getByRole('button', { name: /speed: 12\.0\. Edit/ })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 2, fixed ETA: 28 Nov 12:00Z/ }))
    await retype(screen.getByLabelText('Waypoint 2, fixed ETA'), '{Delete}')
    expect(waypoint(2).fixedEtaMs).toBeNull()
  })

  it('changes the departure by its first time', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 1, departure/ }))
    await retype(screen.getByLabelText('Waypoint 1, departure'), '23 Nov 06:00Z')
    expect(currentPlan().departureMs).toBe(Date.UTC(2026, 10, 23, 6))
  })

  it('accepts a stay and says what it cannot read', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Waypoint 2, stay/ }))
    await retype(screen.getByLabelText('Waypoint 2, stay'), '6')
    expect(screen.getByRole('alert')).toHaveTextContent('Waypoint 2: write a stay as 6 h 30 min.')
    await retype(screen.getByLabelText('Waypoint 2, stay'), '6:30')
    expect(waypoint(2).stayMin).toBe(390)
  })

  it('has the same keys as the table in the panel', async () => {
    focusRow(1)
    await userEvent.keyboard('{ArrowDown}{Delete}')
    expect(names()).toEqual(['Yokohama', 'Golden Gate'])
    expect(row(2)).toHaveFocus()
    await userEvent.keyboard('{Insert}{Alt>}{ArrowUp}{/Alt}')
    expect(names()).toEqual(['', 'Yokohama', 'Golden Gate'])
  })

  it('hides a column and shows it again', async () => {
    await userEvent.click(screen.getByText('Columns'))
    await userEvent.click(screen.getByLabelText('Course'))
    expect(headings()).not.toContain('Course °T, at start')
    await userEvent.click(screen.getByLabelText('Course'))
    expect(headings()).toContain('Course °T, at start')
  })

  it('closes', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Close full table' }))
    expect(onClose).toHaveBeenCalledOnce()
  })
})
