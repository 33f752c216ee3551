import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { PanelBoundary } from '#src/app/shell/panel-boundary.tsx'
import { expectConsoleError } from '#test/support/console.ts'

function Charts({ of }: { of: string }) {
  if (of === 'broken') throw new Error('no scale')
  return <p>{of}</p>
}
const panel = (of: string) => (
  <PanelBoundary name="charts" of={of}>
    <Charts of={of} />
  </PanelBoundary>
)

it('says that a panel cannot be shown until it has something else to show', () => {
  expectConsoleError()
  const { rerender } = render(panel('broken'))
  expect(screen.getByRole('alert')).toHaveTextContent('Something went wrong here.')
  expect(screen.getByRole('button', { name: 'Show charts again' })).toBeVisible()
  rerender(panel('broken'))
  expect(screen.getByRole('alert')).toBeVisible()
  rerender(panel('whole'))
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByText('whole')).toBeVisible()
})
