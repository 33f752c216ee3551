import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { ResultsTable } from '#src/features/results/table/results-table.tsx'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { currentCursor, useViewActions } from '#src/state/view.ts'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { givePageSize } from '#test/support/page-size.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'
import { planned } from '#test/support/planned.ts'
import { tableContent } from '#src/features/results/table/table-forms.ts'
import { defaultLimits } from '#src/domain/limits/limits.ts'

const KN = 1852 / 3600
const text = (element: HTMLElement) => element.textContent.replaceAll('\u2009', ' ')
/** Hourly northward from 50°N 20°W at 18Z on 22 November: 12 NM an hour (meridian arc, WGS84), noon in the 19th. */
const answer = answerOf(
  columnsOf({
    Winds_10m_Intensity: Array.from({ length: 25 }, (_, index) => (10 + index) * KN),
    Winds_10m_Direction: Array.from({ length: 25 }, () => 270),
    Waves_Significant_Height: Array.from({ length: 25 }, (_, index) => (index === 3 ? NaN : 1 + index / 10)),
  }),
)
const route = routeFromPositions('Test', [
  { lat: 50, lon: -20 },
  { lat: 51, lon: -20 },
  { lat: 60, lon: -20 },
])

function Page() {
  return (
    <>
      <div ref={(element) => void (tools ??= element)} />
      {tools && <ResultsTable answer={answer} tools={tools} />}
    </>
  )
}
let tools: HTMLElement | null = null

const show = () => {
  tools = null
  const page = render(<Page />)
  page.rerender(<Page />)
}
const cells = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell').map(text))
const heads = () => within(screen.getByRole('grid')).getAllByRole('columnheader').map(text)

beforeEach(() => {
  givePageSize({ width: 1064, height: 900 })
  act(() => {
    usePreferenceActions().unitsChosen(defaultUnits)
    usePreferenceActions().preferenceChosen({
      tableForm: 'samples',
      hiddenResultColumns: [],
      addedResultColumns: [],
      sheetChoice: 'auto',
    })
    useViewActions().cursorMoved(null)
    voyageActions.voyageOpened(planned(newVoyage('v', 0), { name: '=Voyage', route }))
  })
  show()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the rows of the table', () => {
  it('are the waypoints the answer passes, with the worst of the leg that ends there', async () => {
    await userEvent.selectOptions(screen.getByLabelText('Rows of the table'), 'Waypoints')
    expect(screen.getByText('1 of 3 waypoints are not in this answer.')).toBeInTheDocument()
    expect(heads().slice(0, 10)).toEqual([
      '# WP',
      'Name ',
      'Time UTC',
      'Latitude ',
      'Longitude ',
      'Leg NM',
      'Leg max wind kn · 24 / 30',
      'Leg max Hs m · 3.2 / 4.0',
      'Leg adverse current kn · 1.6 / 2.0',
      'Leg limits ',
    ])
    expect(cells()).toEqual([
      [
        '1',
        expect.anything(),
        '22 Nov 18:00Z',
        "50°00.000'N",
        "020°00.000'W",
        '—',
        '—',
        '—',
        '—',
        '',
        '10',
        '270',
        '1.0',
      ],
      [
        '2',
        expect.anything(),
        '22 Nov 23:00Z',
        "51°00.000'N",
        "020°00.000'W",
        '60.1',
        '15',
        '1.5',
        '—',
        'not known',
        '15',
        '270',
        '1.5',
      ],
    ])
  })

  it('are marked if a value is over caution or limit, with the word beside the sign', () => {
    const marks = within(screen.getByRole('grid'))
      .getAllByRole('row')
      .slice(14, 22)
      .map((row) => within(row).queryByRole('img')?.getAttribute('aria-label') ?? '')
    const windKn = cells().map((row) => Number(row[4]))
    expect(windKn.slice(13, 21)).toEqual([23, 24, 25, 26, 27, 28, 29, 30])
    expect(marks).toEqual(['', 'Caution:', 'Caution:', 'Caution:', 'Caution:', 'Caution:', 'Caution:', 'Over limit:'])
  })

  it('are noon and every six hours, with the distance made', async () => {
    await userEvent.selectOptions(screen.getByLabelText('Rows of the table'), 'Noon')
    expect(screen.getByRole('grid', { name: 'Position and weather at noon, UTC' })).toBeInTheDocument()
    expect(cells().map((row) => row.slice(0, 2))).toEqual([
      ['22 Nov 18:00Z', 'Departure'],
      ['23 Nov 12:00Z', 'Noon'],
      ['23 Nov 18:00Z', 'Arrival'],
    ])
    expect(cells()[1]!.slice(4)).toEqual(['000', '216.3', '12.0', '72.1', '28', '270', '2.8'])
    await userEvent.selectOptions(screen.getByLabelText('Rows of the table'), 'Every 6 hours')
    expect(cells()).toHaveLength(5)
  })

  it('follow the cursor and move it', async () => {
    await userEvent.selectOptions(screen.getByLabelText('Rows of the table'), 'Waypoints')
    act(() => useViewActions().cursorMoved(3))
    expect(within(screen.getByRole('grid')).getAllByRole('row')[1]).toHaveAttribute('aria-selected', 'true')
    await userEvent.hover(within(screen.getByRole('grid')).getAllByRole('row')[2]!)
    expect(currentCursor()).toBe(5)
  })
})

