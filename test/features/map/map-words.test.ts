import { describe, expect, it } from 'vitest'
import { layers } from '#src/domain/metocean/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { boundsContain, boundsMeet, samplesBounds, storeCamera, storedCamera } from '#src/features/map/camera.ts'
import { draftTo, droppedAt, isDoubleClick } from '#src/features/map/draft.ts'
import { graticule } from '#src/features/map/graticule.ts'
import { gridLabels } from '#src/features/map/grid-labels.ts'
import { mapSummary } from '#src/features/map/map-summary.ts'
import { worldPx, worldX, worldY } from '#src/features/map/mercator.ts'
import { scaleBar } from '#src/features/map/scale.ts'

const wave = layers.find(({ id }) => id === 'wave')!
const oneDegree = routeFromPositions('', [{ lat: 0, lon: 0 }, { lat: 0, lon: 1 }])

describe('mapSummary', () => {
  it('says how long the route is', () => {
    // WGS84: one degree of the equator is 6,378,137 m × π / 180 = 60.1 NM.
    expect(mapSummary(oneDegree, null, null, null)).toBe('2 waypoints, 60.1 NM.')
    expect(mapSummary(routeFromPositions('', []), null, null, null)).toBe('No route yet.')
  })

  it('says where the highest value is, and never invents one', () => {
    const columns = { count: 2, lat: Float64Array.of(47.2, 48), lon: Float64Array.of(-21.667, -22), timeMs: new Float64Array(2), fields: { Waves_Significant_Height: Float32Array.of(6.1, NaN) }, gaps: [] }
    const answer: Answer = { key: 'a', taskName: 'a', askedMs: null, source: 's', synthetic: true, columns }
    expect(mapSummary(oneDegree, null, answer, wave)).toBe("2 waypoints, 60.1 NM. Wave height up to 6.1 m at 47°12.000'N 021°40.020'W.")
    const nothing = { ...answer, columns: { ...columns, fields: { Waves_Significant_Height: Float32Array.of(NaN, NaN) } } }
    expect(mapSummary(oneDegree, null, nothing, wave)).toContain('Wave height: no values.')
  })
})

describe('the leg being drawn', () => {
  it('has its course, its length and the total with it', () => {
    expect(draftTo(oneDegree, { lat: 0, lon: 2 })).toMatchObject({ leg: '090°T · 60.1 NM', total: 'Total 120.2 NM' })
    expect(draftTo(routeFromPositions('', []), { lat: 0, lon: 2 })).toBeNull()
  })

  it('goes the short way over 180° wherever the pointer’s copy of the world is', () => {
    const route = routeFromPositions('', [{ lat: 40, lon: 170 }])
    expect(draftTo(route, { lat: 40, lon: -170 })?.to.lon).toBe(190)
    expect(droppedAt(routeFromPositions('', []), { lat: 1, lon: 190 })).toEqual({ lat: 1, lon: -170 })
  })

  it('ends with two clicks close in time and place', () => {
    const first = { x: 100, y: 100, atMs: 1000 }
    expect(isDoubleClick(first, { x: 102, y: 101, atMs: 1250 })).toBe(true)
    expect(isDoubleClick(first, { x: 160, y: 101, atMs: 1250 })).toBe(false)
    expect(isDoubleClick(first, { x: 102, y: 101, atMs: 1600 })).toBe(false)
    expect(isDoubleClick(null, first)).toBe(false)
  })
})

describe('camera', () => {
  it('comes back as it was kept', () => {
    const kept = new Map<string, string>()
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
    expect(storedCamera(storage)).toBeNull()
    const camera = { center: { lat: 38, lon: -175 }, zoom: 2.5, voyageId: 'v' }
    storeCamera(storage, camera)
    expect(storedCamera(storage)).toEqual(camera)
  })

  it.each(['nonsense', '{"lat":"a"}', '{"lat":95,"lon":0,"zoom":2}', 'null'])('forgets what it cannot read: %s', (text) => {
    expect(storedCamera({ getItem: () => text })).toBeNull()
  })

  it('knows whether two boxes share a part of the sea across 180°', () => {
    const pacific = samplesBounds([34, 45], [139, 237])!
    expect(boundsMeet(pacific, { west: -180, south: 30, east: -170, north: 50 })).toBe(true)
    expect(boundsMeet(pacific, { west: -60, south: 30, east: 0, north: 50 })).toBe(false)
    expect(boundsMeet(pacific, { west: 140, south: -50, east: 150, north: -40 })).toBe(false)
    expect(samplesBounds([], [])).toBeNull()
    const screen = { west: 130, south: 20, east: 250, north: 60 }
    expect(boundsContain(screen, { west: -180, south: 30, east: -150, north: 50 })).toBe(true)
    expect(boundsContain(screen, { west: -180, south: 30, east: -100, north: 50 })).toBe(false)
    expect(boundsContain(screen, { west: 140, south: 10, east: 150, north: 50 })).toBe(false)
  })
})

it('shows a round number of miles, true at the latitude', () => {
  // One minute of the equator is 1.0018 NM by the Mercator radius, so the whole is 21,639 NM.
  const { nm, px } = scaleBar(0, worldPx(2), 110)
  expect(nm).toBe(1000)
  expect(px).toBeCloseTo((1000 / 21_638.8) * 2048, 1)
  expect(scaleBar(60, worldPx(2), 110).nm).toBe(500)
})

it('names the graticule where it leaves the map', () => {
  const window = { west: worldX(150), east: worldX(240), north: worldY(60), south: worldY(0) }
  const labels = gridLabels(window, 2.2, 900, 600)
  expect(labels.filter(({ edge }) => edge === 'top').map(({ text, atPx }) => [text, atPx])).toEqual([['150°W', 600]])
  expect(labels.filter(({ edge }) => edge === 'right').map(({ text }) => text)).toEqual(['30°N'])
})

it('draws every parallel and meridian once, by the coarsest spacing it belongs to', () => {
  const steps = graticule().features.map(({ properties }) => properties!['step'] as number)
  expect(steps.filter((step) => step === 30)).toHaveLength(12 + 5)
  expect(steps).toHaveLength(360 + 171)
})
