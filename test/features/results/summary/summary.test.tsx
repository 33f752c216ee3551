import { render, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Summary } from '#src/features/results/summary/summary.tsx'
import { passageAnswer } from '#test/support/voyage-answer.ts'

it('shows the passage in tables', () => {
  render(<Summary answer={passageAnswer(60)} tools={null} />)
  const tables = screen.getAllByRole('table').map((table) => table.getAttribute('aria-label'))
  expect(tables).toEqual([
    'Passage',
    'Worst and mean',
    'Against the limits',
    'Hours per Beaufort force',
    'Hours per sea state, by wave height',
    'Where it meets the ship, share of the time known',
    'Current',
    'Sun, where the ship is at that time',
  ])
  expect(
    within(screen.getByRole('table', { name: 'Worst and mean' })).getByRole('rowheader', { name: 'Wave height' }),
  ).toBeInTheDocument()
})