describe('the columns of the table', () => {
  it('change their unit with a click, and all of a kind with them', async () => {
    const click = () =>
      userEvent.click(
        within(screen.getByRole('columnheader', { name: /^Wind (kn|m\/s|km\/h|Bft) / })).getByRole('button'),
      )
    expect(cells()[10]![4]).toBe('20')
    await click()
    expect([heads()[4], cells()[10]![4]]).toEqual(['Wind m/s · 12.3 / 15.4', '10.3'])
    await click()
    await click()
    expect([heads()[4], cells()[10]![4]]).toEqual(['Wind Bft · 24 / 30 kn', '5'])
    await click()
    expect(heads()[4]).toBe('Wind kn · 24 / 30')
    await userEvent.click(screen.getByRole('button', { name: 'm' }))
    expect([heads()[6], cells()[0]![6]]).toEqual(['Wave height ft · 10.5 / 13.1', '3.3'])
  })

  it('are chosen, and come back', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }))
    await userEvent.click(screen.getByLabelText('Latitude'))
    await userEvent.click(screen.getByLabelText('Wind, from °T'))
    expect(heads()).toEqual(['Time UTC', 'Distance NM', 'Longitude ', 'Wind kn · 24 / 30', 'Wave height m · 3.2 / 4.0'])
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }))
    expect(heads()).toHaveLength(12)
    await userEvent.click(screen.getByRole('checkbox', { name: 'Apparent wind' }))
    expect(heads()).not.toContain('Apparent wind kn')
  })
})

it('show for every sample what has changed since another answer', () => {
  const before = answerOf(
    columnsOf(
      { Winds_10m_Intensity: [12 * KN, 10 * KN, NaN], Waves_Significant_Height: [1, 1, 1] },
      { lat: [50, 50.2, 50.4] },
    ),
    { name: 'Route 1 · asked 12:00Z', key: 'before', synthetic: true },
  )
  render(<ResultsTable answer={answer} compared={[before]} />)
  const grid = screen.getAllByRole('grid').at(-1)!
  expect(within(grid).getAllByRole('columnheader').map(text).slice(-2)).toEqual([
    'Wind change kn, minus Route 1 · asked 12:00Z, synthetic',
    'Wave height change m, minus Route 1 · asked 12:00Z, synthetic',
  ])
  const rows = within(grid)
    .getAllByRole('row')
    .slice(1, 5)
    .map((row) => within(row).getAllByRole('gridcell').map(text).slice(-2))
  expect(rows).toEqual([
    ['−2.0', '0.0'],
    ['+1.0', '+0.1'],
    ['—', '+0.2'],
    ['—', '—'],
  ])
})

