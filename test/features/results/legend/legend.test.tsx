import { act, render, renderHook, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { type LayerId, layerById, shownLayer } from '#src/domain/metocean/layers/layers.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { CursorReadOut } from '#src/features/results/cursor-read-out.tsx'
import { ChangeLegend } from '#src/features/results/legend/change-legend.tsx'
import { LayerSelect } from '#src/features/results/legend/layer-select.tsx'
import { Legend, scalePlace } from '#src/features/results/legend/legend.tsx'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { answerOf, columnsOf, passageAnswer } from '#test/support/voyage-answer.ts'

const layer = (id: LayerId) => layerById[id]
/** Moves the shared cursor as the map would. */
function moveCursor(index: number | null) {
  const { cursorMoved } = renderHook(() => useViewActions()).result.current
  act(() => cursorMoved(index))
}
beforeEach(() => moveCursor(null))

it('says what the colours of a change mean: its steps, what it is less, and what is not compared', () => {
  const now = answerOf(columnsOf({ Waves_Significant_Height: [1, 2, 3.2] }))
  const before = answerOf(columnsOf({ Waves_Significant_Height: [1, 2, 2] }), {
    askedMs: Date.UTC(2026, 10, 22, 6, 10),
  })
  render(<ChangeLegend answer={now} layer={layer('wave')} from={before} mismatch={null} />)
  const legend = within(screen.getByRole('region', { name: 'Legend: change of wave height' }))
  expect(legend.getByRole('img')).toHaveAccessibleName(
    'Edges of the 7 colours, from less to more: −1, −0.5, −0.3, +0.3, +0.5, +1 m',
  )
  for (const words of ['+1.2', 'now minus 22 Nov 06:10Z', 'no data, or lost', 'new data'])
    expect(legend.getByText(words)).toBeVisible()
})

describe('legend', () => {
  const waves = answerOf(columnsOf({ Waves_Significant_Height: [0.44, NaN, 6.1], Waves_Mean_Direction: [1, 2, 3] }))

  it('shows unit, edges, convention, range, valid times, source and when it was asked', () => {
    render(<Legend answer={waves} layer={layer('wave')} />)
    expect(screen.getByRole('heading', { name: 'Wave height m, from' })).toBeVisible()
    expect(
      screen.getByRole('img', {
        name: 'Edges of the 8 colours: 0.5, 1.25, 2.5, 4, 6, 9, 14 m; your limit 4.0 m, caution from 3.2 m',
      }),
    ).toBeVisible()
    for (const words of [
      'no data',
      '0.4–6.1',
      '22 Nov 18:00Z – 22 Nov 20:00Z',
      'Test service',
      'asked 22 Nov 17:51Z',
    ]) {
      expect(screen.getByText(words)).toBeVisible()
    }
    expect(screen.queryByText(/Synthetic/)).not.toBeInTheDocument()
  })

  it('prints the stretched edges of the sea temperature', () => {
    render(<Legend answer={answerOf(columnsOf({ Sea_Surface_Temperature: [5.1, 21.9] }))} layer={layer('sst')} />)
    expect(screen.getByRole('img', { name: /6\.25, 8\.5, 10\.75, 13, 15\.25, 17\.5, 19\.75 °C/ })).toBeVisible()
  })

  it('says towards for a current', () => {
    render(<Legend answer={passageAnswer(9)} layer={layer('current')} />)
    expect(screen.getByRole('heading', { name: 'Current kn, towards' })).toBeVisible()
    expect(screen.getByRole('img', { name: /your limit 2\.0 kn adverse, caution from 1\.6 kn$/ })).toBeVisible()
  })

  it('is in the chosen units', () => {
    act(() => void usePreferenceActions().unitsChosen({ height: 'ft' }))
    render(<Legend answer={waves} layer={layer('wave')} />)
    expect(screen.getByRole('heading', { name: 'Wave height ft, from' })).toBeVisible()
    // ÷ 0.3048
    expect(
      screen.getByRole('img', {
        name: 'Edges of the 8 colours: 1.6, 4.1, 8.2, 13.1, 19.7, 29.5, 45.9 ft; your limit 13.1 ft, caution from 10.5 ft',
      }),
    ).toBeVisible()
    expect(screen.getByText('1.4–20.0')).toBeVisible()
    act(() => void usePreferenceActions().unitsChosen(defaultUnits))
  })

  it('says which of the compared answers the map shows', () => {
    render(
      <Legend
        answer={waves}
        layer={layer('wave')}
        compared={[{ ...waves, name: 'another' }]}
        mismatch="Not for the current plan"
      />,
    )
    expect(screen.getByTitle('another')).toHaveTextContent(
      'Map: Rotterdam – Halifax · asked 17:51Z; 1 more in the charts',
    )
    expect(screen.getByText('Not for the current plan')).toBeVisible()
  })

  it('folds, and still says that data are synthetic', async () => {
    render(<Legend answer={{ ...waves, synthetic: true }} layer={layer('wave')} />)
    await userEvent.click(screen.getByRole('button', { name: 'Collapse the legend' }))
    expect(screen.queryByText('no data')).not.toBeInTheDocument()
    expect(screen.getByText('Synthetic data, not for navigation')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Expand the legend' })).toHaveAttribute('aria-expanded', 'false')
  })

  it('is valid at the times of the samples that have a value', () => {
    const gust = answerOf(columnsOf({ Gust_10m: [NaN, 12, 9, NaN], Winds_10m_Intensity: [8, 9, 8, 7] }))
    render(<Legend answer={gust} layer={layer('gust')} />)
    expect(screen.getByText('22 Nov 19:00Z – 22 Nov 20:00Z')).toBeVisible()
  })

  it('says so if the route has no value at all', () => {
    render(
      <Legend
        answer={answerOf(columnsOf({ Waves_Significant_Height: [NaN] }), { askedMs: null })}
        layer={layer('wave')}
      />,
    )
    expect(screen.getAllByText('no values')).toHaveLength(2) // for a range, and for a valid time
    expect(screen.queryByText(/asked/)).not.toBeInTheDocument()
  })

  it('is absent for a layer the answer lacks', () => {
    const { container } = render(<Legend answer={waves} layer={layer('gust')} />)
    expect(container).toBeEmptyDOMElement()
  })
})

it.each([
  [0, 0.5 / 8], // the outer bins have no far edge
  [0.5, 1 / 8],
  [1.25, 2 / 8],
  [1.875, 2.5 / 8],
  [5, 4.5 / 8],
  [30, 7.5 / 8],
])('points at %s m', (value, place) => {
  expect(scalePlace(value, layer('wave').edges!)).toBeCloseTo(place, 9)
})

describe('layer menu', () => {
  it('offers what the answer has, and nothing else', async () => {
    const answer = answerOf(columnsOf({ Gust_10m: [1], Bathymetry: [50] }))
    render(<LayerSelect answer={answer} />)
    const select = screen.getByRole('combobox', { name: 'Layer' })
    expect(
      within(select)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['Gust, kn', 'Depth, m'])
    expect(select).toHaveValue('gust')
    await userEvent.selectOptions(select, 'Depth, m')
    expect(select).toHaveValue('depth')
  })

  it('offers the directions the answer has, on top of any layer', async () => {
    const answer = answerOf(
      columnsOf({
        Winds_10m_Intensity: [9],
        Winds_10m_Direction: [20],
        Waves_Significant_Height: [2],
        Bathymetry: [50],
      }),
    )
    render(<LayerSelect answer={answer} />)
    const select = screen.getByRole('combobox', { name: 'Directions' })
    expect(
      within(select)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['As the layer', 'Wind barbs', 'None'])
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Layer' }), 'Depth, m')
    await userEvent.selectOptions(select, 'Wind barbs')
    expect(select).toHaveValue('wind')
  })

  it('falls back to the first layer if the chosen one is missing', () => {
    const { columns } = answerOf(columnsOf({ Gust_10m: [1] }))
    expect(shownLayer(columns, 'sst')?.id).toBe('gust')
    expect(shownLayer(columnsOf({}), 'sst')).toBeNull()
    expect(shownLayer(null, 'sst')).toBeNull()
  })
})

describe('read-out', () => {
  const answer = answerOf(
    columnsOf({
      Winds_10m_Intensity: [10, NaN],
      Winds_10m_Direction: [215, NaN],
      Waves_Significant_Height: [3, 2],
      Waves_Mean_Period: [9, 8],
      Waves_Mean_Direction: [250, NaN],
      Currents_Intensity: [1, 0],
      Currents_Direction: [0, 0],
      Ice_Concentration: [0.5, 0.25],
    }),
  )
  const rows = () => screen.getAllByRole('term').map((term) => [term.textContent, term.nextSibling!.textContent])

  it('is absent without a cursor', () => {
    const { container } = render(<CursorReadOut answer={answer} />)
    expect(container).toBeEmptyDOMElement()
  })

  it('shows every value with unit and side, and a direction after the value it belongs to', () => {
    moveCursor(0)
    render(<CursorReadOut answer={answer} />)
    expect(rows()).toEqual([
      ['Wind', '19 kn from 215°T'],
      ['Wave height', '3.0 m, 9.0 s from 250°T'],
      ['Current', '1.9 kn towards 000°T'],
      ['Along track', '+1.9 kn favourable'],
      ['Ice_Concentration', '0.50'],
      // Northbound at 12 kn.
      ['True wind angle', '145° port, quartering'],
      ['Apparent wind', '12 kn, 109° port'],
      ['Wave angle', '110° port, beam'],
      ['To steer', '000°T, 10.1 kn STW'],
      ['Wave steepness', '0.024 total sea'],
    ])
    expect(screen.getByText('22 Nov 18:00Z')).toBeVisible()
    expect(screen.getByText('0.0 NM')).toBeVisible()
    expect(screen.getByText("50°00.000'N 020°00.000'W")).toBeVisible()
  })

  it('shows what is missing as missing, with the reason', () => {
    moveCursor(1)
    render(<CursorReadOut answer={answer} />)
    expect(rows()[0]).toEqual(['Wave height', '2.0 m, 8.0 s'])
    expect(screen.getByText('— Wind:')).toBeVisible()
    expect(screen.getByText('no value from the service (land or outside the grid)')).toBeVisible()
    expect(rows()).toContainEqual(['Along track', '0.0 kn'])
  })
})
