import { act, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { MapNotice } from '#src/features/map/view/map-controls.tsx'

afterEach(() => void vi.useRealTimers())

function Map() {
  const [reset, setReset] = useState<'lost' | 'restored' | null>('lost')
  return (
    <>
      <button onClick={() => setReset('restored')}>Give it back</button>
      <MapNotice error={null} reset={reset} onSeen={() => setReset(null)} />
    </>
  )
}

it('says that the map was taken away for as long as it is, and for a while that it is back', () => {
  vi.useFakeTimers()
  render(<Map />)
  act(() => void vi.advanceTimersByTime(60_000))
  expect(screen.getByRole('status')).toHaveTextContent('It comes back by itself')
  act(() => screen.getByRole('button').click())
  expect(screen.getByRole('status')).toHaveTextContent('and restored')
  act(() => void vi.advanceTimersByTime(10_000))
  expect(screen.queryByRole('status')).toBeNull()
})