describe('a copy of the table', () => {
  const copied = async (choice: RegExp) => {
    const user = userEvent.setup() // first: it brings a clipboard of its own
    const forms: Record<string, string> = {}
    vi.stubGlobal(
      'ClipboardItem',
      class {
        constructor(items: Record<string, Blob>) {
          for (const [type, blob] of Object.entries(items)) {
            const reader = new FileReader()
            reader.onload = () => (forms[type] = reader.result as string)
            reader.readAsText(blob)
          }
        }
      },
    )
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write: () => Promise.resolve() } })
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    await user.click(screen.getByRole('menuitem', { name: choice }))
    await screen.findByRole('button', { name: 'Copied' })
    await vi.waitFor(() => expect(Object.keys(forms)).toHaveLength(2))
    return forms
  }

  it('has plain numbers for a spreadsheet, as text and HTML, and empty cells for gaps', async () => {
    const { 'text/plain': tabs, 'text/html': html } = await copied(/For a spreadsheet/)
    const lines = tabs!.split('\r\n')
    expect(lines[0]).toBe('Time (UTC)\tDistance (NM)\tLatitude\tLongitude\tWind (kn)\tWind (from °T)\tWave height (m)')
    expect(lines[4]).toBe("2026-11-22 21:00\t36\t50°36.000'N\t020°00.000'W\t13\t270\t")
    expect(lines).toHaveLength(27)
    const cells = [...new DOMParser().parseFromString(html!, 'text/html').querySelectorAll('tbody tr:nth-child(4) td')]
    expect(
      cells.map((cell) => [cell.textContent, cell.getAttribute('x:num') ?? (cell.hasAttribute('x:str') && 'text')]),
    ).toEqual([
      ['2026-11-22 21:00', '46348.875'],
      ['36', '36'],
      ["50°36.000'N", 'text'],
      ["020°00.000'W", 'text'],
      ['13', '13'],
      ['270', '270'],
      ['', false],
    ])
  })

  it('has the decimal mark of the spreadsheets here, even in decimal degrees', async () => {
    act(() => {
      usePreferenceActions().preferenceChosen({ sheetChoice: 'comma-semicolon' })
      usePreferenceActions().unitsChosen({ position: 'decimal' })
    })
    const { 'text/plain': tabs, 'text/html': html } = await copied(/For a spreadsheet/)
    expect(tabs!.split('\r\n')[4]).toBe('2026-11-22 21:00\t36\t50,60000\t-20,00000\t13\t270\t')
    expect(html).toContain('x:num="50.60000" sdval="50.60000" sdnum="1033;">50,60000</td>')
  })

  it('says in a mail what it holds and how to read it', async () => {
    await userEvent.selectOptions(screen.getByLabelText('Rows of the table'), 'Noon')
    const { 'text/plain': mail } = await copied(/For a mail/)
    expect(mail).toMatch(/^Voyage: +=Voyage/m)
    expect(mail).toMatch(/^Limits: +Wind 30 kn \(caution 24 kn\)/m)
    expect(mail?.split('\n').filter(({ length }) => length > 78)).toEqual([])
    expect(mail).toContain('Times UTC. Wind and waves come from')
    expect(mail).toMatch(/23 Nov 12:00Z +Noon +53°36\.000'N/)
  })

  const noonOnBoard = async () => {
    await userEvent.selectOptions(screen.getByLabelText('Rows of the table'), 'Noon')
    await userEvent.click(screen.getByRole('button', { name: 'Ship’s time' }))
  }

  it('has noon by the clocks on board and in UTC, where that is chosen', async () => {
    await noonOnBoard()
    const { 'text/plain': mail } = await copied(/For a mail/)
    expect(mail).toMatch(/^23 Nov 12:00 LT \(UTC−1\) = 13:00Z +Noon/m)
    expect(mail?.split('\n').filter(({ length }) => length > 78)).toEqual([])
  })

  it('gives a spreadsheet the same noon as a time UTC', async () => {
    await noonOnBoard()
    const { 'text/plain': tabs } = await copied(/For a spreadsheet/)
    expect(tabs).toMatch(/^Time \(UTC\)\tEvent/)
    expect(tabs).toMatch(/^2026-11-23 13:00\tNoon/m)
  })
})

