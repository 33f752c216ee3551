import { describe, expect, it } from 'vitest'
import { sheetHeights, snapAfterDrag, snapAt } from '#src/app/shell/sheet-snap.ts'

describe('the snap points of the sheet', () => {
  it('are 96 px, 45 % and 92 % of a tablet', () => {
    expect(sheetHeights(1200, 0.45)).toEqual({ low: 96, half: 540, tall: 1104 })
  })
  it('leave room to work in if 45 % would be too little', () => {
    expect(sheetHeights(390, 0.45).half).toBe(260)
    expect(sheetHeights(250, 0.45).half).toBe(230)
  })
  it('are passed one by one, up to the ends', () => {
    expect(snapAt('low', 1)).toBe('half')
    expect(snapAt('tall', 1)).toBe('tall')
    expect(snapAt('low', -1)).toBe('low')
  })
})

describe('a sheet that is let go', () => {
  const heights = { low: 96, half: 531, tall: 1086 }
  it.each([
    ['rests at the nearest point', 400, 0, 'half'],
    ['goes on upwards when it is flicked', 300, 0.8, 'half'],
    ['goes on to the top from above the middle', 540, 0.8, 'tall'],
    ['goes on downwards when it is flicked', 500, -0.8, 'low'],
    ['stays at the top when it is flicked beyond', 1086, 0.8, 'tall'],
  ] as const)('%s', (_, heightPx, upPxPerMs, snap) => {
    expect(snapAfterDrag(heightPx, upPxPerMs, heights)).toBe(snap)
  })
})
