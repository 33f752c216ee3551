import { act, render, screen, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { Comparison } from '#src/features/results/summary/summary.tsx'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
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

it('sets answers side by side', () => {
  render(<Comparison answer={now} compared={[before, elsewhere]} />)
  expect(
    within(screen.getByRole('table', { name: 'Side by side' }))
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent),
  ).toEqual(['What', 'now', 'before', 'elsewhere'])
  expect(rowOf('Side by side', 'Asked')).toEqual(['23 Nov 06:00Z', '22 Nov 17:51Z', '22 Nov 17:51Z'])
  expect(rowOf('Side by side', 'Wave height, worst (mean)')).toEqual([
    '5.2 m (4.1 m)',
    '4.0 m (3.5 m)',
    '1.0 m (1.0 m)',
  ])
  expect(rowOf('Side by side', 'Arrival')).toEqual(['22 Nov 20:00Z', '22 Nov 20:00Z', '22 Nov 19:00Z'])
})

it('shows what changed at the same place and time, and says if there is none', () => {
  render(<Comparison answer={now} compared={[before, elsewhere]} />)
  expect(rowOf('now less before, at 3 samples of the same place and time', 'Wave height').slice(0, 4)).toEqual([
    '+1.2 m',
    "22 Nov 19:00Z, 50°12.000'N 020°00.000'W",
    '+0.4 m',
    '33 %',
  ])
  expect(screen.getByRole('table', { name: 'now less elsewhere' })).toHaveTextContent(
    'No sample of the two is at the same place and time',
  )
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
    'Test service',
    'Synthetic data, not for navigation',
    'source not known',
  ])
})
