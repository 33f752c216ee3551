import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { ChartCursor } from '#src/features/results/charts/chart-cursor.tsx'

it('zooms the axis on a board without Latin letters', () => {
  const window = { min: 0, max: 2 }
  const view = { window, isWhole: true, zoom: vi.fn(), pan: vi.fn(), select: vi.fn(), reset: vi.fn() }
  const x = { axis: 'distance', values: Float64Array.of(0, 1, 2), ...window } as const
  render(<ChartCursor count={3} x={x} view={view} widthPx={200} waypoints={[]} describedBy="" />)
  const charts = screen.getByRole('slider')
  fireEvent.keyDown(charts, { key: 'ช', code: 'Equal' })
  fireEvent.keyDown(charts, { key: 'ข', code: 'Minus' })
  expect(view.zoom.mock.calls).toEqual([[0.5], [2]])
  fireEvent.keyDown(charts, { key: 'à', code: 'Digit0' }) // AZERTY
  expect(view.reset).not.toHaveBeenCalled()
  fireEvent.keyDown(charts, { key: '۰', code: 'Digit0' })
  expect(view.reset).toHaveBeenCalledOnce()
})
