import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PlaybackBar } from '#src/features/map/playback/playback.tsx'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { dayMarks, playedHours, steppedTime, stillHours, timeSpan } from '#src/features/map/playback/use-playback.ts'
import { currentCursor, currentShipTime, useViewActions } from '#src/state/view.ts'
import { appendWaypoint } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { voyageActions } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const hour = 3_600_000
const start = Date.UTC(2026, 10, 22, 18)
/** 25 hourly samples northward. */
const columns = columnsOf({ Winds_10m_Intensity: Array.from({ length: 25 }, () => 10) })
const slider = () => screen.getByRole('slider', { name: 'Time shown' })
const pressSpace = () =>
  act(() => void slider().dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true })))

beforeEach(() => {
  const { shipPutAway } = useViewActions()
  shipPutAway()
  usePreferenceActions().preferenceChosen({ playbackOpen: true })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('PlaybackBar', () => {
  it('starts at the first sample with no ship, and steps by 1 and 6 hours', async () => {
    const user = userEvent.setup()
    render(<PlaybackBar columns={columns} />)
    expect(slider()).toHaveAttribute('aria-valuetext', '22 Nov 18:00Z')
    expect(currentShipTime()).toBeNull()

    await user.click(screen.getByRole('button', { name: '+6 h' }))
    await user.click(screen.getByRole('button', { name: '+1 h' }))
    expect(screen.getByText('23 Nov 01:00Z')).toBeVisible()
    expect(currentShipTime()).toBe(start + 7 * hour)
    expect(currentCursor()).toBe(7)

    await user.click(screen.getByRole('button', { name: '−1 h' }))
    expect(currentCursor()).toBe(6)
  })

  it('moves by the keys of the charts, from sample to sample and by waypoints, but not beyond the ends', async () => {
    const user = userEvent.setup()
    const route = [0, 9, 24].reduce(
      (made, index) => appendWaypoint(made, { lat: columns.lat[index]!, lon: -20 }),
      emptyRoute,
    )
    act(() => voyageActions.voyageOpened(planned(emptyVoyage('v', 0), { route })))
    render(<PlaybackBar columns={columns} />)
    slider().focus()
    await user.keyboard('{Home}{ArrowRight}')
    expect(currentCursor()).toBe(1)
    await user.keyboard('{PageDown}')
    expect(currentCursor()).toBe(9)
    expect(currentShipTime()).toBe(start + 9 * hour)
    await user.keyboard('{PageUp}{ArrowLeft}')
    expect(currentShipTime()).toBe(start)
    await user.keyboard('{End}')
    expect(slider()).toHaveAttribute('aria-valuetext', '23 Nov 18:00Z')
    await user.keyboard('{Escape}')
    expect(currentShipTime()).toBeNull()
  })

  it('shows the time at the cursor of the charts, while it is pointed at too', () => {
    render(<PlaybackBar columns={columns} />)
    const { cursorMoved, shipMoved } = useViewActions()
    act(() => shipMoved(start + 3 * hour, 3))
    expect(slider()).toHaveAttribute('aria-valuetext', '22 Nov 21:00Z')
    act(() => cursorMoved(11))
    expect(slider()).toHaveAttribute('aria-valuetext', '23 Nov 05:00Z')
    act(() => cursorMoved(null))
    expect(slider()).toHaveAttribute('aria-valuetext', '22 Nov 21:00Z')
  })

  it('steps to a sample, even where samples are farther apart than the step', async () => {
    const user = userEvent.setup()
    const sparse = columnsOf({}, { lat: [1, 2, 3], timeMs: [0, 3, 6].map((hours) => start + hours * hour) })
    render(<PlaybackBar columns={sparse} />)
    await user.click(screen.getByRole('button', { name: '+1 h' }))
    expect(currentShipTime()).toBe(start + 3 * hour)
    await user.click(screen.getByRole('button', { name: '−1 h' }))
    expect(currentShipTime()).toBe(start)
  })

  it('gives the cursor back to the ship when the pointer leaves a sample', () => {
    const { cursorMoved, shipMoved } = useViewActions()
    shipMoved(start + 3 * hour, 3)
    cursorMoved(11)
    expect(currentCursor()).toBe(11)
    cursorMoved(null)
    expect(currentCursor()).toBe(3)
  })

  it('plays in whole steps under reduced motion, and stops at the last sample', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('matchMedia', () => ({ matches: true }))
    render(<PlaybackBar columns={columns} />)
    act(() => screen.getByRole('button', { name: 'Play' }).click())
    await act(() => vi.advanceTimersByTimeAsync(3000))
    expect(currentShipTime()).toBe(start + 3 * hour)
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(currentShipTime()).toBe(start + 24 * hour)
    expect(screen.getByRole('button', { name: 'Play' })).toBeVisible()
    // At the end it starts again.
    act(() => screen.getByRole('button', { name: 'Play' }).click())
    expect(currentShipTime()).toBe(start)
  })

  it('plays frame by frame, and Space pauses it', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('matchMedia', () => ({ matches: false }))
    render(<PlaybackBar columns={columns} />)
    pressSpace()
    await act(() => vi.advanceTimersByTimeAsync(2000))
    const held = currentShipTime()!
    expect(held).toBeGreaterThan(start + hour)
    expect(held).toBeLessThan(start + 3 * hour)
    pressSpace()
    // It stops on a sample.
    const stopped = currentShipTime()!
    expect(stopped).toBe(start + 2 * hour)
    await act(() => vi.advanceTimersByTimeAsync(2000))
    expect(currentShipTime()).toBe(stopped)
  })

  it('folds away with the ship, and comes back', async () => {
    const user = userEvent.setup()
    render(<PlaybackBar columns={columns} />)
    await user.click(screen.getByRole('button', { name: '+1 h' }))
    await user.click(screen.getByRole('button', { name: 'Hide the time slider' }))
    expect(screen.queryByRole('slider')).toBeNull()
    expect(currentShipTime()).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Show time slider' }))
    expect(slider()).toBeVisible()
  })

  it('is absent if the times do not ascend', () => {
    const { container } = render(
      <PlaybackBar columns={columnsOf({}, { lat: [1, 2], timeMs: [start, start - hour] })} />,
    )
    expect(container).toBeEmptyDOMElement()
    expect(timeSpan(columnsOf({}, { lat: [1], timeMs: [start] }))).toBeNull()
    expect(timeSpan(columnsOf({}))).toBeNull()
  })
})

describe('the time played', () => {
  const days = (count: number) => ({ startMs: start, endMs: start + count * 24 * hour })

  it('shows the whole of a passage in 30 seconds, a short one an hour in a second', () => {
    expect(playedHours(days(10), 1000)).toBeCloseTo(8, 9)
    expect(playedHours(days(1), 1000)).toBe(1)
    expect(stillHours(days(10))).toBe(8)
  })

  it('stays within the answer', () => {
    expect(steppedTime(days(1), start, -1)).toBe(start)
    expect(steppedTime(days(1), start, Infinity)).toBe(start + 24 * hour)
  })

  it('marks the beginning of each day, fewer where there are too many', () => {
    expect(dayMarks(days(2))).toEqual([6 / 48, 30 / 48])
    expect(dayMarks(days(100)).length).toBeLessThanOrEqual(40)
  })
})
