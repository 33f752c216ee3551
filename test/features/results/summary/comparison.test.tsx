import { act, render, screen, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { Comparison } from '#src/features/results/summary/summary.tsx'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

beforeEach(() => act(() => voyageActions.voyageOpened(newVoyage('v', 0))))

const now = answerOf(columnsOf({ Waves_Significant_Height: [3, 5.2, 3] }), {
  name: 'now',
  askedMs: Date.UTC(2026, 10, 23, 6),
})
const before = answerOf(columnsOf({ Waves_Significant_Height: [3, 4, 3] }), { name: 'before' })
const elsewhere = answerOf(columnsOf({ Waves_Significant_Height: [1, 1] }, { lat: [0, 1] }), { name: 'elsewhere' })
const rowOf = (table: string, name: string) =>
  within(
    within(screen.getByRole('table', { name: table }))
      .getByRole('rowheader', { name })
      .closest('tr')!,
  )
    .getAllByRole('cell')
    .map(({ textContent }) => textContent)

it('sets answers side by side, with their differences and the best of each row', () => {
  render(<Comparison answer={now} compared={[before, elsewhere]} />)
  expect(
    within(screen.getByRole('table', { name: 'Side by side' }))
      .getAllByRole('columnheader')
      .map(({ textContent, ariaLabel }) => ariaLabel ?? textContent),
  ).toEqual(['What', 'now', 'before', 'now minus before', 'elsewhere', 'now minus elsewhere'])
  expect(rowOf('Side by side', 'Wave height, worst')).toEqual(['5.2 m ', '4.0 m ', '▲+1.2 m', '1.0 m best', '▲+4.2 m'])
  expect(rowOf('Side by side', 'Wave height, mean')).toEqual(['4.1 m ', '3.5 m ', '▲+0.6 m', '1.0 m best', '▲+3.1 m'])
  expect(rowOf('Side by side', 'Time')).toEqual(['2 h ', '2 h ', 'same', '1 h best', '▲+1 h'])
  expect(rowOf('Side by side', 'Arrival')).toEqual([
    '22 Nov 20:00Z ',
    '22 Nov 20:00Z ',
    'same',
    '22 Nov 19:00Z ',
    '▲+1 h',
  ])
  expect(rowOf('Side by side', 'Asked').slice(0, 3)).toEqual(['23 Nov 06:00Z ', '22 Nov 17:51Z ', '▲+12 h 9 min'])
  expect(
    screen.getByRole('heading', {
      name: 'Least time over a limit, by what is known: elsewhere, none against 1.1 h and under 0.1 h.',
    }),
  ).toBeVisible()
})

it('says which is best by what decides: limits, then caution, then the time under way', () => {
  const limits = { ...currentVoyage().limits, wind: null, gust: null, 'adverse-current': null }
  act(() => voyageActions.limitsEdited(limits))
  const best = (compared: NamedAnswer) => {
    const { unmount } = render(<Comparison answer={now} compared={[compared]} />)
    const words = screen.getAllByRole('heading')[0]!.textContent
    unmount()
    return words
  }
  const calm = (hours: number) =>
    answerOf(columnsOf({ Waves_Significant_Height: Array.from({ length: hours + 1 }, () => 1) }), { name: 'calm' })
  expect(best(before)).toBe('Least time over a limit: before, under 0.1 h against 1.1 h.')
  expect(best(calm(5))).toBe('Least time over a limit: calm, none against 1.1 h.')
  act(() => voyageActions.limitsEdited({ ...limits, wave: { caution: 8, limit: 9 } }))
  expect(best(calm(5))).toBe('Shortest: now, 2 h against 5 h.')
  expect(best(calm(2))).toBe('None is better in time over limits, over caution or under way.')
  const gappy = answerOf(columnsOf({ Waves_Significant_Height: [9.5, NaN, 9.5] }), { name: 'gappy' })
  expect(best(gappy)).toMatch(/^Least time over a limit, by what is known: now, none against /)
})

it('shows what changed at the same place and time, and says if there is none', () => {
  render(<Comparison answer={now} compared={[before, elsewhere]} />)
  expect(rowOf('now minus before, at 3 samples of the same place and time', 'Wave height').slice(0, 4)).toEqual([
    '+1.2 m',
    "22 Nov 19:00Z, 50°12.000'N 020°00.000'W",
    '+0.4 m',
    '33 %',
  ])
  expect(screen.getByRole('table', { name: 'now minus elsewhere' })).toHaveTextContent(
    'The two have no place in common',
  )
})

it('sets one departure against another, place by place', () => {
  const later = answerOf(
    columnsOf(
      { Waves_Significant_Height: [3, 4, 3] },
      { timeMs: [6, 7, 8].map((hour) => now.columns.timeMs[0]! + hour * 3_600_000) },
    ),
    { name: 'later' },
  )
  render(<Comparison answer={now} compared={[later]} />)
  expect(rowOf('Side by side', 'Departure')).toEqual(['22 Nov 18:00Z ', '23 Nov 00:00Z ', '▼−6 h'])
  expect(
    rowOf('now minus later, at 3 samples of the same place, departing 6 h earlier', 'Wave height').slice(0, 3),
  ).toEqual(['+1.2 m', "22 Nov 19:00Z, 50°12.000'N 020°00.000'W", '+0.4 m'])
})

it('says for each answer where its figures are from', () => {
  render(
    <Comparison
      answer={now}
      compared={[
        { ...before, synthetic: true },
        { ...elsewhere, source: '' },
      ]}
    />,
  )
  expect(rowOf('Side by side', 'Data')).toEqual([
    'Test service ',
    'Synthetic data, not for navigation ',
    '',
    'source not known ',
    '',
  ])
})

it('compares the fuel of a ship with a consumption table, and never one that is partly not known', () => {
  const rows = [
    { speedKn: 11, laden: 20, ballast: null },
    { speedKn: 13, laden: 30, ballast: null },
  ]
  act(() => voyageActions.shipEdited({ consumption: { fuel: 'hfo', rows } }))
  const sailed = (name: string, ...knots: number[]) => {
    const lat = [0, ...knots].map((_, index) => knots.slice(0, index).reduce((sum, kn) => sum + kn / 59.705, 0))
    return answerOf(columnsOf({ Waves_Significant_Height: lat.map(() => 1) }, { lat }), { name })
  }
  const { unmount } = render(<Comparison answer={sailed('slow', 12, 12, 12)} compared={[sailed('fast', 12.9, 12.9)]} />)
  expect(rowOf('Side by side', 'Fuel, estimated')).toEqual(['3.1 t ', '2.5 t best', '▲+0.6 t'])
  unmount()
  render(<Comparison answer={sailed('slow', 12, 12, 12)} compared={[sailed('mixed', 13, 20)]} />)
  expect(rowOf('Side by side', 'Fuel, estimated')).toEqual(['3.1 t ', 'at least 1.3 t ', ''])
})