it('leaves period and direction of a swell of 0.0 m blank, on the screen and for a spreadsheet', () => {
  const columns = columnsOf({
    Swell_Wave_Significant_Height: [0.04, 1, 1],
    Swell_Wave_Mean_Period: [12, 6, NaN],
    Swell_Wave_Mean_Direction: [270, 90, NaN],
  })
  const table = tableContent('samples', columns, { units: defaultUnits, limits: defaultLimits, waypoints: [] })
  const swell = table.columns.slice(-3)
  expect([0, 1, 2].map((row) => swell.map(({ text }) => text(row)))).toEqual([
    ['0.0', '', ''],
    ['1.0', '6.0', '090'],
    ['1.0', '—', '—'],
  ])
  expect(swell.map(({ cell }) => cell(0)).slice(1)).toEqual([null, null])
})

describe('how the weather meets the ship, in the table', () => {
  /** Eastbound along the equator at 12 kn; 2 kn to the south, wind 20 kn from 060, Hs 4 m, 8 s from the south. */
  const columns = columnsOf(
    Object.fromEntries(
      Object.entries({
        Winds_10m_Intensity: 20 * KN,
        Winds_10m_Direction: 60,
        Waves_Significant_Height: 4,
        Waves_Mean_Period: 8,
        Waves_Mean_Direction: 180,
        Currents_Intensity: 2 * KN,
        Currents_Direction: 180,
      }).map(([name, value]) => [name, [value, value]]),
    ),
    { lat: [0, 0], lon: [0, (12 * 1852) / 111_319.4908] },
  )
  const contentOf = (change: object = {}) =>
    tableContent('samples', columns, { waypoints: [], units: defaultUnits, limits: { ...defaultLimits, ...change } })
  const columnOf = (key: string, change?: object) => contentOf(change).columns.find((one) => one.key === key)!

  it('is there when asked for', () => {
    const extras = contentOf().columns.filter(({ extra }) => extra)
    expect(extras.map(({ label, unit, text: shown }) => [label, unit, shown(1)])).toEqual([
      ['True wind angle', '+ to starboard, °', '−21'],
      ['Apparent wind', 'kn', '31'],
      ['Apparent wind angle', '+ to starboard, °', '−9'],
      ['Wind on the beam', 'kn', '10'],
      ['Wave angle', '+ to starboard, °', '+99'],
      ['Wave steepness', '', '0.040'],
      ['Heading to steer', '°T', '081'],
      ['Speed through water', 'kn', '12.2'],
      ['Gained by the current', '+ gained, h', '0.0'],
    ])
  })

  it('is always there where its limit is watched, and marked over it', () => {
    const steep = columnOf('steepness', { steepness: { caution: 0.04, limit: 0.05 } })
    expect(steep).toMatchObject({ extra: false, bounds: { short: '0.040 / 0.050' } })
    expect(steep.over!(0)).toBe('caution')
    const beam = columnOf('beam-wind', { 'beam-wind': { caution: 8, limit: 9 } })
    expect(beam).toMatchObject({ extra: false, bounds: { short: '8 / 9' } })
    expect(beam.over!(0)).toBe('limit')
    expect(columnOf('steepness').over).toBeUndefined()
  })
})
