import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { useChartKeys } from '#src/features/results/charts/chart-cursor.tsx'

it('zooms the axis on a board without Latin letters', () => {
  const view = {
    window: { min: 0, max: 2 },
    isWhole: true,
    zoom: vi.fn(),
    pan: vi.fn(),
    select: vi.fn(),
    reset: vi.fn(),
  }
  const onNumber = vi.fn()
  function Keys() {
    return <button onKeyDown={useChartKeys({ timeMs: Float64Array.of(0, 1, 2), view, waypoints: [], onNumber })} />
  }
  render(<Keys />)
  const charts = screen.getByRole('button')
  fireEvent.keyDown(charts, { key: 'ช', code: 'Equal' })
  fireEvent.keyDown(charts, { key: 'ข', code: 'Minus' })
  expect(view.zoom.mock.calls).toEqual([[0.5], [2]])
  fireEvent.keyDown(charts, { key: 'à', code: 'Digit0' }) // AZERTY
  expect(view.reset).not.toHaveBeenCalled()
  fireEvent.keyDown(charts, { key: '۰', code: 'Digit0' })
  expect(view.reset).toHaveBeenCalledOnce()
  fireEvent.keyDown(charts, { key: '۲', code: 'Digit2' })
  expect(onNumber.mock.calls).toEqual([[1]])
})
