import { describe, expect, it } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { keyCommand, neighbourId, nudged, zoomStep } from '#src/features/map/edit/edit-keys.ts'

const press = (
  key: string,
  held: Partial<Record<'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey', boolean>> = {},
  code = '',
) => ({
  key,
  code,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
})

describe('keyCommand', () => {
  it.each([
    ['d', { do: 'draw' }],
    ['D', { do: 'draw' }],
    ['f', { do: 'fit' }],
    ['m', { do: 'measure' }],
    ['PageDown', { do: 'select', step: 1 }],
    ['Escape', { do: 'cancel' }],
    ['ArrowUp', null], // the map pans
    ['+', null], // zooms, whatever is being done
    ['Delete', null],
  ])('%s with nothing selected', (key, command) => {
    expect(keyCommand(press(key), { tool: 'pan', selected: false })).toEqual(command)
  })

  it.each([
    ['Enter', { do: 'drop' }],
    ['Backspace', { do: 'remove-last' }],
    ['Escape', { do: 'finish' }],
    ['d', { do: 'finish' }],
    ['m', null],
    ['ArrowLeft', null], // the map pans under the cross
  ])('%s while drawing', (key, command) => {
    expect(keyCommand(press(key), { tool: 'draw', selected: true })).toEqual(command)
  })

  it('measures with the keys that draw', () => {
    expect(keyCommand(press('Enter'), { tool: 'measure', selected: false })).toEqual({ do: 'drop' })
    expect(keyCommand(press('M'), { tool: 'measure', selected: false })).toEqual({ do: 'finish' })
  })

  it.each([
    [press('ArrowUp'), { do: 'nudge', north: 0.1, east: 0 }],
    [press('ArrowLeft', { shiftKey: true }), { do: 'nudge', north: 0, east: -1 }],
    [press('ArrowRight', { altKey: true }), { do: 'nudge', north: 0, east: 0.01 }],
    [press('Delete'), { do: 'delete' }],
  ])('%o with a waypoint selected', (key, command) => {
    expect(keyCommand(key, { tool: 'pan', selected: true })).toEqual(command)
  })

  it('draws, measures and fits on a board without Latin letters', () => {
    const standing = { tool: 'pan', selected: false } as const
    expect(keyCommand(press('δ', {}, 'KeyD'), standing)).toEqual({ do: 'draw' })
    expect(keyCommand(press('В', { shiftKey: true }, 'KeyD'), { tool: 'draw', selected: false })).toEqual({
      do: 'finish',
    })
    expect(keyCommand(press('צ', {}, 'KeyM'), standing)).toEqual({ do: 'measure' })
    expect(keyCommand(press('ب', {}, 'KeyF'), standing)).toEqual({ do: 'fit' })
    expect(keyCommand(press(',', {}, 'KeyM'), standing)).toBeNull() // AZERTY
  })

  it('leaves shortcuts with Ctrl or Cmd to the page', () => {
    expect(keyCommand(press('d', { ctrlKey: true }), { tool: 'pan', selected: false })).toBeNull()
    expect(keyCommand(press('f', { metaKey: true }), { tool: 'pan', selected: false })).toBeNull()
  })
})

it('zooms by what a key types, wherever it is', () => {
  expect(zoomStep(press('-', {}, 'Digit6'))).toBe(-1) // AZERTY
  expect(zoomStep(press('-', {}, 'Slash'))).toBe(-1) // QWERTZ
  expect(zoomStep(press('+', { shiftKey: true }, 'Equal'))).toBe(1)
  expect(zoomStep(press('ช', {}, 'Equal'))).toBe(1)
  expect(zoomStep(press('-', { ctrlKey: true }, 'Minus'))).toBeNull() // the browser zooms
  expect(zoomStep(press('6', {}, 'Digit6'))).toBeNull()
})

it('moves by minutes and stops at the pole', () => {
  expect(nudged({ lat: 50, lon: 180 }, 0.1, 6)).toEqual({
    lat: expect.closeTo(50.0016667, 6) as number,
    lon: expect.closeTo(180.1, 9) as number,
  })
  expect(nudged({ lat: 89.99, lon: 0 }, 60, 0).lat).toBe(90)
})

it('steps through the waypoints round the ends', () => {
  const route = routeFromPositions('', [
    { lat: 0, lon: 0 },
    { lat: 1, lon: 0 },
    { lat: 2, lon: 0 },
  ])
  expect(neighbourId(route, null, 1)).toBe('w1')
  expect(neighbourId(route, null, -1)).toBe('w3')
  expect(neighbourId(route, 'w3', 1)).toBe('w1')
  expect(neighbourId(routeFromPositions('', []), null, 1)).toBeNull()
})
