import { act, fireEvent, render, renderHook, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ResultsStrip } from '#src/features/results/results-strip.tsx'
import { appendWaypoint } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { currentChartPart, currentCursor, currentShipTime, useViewActions } from '#src/state/view.ts'
import { voyageActions } from '#src/state/voyage.ts'
import { givePageSize } from '#test/support/page-size.ts'
import { answerOf, columnsOf, passageAnswer } from '#test/support/voyage-answer.ts'
import { planned } from '#test/support/planned.ts'

// jsdom has no canvas: the drawing is replaced, everything around it is real.
vi.mock('#src/features/results/lanes/lane-drawing.ts', () => ({ paintLane: () => {} }))
vi.mock('#src/features/results/lanes/ribbon.ts', () => ({ paintRibbon: () => {} }))
vi.mock('#src/features/results/lanes/limit-strip.ts', async (whole) => ({ ...(await whole()), paintStates: () => {} }))

/** Moves the shared cursor as the map would. */
function moveCursor(index: number | null) {
  const { cursorMoved } = renderHook(() => useViewActions()).result.current
  act(() => cursorMoved(index))
}
const text = (element: HTMLElement) => element.textContent.replaceAll('\u2009', ' ')
const names = () => screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)
const ribbon = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}\\b`) })
/** A ribbon's line: its value at the cursor, and what is worst. */
const lineOf = (name: string) => text(ribbon(name).closest<HTMLElement>('[data-ribbon]')!)
/** The names of the variables that are open as lanes. */
const open = () =>
  screen
    .queryAllByRole('button', { expanded: true })
    .map((button) => button.closest<HTMLElement>('[data-ribbon]')?.dataset['ribbon'])

beforeEach(() => {
  givePageSize({ width: 1064, height: 200 })
  // Another answer: neither cursor nor open lanes are left of the test before.
  act(() => useViewActions().answerShown(null))
  act(() => useViewActions().answerShown(`answer-${Math.random()}`))
  const { preferenceChosen, lanesReset } = renderHook(() => usePreferenceActions()).result.current
  act(() => {
    preferenceChosen({ chartAxis: 'distance' })
    lanesReset()
    voyageActions.voyageOpened(emptyVoyage('v', 0))
  })
})
afterEach(() => vi.unstubAllGlobals())

it('shows in each ribbon what changed since an older answer, with new and lost data, and nothing for the ship alone', () => {
  const of = (heights: number[], wind: number[]) =>
    columnsOf({ Waves_Significant_Height: heights, Winds_10m_Intensity: wind })
  const before = answerOf(of([2, 2, NaN, 2], [5, 5, 5, 5]), { key: 'before', name: 'before' })
  const now = answerOf(of([2, 3.2, 2, NaN], [5, 5, 5, 5]))
  act(() => voyageActions.shipEdited({ lppM: 217, beamM: 32.25, draughtM: 14, blockCoefficient: 0.84 }))
  render(<ResultsStrip answer={now} compared={[before]} changesFrom={before} />)
  expect(ribbon('Waves')).toHaveAccessibleName(
    'Waves: changed most by +1.2 m at 22 Nov 19:00Z, 1 sample of new data, 1 sample lost',
  )
  expect(ribbon('Wind')).toHaveAccessibleName('Wind: unchanged')
  expect(lineOf('Waves')).toBe('Waves± m+1.2 m22 Nov 19:00Z')
  const atCursor = [0, 1, 2, 3].map((sample) => {
    moveCursor(sample)
    return lineOf('Waves').replace('Waves', '').replace('+1.2 m22 Nov 19:00Z', '')
  })
  expect(atCursor).toEqual(['0.0 m', '', 'new data', 'lost'].map((text) => text || '+1.2 m'))
})

describe('charts', () => {
  it('have ribbons for motion and clearance where the ship allows it, and none otherwise', async () => {
    render(<ResultsStrip answer={passageAnswer(60)} />)
    expect(screen.queryByRole('button', { name: /^(Motion|Under-keel)/ })).not.toBeInTheDocument()
    act(() => voyageActions.shipEdited({ lppM: 217, beamM: 32.25, draughtM: 14, blockCoefficient: 0.84 }))
    act(() => voyageActions.loadingEdited({ gmM: 3 }))
    expect(names().slice(-2)).toEqual(['Motion', 'Clearance'])
    expect(ribbon('Motion')).toHaveAccessibleName(
      /^Motion: (caution|limit): .* from \d\d Nov \d\d:\d\dZ, 6 of 60 samples not known$/,
    )
    expect(ribbon('Under-keel')).toHaveAccessibleName(/least .* Check the chart, at .*, 3 of 60 samples not known$/)
    moveCursor(0)
    expect(lineOf('Motion')).toContain('not known')
    await userEvent.click(ribbon('Under-keel'))
    expect(await screen.findByRole('img', { name: /^Under-keel clearance, m: / })).toBeVisible()
    act(() => voyageActions.loadingEdited({ gmM: null }))
    act(() => voyageActions.shipEdited({ lppM: null }))
    expect(names().slice(-1)).toEqual(['Depth'])
  })

  it('have a ribbon for each variable, with its worst value, and are summarised in words', () => {
    render(<ResultsStrip answer={passageAnswer(60)} />)
    expect(names()).toEqual(['Limits', 'Wind', 'Waves', 'Current', 'Sea temperature', 'Depth'])
    expect(ribbon('Wind')).toHaveAccessibleName(
      /^Wind: worst \d+ kn at \d\d \w{3} \d\d:\d\dZ, over limit, 3 of 60 samples without a value$/,
    )
    expect(ribbon('Sea temperature')).toHaveAccessibleName(/^Sea temperature: lowest [\d.]+ °C at /)
    expect(screen.getByRole('slider')).toHaveAccessibleDescription(
      /Wind: \d+ to \d+ kn, mean \d+; 3 of 60 samples without a value\. Waves:/,
    )
  })

  it('move the shared cursor by keys and read its values aloud', async () => {
    render(<ResultsStrip answer={passageAnswer(60)} />)
    const slider = screen.getByRole('slider', { name: 'Sample along the route' })
    slider.focus()
    await userEvent.keyboard('{End}')
    expect(currentCursor()).toBe(59)
    await userEvent.keyboard('{PageUp}{ArrowLeft}')
    expect(currentCursor()).toBe(46)
    expect(slider).toHaveAttribute('aria-valuenow', '47')
    expect(text(screen.getByRole('status'))).toMatch(
      /^\d\d \w{3} \d\d:\d\dZ, [\d ]+\.\d NM, .*Wind \d+ kn from \d{3}°T, .*Current [\d.]+ kn towards \d{3}°T/,
    )
    await userEvent.keyboard('{Home}')
    expect(currentCursor()).toBe(0)
    expect(screen.getByRole('status')).toHaveTextContent(
      'Wind no value, no value from the service (land or outside the grid)',
    )
    await userEvent.keyboard('{Escape}')
    expect(currentCursor()).toBeNull()
  })

  it('follow the mouse without speaking', async () => {
    const user = userEvent.setup()
    render(<ResultsStrip answer={passageAnswer(60)} />)
    const slider = screen.getByRole('slider')
    // The plotting area is 44 to 1028 of 1064 px: its middle is the middle of the distance.
    await user.pointer({ target: slider, coords: { clientX: 536 } })
    expect(currentCursor()).toBeGreaterThan(25)
    expect(currentCursor()).toBeLessThan(35)
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
    await user.pointer({ target: slider, coords: { clientX: 9000 } })
    expect(currentCursor()).toBe(59)
  })

  it('show the values of a sample pointed at elsewhere', () => {
    render(
      <ResultsStrip
        answer={answerOf(columnsOf({ Waves_Significant_Height: [1, 3.44, NaN], Waves_Mean_Period: [8, 9, NaN] }))}
      />,
    )
    expect(lineOf('Waves')).toBe('Wavesm3.4 m22 Nov 19:00Z')
    moveCursor(1)
    expect(lineOf('Waves')).toBe('Waves3.4 m3.4 m22 Nov 19:00Z')
    expect(screen.getByText('9.0 s')).toBeVisible()
    expect(screen.getByText('22 Nov 19:00Z · 12.0 NM')).toBeVisible()
    moveCursor(2)
    expect(lineOf('Waves')).toMatch(/^Waves— m/)
    expect(screen.getByText(/^no value from the service/)).toBeVisible()
  })

  it('name what is worst for the ship: the most adverse current, the least depth', () => {
    const columns = columnsOf(
      {
        Currents_Intensity: [0.5144, 1.0289, 0.2572],
        Currents_Direction: [0, 180, 0],
        Bathymetry: [40, 12, 90],
      },
      { lat: [50, 51, 52], lon: [0, 0, 0] },
    )
    const shown = render(<ResultsStrip answer={answerOf(columns)} />)
    expect(screen.getByText('−2.0 kn')).toBeVisible()
    expect(screen.getByText('favourable 1.0 · mean −0.2')).toBeVisible()
    expect(lineOf('Depth')).toBe('Depthm12 mleast')
    shown.unmount()
    const fair = columnsOf(
      { Currents_Intensity: [0.5144, 1.0289], Currents_Direction: [0, 0] },
      { lat: [50, 51], lon: [0, 0] },
    )
    render(<ResultsStrip answer={answerOf(fair)} />)
    expect(screen.getByText('never adverse')).toBeVisible()
  })

  it('go by distance or by time', async () => {
    render(<ResultsStrip answer={passageAnswer(60)} />)
    expect(screen.getByText('Distance, NM')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Time' }))
    expect(screen.getByText('Time, UTC')).toBeVisible()
    expect(screen.getByText('24 Nov')).toBeInTheDocument()
  })

  it('offer no time if the times cannot be an axis', () => {
    render(<ResultsStrip answer={answerOf(columnsOf({ Gust_10m: [1, 2] }, { timeMs: [5, 5], lat: [1, 2] }))} />)
    expect(screen.queryByRole('button', { name: 'Time' })).not.toBeInTheDocument()
  })

  it('refer to the table if nothing can be drawn', () => {
    render(<ResultsStrip answer={answerOf(columnsOf({ Ice_Concentration: [0.5] }))} />)
    expect(screen.getByText(/Its values are in the table/)).toBeVisible()
  })

  it('step by waypoints, which the answer knows by their places', async () => {
    const answer = answerOf(columnsOf({ Gust_10m: [1, 2, 3, 4, 5, 6] }))
    const route = [0, 2, 5].reduce(
      (made, index) => appendWaypoint(made, { lat: answer.columns.lat[index]!, lon: -20 }),
      emptyRoute,
    )
    act(() => voyageActions.voyageOpened(planned(emptyVoyage('v', 0), { route })))
    render(<ResultsStrip answer={answer} />)
    screen.getByRole('slider').focus()
    await userEvent.keyboard('{Home}{PageDown}')
    expect(currentCursor()).toBe(2)
    await userEvent.keyboard('{PageDown}')
    expect(currentCursor()).toBe(5)
    await userEvent.keyboard('{ArrowLeft}{PageUp}')
    expect(currentCursor()).toBe(2)
  })

  it('zoom by keys and buttons, and follow a cursor that leaves what is shown', async () => {
    render(<ResultsStrip answer={passageAnswer(60)} />)
    const ticks = () =>
      [...document.querySelectorAll('[data-axis] text')].map(({ textContent }) => text({ textContent } as HTMLElement))
    const whole = ticks()
    expect(screen.getByRole('button', { name: 'Show the whole route' })).toHaveAttribute('aria-disabled', 'true')
    screen.getByRole('slider').focus()
    await userEvent.keyboard('++')
    expect(ticks()).not.toContain('0')
    await userEvent.keyboard('{Home}')
    expect(ticks()).toContain('0')
    await userEvent.click(screen.getByRole('button', { name: 'Show the whole route' }))
    expect(ticks()).toEqual(whole)
  })

  it('zoom when two fingers move apart, and pan when they move together', () => {
    render(<ResultsStrip answer={passageAnswer(60)} />)
    const charts = screen.getByRole('slider')
    const finger = (pointerId: number, clientX: number) => ({ pointerId, clientX, button: 0, pointerType: 'touch' })
    const span = () => currentChartPart()!.max - currentChartPart()!.min
    expect(currentChartPart()).toBeNull()
    fireEvent.pointerDown(charts, finger(1, 400))
    fireEvent.pointerDown(charts, finger(2, 500))
    fireEvent.pointerMove(charts, finger(2, 600))
    const wide = span()
    fireEvent.pointerMove(charts, finger(1, 300))
    // From 200 px apart to 300.
    expect(span() / wide).toBeCloseTo(2 / 3, 6)
    const before = currentChartPart()!
    fireEvent.pointerUp(charts, finger(2, 600))
    fireEvent.pointerMove(charts, finger(1, 100))
    expect(currentChartPart(), 'one finger points').toEqual(before)
    fireEvent.pointerUp(charts, finger(1, 100))
  })

  it('say what is known of a lone sample, and that it has no course', async () => {
    render(
      <ResultsStrip
        answer={answerOf(columnsOf({ Winds_10m_Intensity: [20], Currents_Intensity: [0.5], Currents_Direction: [90] }))}
      />,
    )
    moveCursor(0)
    expect(lineOf('Wind')).toMatch(/^Wind39 kn/)
    await userEvent.click(ribbon('Current along track'))
    expect(screen.getByText('no course over ground here')).toBeVisible()
    expect([...document.querySelectorAll('[data-axis] text')].map(({ textContent }) => textContent)).toEqual(['0.0'])
  })

  it('have no numbers if no value is known', () => {
    render(
      <ResultsStrip
        answer={answerOf(columnsOf({ Winds_10m_Intensity: [NaN, NaN], Waves_Significant_Height: [NaN, NaN] }))}
      />,
    )
    expect(screen.getByText('Wind: no values. Waves: no values.', { exact: false })).toBeInTheDocument()
    expect(screen.getByText('2 of 2 points lack a value')).toBeVisible()
    expect(lineOf('Wind')).toBe('Windkn—')
    expect(ribbon('Waves')).toHaveAccessibleName('Waves: no values, not known')
    expect(screen.getByText('no data')).toBeVisible()
  })

  it('hide and order variables, and remember it', async () => {
    render(<ResultsStrip answer={passageAnswer(60)} />)
    await userEvent.click(screen.getByRole('button', { name: 'Variables' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Waves' }))
    await userEvent.click(screen.getByRole('button', { name: 'Move Depth up' }))
    await userEvent.keyboard('{Escape}')
    expect(names()).toEqual(['Limits', 'Wind', 'Current', 'Depth', 'Sea temperature'])
    expect(localStorage.getItem('fairway.preferences')).toMatch(/"hiddenLanes":\[[^\]]*"wave"\]/)
  })

  it('open as a lane what is worst against its limits, and of the rest what is asked for, two at most', async () => {
    // 6 m of waves are 1.5 times their limit, 39 kn of wind 1.3 times.
    const columns = { Winds_10m_Intensity: [5, 20], Waves_Significant_Height: [1, 6], Bathymetry: [90, 80] }
    const storm = answerOf(columnsOf(columns))
    const shown = render(<ResultsStrip answer={storm} />)
    expect(open()).toEqual(['wave'])
    expect(screen.getByRole('img', { name: /^Waves, m: 1\.0 to 6\.0/ })).toBeVisible()
    await userEvent.click(ribbon('Depth'))
    expect(open()).toEqual(['wave', 'depth'])
    expect(screen.getAllByRole('img')).toHaveLength(2)
    await userEvent.click(ribbon('Wind'))
    expect(open(), 'the one opened first gives way').toEqual(['wind', 'depth'])
    await userEvent.click(screen.getByRole('button', { name: 'Table' }))
    await userEvent.click(screen.getByRole('button', { name: 'Charts' }))
    expect(open(), 'they stay with the answer').toEqual(['wind', 'depth'])
    shown.unmount()
    act(() => useViewActions().answerShown('another'))
    render(<ResultsStrip answer={answerOf(columnsOf({ Waves_Significant_Height: [1], Gust_10m: [2] }))} />)
    expect(open(), 'within all limits: the wind').toEqual(['wind'])
  })

  it('go from ribbon to ribbon by keys, which open them by place too', async () => {
    render(<ResultsStrip answer={passageAnswer(60)} />)
    const tabbable = () =>
      names().filter(
        (name) =>
          name !== 'Limits' &&
          within(screen.getByRole('heading', { name: (_, heading) => heading.textContent === name })).getByRole(
            'button',
          ).tabIndex === 0,
      )
    const [first] = open()
    expect(tabbable()).toHaveLength(1)
    act(() => ribbon('Wind').focus())
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(ribbon('Current along track')).toHaveFocus()
    expect(tabbable()).toEqual(['Current'])
    await userEvent.keyboard('{End}')
    expect(ribbon('Depth')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(open()).toEqual([first, 'depth'])
    await userEvent.keyboard('5')
    expect(open()).toEqual([first])
    await userEvent.keyboard('{Home}{ArrowUp}')
    expect(ribbon('Wind')).toHaveFocus()
    // The cursor moves from here as well.
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(currentCursor()).toBe(1)
  })

  it('keep the cursor where it was clicked, and the ship with it, when the mouse has left', async () => {
    const user = userEvent.setup()
    const answer = passageAnswer(60)
    render(<ResultsStrip answer={answer} />)
    const slider = screen.getByRole('slider')
    // Below all ribbons.
    fireEvent.pointerDown(slider, { clientX: 536, clientY: 900, button: 0 })
    fireEvent.pointerUp(slider, { clientX: 537, clientY: 900, button: 0 })
    const clicked = currentCursor()!
    expect(currentShipTime()).toBe(answer.columns.timeMs[clicked])
    await user.pointer({ target: slider, coords: { clientX: 900 } })
    expect(currentCursor()).not.toBe(clicked)
    await user.unhover(slider)
    expect(currentCursor()).toBe(clicked)
  })

  it('say how the route compares with the limits, and never more than is known', () => {
    render(
      <ResultsStrip
        answer={answerOf(
          columnsOf({
            Winds_10m_Intensity: [5, 20, NaN],
            Waves_Significant_Height: [1, 2, 2],
            Currents_Intensity: [0, 0, 0],
            Currents_Direction: [0, 0, 0],
          }),
        )}
      />,
    )
    expect(screen.getByText('worst: over limit')).toBeVisible() // 20 m/s is 39 kn
    expect(ribbon('Waves')).toHaveAccessibleName(/, inside limit$/)
    moveCursor(0)
    expect(screen.getByText('inside')).toBeVisible()
    moveCursor(2)
    expect(screen.getByText('no data')).toBeVisible()
  })

  it('draw another answer into the same lanes, with its value where the cursor is', () => {
    const values = (factor: number) => columnsOf({ Waves_Significant_Height: [1, 2, 3].map((value) => value * factor) })
    render(
      <ResultsStrip
        answer={answerOf(values(1))}
        compared={[
          answerOf(values(1.5), { key: 'task-2', name: 'Great circle · asked 21 Nov 06:00Z', synthetic: true }),
        ]}
      />,
    )
    moveCursor(1)
    const other = screen.getByTitle('Great circle · asked 21 Nov 06:00Z')
    expect(other).toHaveTextContent(/^Great circ… 06:00Z synthetic3\.0$/)
    expect(screen.getByText('Compared with synthetic data, not for navigation')).toBeVisible()
  })

  it('draw a large answer in stages, one task each: the axis, what all rely on, a ribbon at a time, then the lane', () => {
    vi.useFakeTimers()
    try {
      render(<ResultsStrip answer={passageAnswer(10_001)} />)
      const drawn = () => [...document.querySelectorAll('[data-ribbon]:has(canvas)')].length
      const next = () => act(() => void vi.advanceTimersToNextTimer())
      expect(screen.queryByRole('slider')).toBeNull()
      next()
      expect(screen.getByRole('slider')).toBeVisible()
      expect(screen.queryByText(/^worst:/)).toBeNull()
      expect(drawn()).toBe(0)
      next()
      expect(screen.getByText(/^worst:/)).toBeVisible()
      expect(drawn()).toBe(0)
      next()
      expect(drawn()).toBe(1)
      for (let ribbons = 2; ribbons <= 5; ribbons += 1) next()
      expect(drawn()).toBe(5)
      expect(screen.queryByRole('img')).toBeNull()
      next()
      expect(screen.getByRole('img')).toBeVisible()
    } finally {
      vi.useRealTimers()
    }
  })

  it('show a current that is missing as missing, with the reason, and never as zero', () => {
    render(
      <ResultsStrip
        answer={answerOf(columnsOf({ Currents_Intensity: [1, NaN, 1], Currents_Direction: [0, NaN, NaN] }))}
      />,
    )
    const facts = () => screen.getByRole('img', { name: /^Current along track/ }).closest('[class*=lane]')
    moveCursor(0)
    expect(lineOf('Current along track')).toMatch(/^Current\+1\.9 kn/)
    for (const [index, reason] of [
      [1, 'no value from the service'],
      [2, 'no direction'],
    ] as const) {
      moveCursor(index)
      expect(facts()).toHaveTextContent('—')
      expect(facts()).toHaveTextContent(reason)
      expect(facts()).not.toHaveTextContent(/0\.0/)
    }
  })

  it('cope with a cursor beyond a shorter answer', () => {
    moveCursor(500)
    render(<ResultsStrip answer={passageAnswer(20)} />)
    expect(screen.getByRole('slider')).toHaveAttribute('aria-valuenow', '20')
  })
})

describe('the header', () => {
  it('counts what is missing and says when data are synthetic', () => {
    render(<ResultsStrip answer={passageAnswer(60, { synthetic: true })} />)
    expect(screen.getByText(/^\d+ of 60 points lack a value$/)).toBeVisible()
    expect(screen.getByText('Synthetic data, not for navigation')).toBeVisible()
  })

  it('says neither if neither is true', () => {
    render(<ResultsStrip answer={answerOf(columnsOf({ Gust_10m: [0, 2] }))} />)
    expect(screen.queryByText(/lack/)).not.toBeInTheDocument()
    expect(screen.queryByText(/Synthetic/)).not.toBeInTheDocument()
  })

  it('closes', async () => {
    const close = vi.fn()
    render(<ResultsStrip answer={passageAnswer(5)} onClose={close} />)
    await userEvent.click(screen.getByRole('button', { name: 'Close the results' }))
    expect(close).toHaveBeenCalledOnce()
  })
})

describe('the table', () => {
  const open = async (answer = passageAnswer(60)) => {
    render(<ResultsStrip answer={answer} />)
    await userEvent.click(screen.getByRole('button', { name: 'Table' }))
    return screen.getByRole('grid', { name: 'Values at every sample' })
  }

  it('heads every column with unit and convention', async () => {
    const grid = await open()
    const heads = within(grid).getAllByRole('columnheader').map(text)
    expect(heads.slice(0, 7)).toEqual([
      'Time UTC',
      'Distance NM',
      'Latitude ',
      'Longitude ',
      'Wind kn · 24 / 30',
      'Wind from °T',
      'Gust kn',
    ])
    expect(heads).toContain('Current towards °T')
    expect(heads).toContain('Current along + with, kn · −1.6 / −2.0')
    expect(heads).toContain('Sea temperature °C')
  })

  it('shows a sample per row, and what is missing as missing', async () => {
    const grid = await open(
      answerOf(columnsOf({ Winds_10m_Intensity: [10, NaN], Waves_Significant_Height: [0, 2.25] })),
    )
    const rows = within(grid).getAllByRole('row').slice(1)
    const cells = rows.map((row) => within(row).getAllByRole('gridcell').map(text))
    expect(cells).toEqual([
      ['22 Nov 18:00Z', '0.0', "50°00.000'N", "020°00.000'W", '19', '0.0'],
      ['22 Nov 19:00Z', '12.0', "50°12.000'N", "020°00.000'W", '—', '2.3'],
    ])
  })

  it('keeps only the rows in sight in the page, of a hundred thousand', async () => {
    const values = Array.from({ length: 100_000 }, (_, index) => index % 30)
    const grid = await open(
      answerOf(columnsOf({ Gust_10m: values }, { lat: values.map((_, index) => (index / 100_000) * 50) })),
    )
    expect(grid).toHaveAttribute('aria-rowcount', '100001')
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60)
  })

  it('sets the cursor from the row under the mouse and marks the row of the cursor', async () => {
    const grid = await open()
    const row = within(grid).getAllByRole('row')[3]!
    await userEvent.hover(row)
    expect(currentCursor()).toBe(2)
    expect(row).toHaveAttribute('aria-selected', 'true')
    moveCursor(4)
    expect(row).toHaveAttribute('aria-selected', 'false')
    expect(within(grid).getAllByRole('row')[5]).toHaveAttribute('aria-selected', 'true')
  })

  it('moves by keys', async () => {
    const grid = await open()
    grid.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(currentCursor()).toBe(1)
    expect(grid).toHaveAttribute('aria-activedescendant', within(grid).getAllByRole('row')[2]!.id)
    expect(screen.getByRole('status')).not.toBeEmptyDOMElement()
  })
})

describe('an answer that is not for the plan', () => {
  it('says so, and offers to ask only where that can be done from here', async () => {
    const onAsk = vi.fn()
    const mismatch = 'Answer for Route 1; North is open'
    const { rerender } = render(<ResultsStrip answer={passageAnswer(60)} mismatch={mismatch} onAsk={onAsk} />)
    expect(screen.getByText(mismatch)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Get weather' }))
    expect(onAsk).toHaveBeenCalledOnce()
    rerender(<ResultsStrip answer={passageAnswer(60)} mismatch={mismatch} onAsk={null} />)
    expect(screen.queryByRole('button', { name: 'Get weather' })).toBeNull()
    rerender(<ResultsStrip answer={passageAnswer(60)} onAsk={onAsk} />)
    expect(screen.queryByRole('button', { name: 'Get weather' })).toBeNull()
  })
})
