import { describe, expect, it } from 'vitest'
import { layerById } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { boundsContain, boundsMeet, samplesBounds, storeCamera, storedCamera } from '#src/features/map/view/camera.ts'
import { draftTo, droppedAt } from '#src/features/map/edit/draw-tool.tsx'
import { isDoubleClick } from '#src/features/map/edit/placing.tsx'
import { graticule, graticuleStep } from '#src/features/map/base/graticule.ts'
import { type GridLabel, gridLabels } from '#src/features/map/base/graticule-labels.tsx'
import { mapSummary } from '#src/features/map/view/map-words.ts'
import { worldPx, worldX, worldY } from '#src/features/map/base/mercator.ts'
import { scaleBar } from '#src/features/map/base/scale-bar.tsx'

const wave = layerById.wave
const oneDegree = routeFromPositions('', [
  { lat: 0, lon: 0 },
  { lat: 0, lon: 1 },
])

describe('mapSummary', () => {
  it('says how long the route is', () => {
    // WGS84: one degree of the equator is 6,378,137 m × π / 180 = 60.1 NM.
    expect(mapSummary(oneDegree, null, null, null)).toBe('2 waypoints, 60.1 NM.')
    expect(mapSummary(routeFromPositions('', []), null, null, null)).toBe('No route yet.')
  })

  it('says where the highest value is, and never invents one', () => {
    const columns = {
      count: 2,
      lat: Float64Array.of(47.2, 48),
      lon: Float64Array.of(-21.667, -22),
      timeMs: new Float64Array(2),
      fields: { Waves_Significant_Height: Float32Array.of(6.1, NaN) },
      gaps: [],
    }
    const answer: Answer = {
      key: 'a',
      taskName: 'a',
      askedMs: null,
      source: 's',
      synthetic: true,
      askedFor: null,
      request: null,
      columns,
    }
    expect(mapSummary(oneDegree, null, answer, wave)).toBe(
      "2 waypoints, 60.1 NM. Wave height up to 6.1 m at 47°12.000'N 021°40.020'W.",
    )
    const windy = {
      ...answer,
      columns: { ...columns, fields: { ...columns.fields, Winds_10m_Intensity: Float32Array.of(10, 20) } },
    }
    expect(mapSummary(oneDegree, null, windy, wave)).toMatch(
      /Wave height up to 6\.1 m at .+ Wind up to 39 kn at 48°00\.000'N 022°00\.000'W\.$/,
    )
    const nothing = {
      ...answer,
      columns: { ...columns, fields: { Waves_Significant_Height: Float32Array.of(NaN, NaN) } },
    }
    expect(mapSummary(oneDegree, null, nothing, wave)).toContain('Wave height: no values.')
  })
})

describe('the leg being drawn', () => {
  it('has its course, its length and the total with it', () => {
    expect(draftTo(oneDegree, { lat: 0, lon: 2 })).toMatchObject({ leg: '090°T · 60.1 NM', total: 'Total 120.2 NM' })
    expect(draftTo(routeFromPositions('', []), { lat: 0, lon: 2 })).toBeNull()
  })

  it('goes the short way over 180°, whichever copy of the world the pointer is on', () => {
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
  it('is restored as it was kept', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    }
    expect(storedCamera(storage)).toBeNull()
    const camera = { center: { lat: 38, lon: -175 }, zoom: 2.5, voyageId: 'v' }
    storeCamera(storage, camera)
    expect(storedCamera(storage)).toEqual(camera)
  })

  it.each(['nonsense', '{"lat":"a"}', '{"lat":95,"lon":0,"zoom":2}', 'null'])(
    'drops what it cannot read: %s',
    (text) => {
      expect(storedCamera({ getItem: () => text })).toBeNull()
    },
  )

  it('tells whether two boxes share a part of the sea across 180°', () => {
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

describe('the graticule', () => {
  const pacific = { west: worldX(150), east: worldX(240), north: worldY(60), south: worldY(0) }
  const frame = { widthPx: 900, heightPx: 600, obstacles: [] }
  const at = (labels: readonly GridLabel[], text: string) => labels.find((label) => label.text === text)

  it('is named where its lines leave the map above and on the right', () => {
    const labels = gridLabels(pacific, 2.2, frame)
    expect(labels.filter((label) => label.of === 'longitude').map(({ text, x }) => [text, x])).toEqual([
      ['180°', 300],
      ['150°W', 600],
    ])
    expect(labels.filter((label) => label.of === 'latitude').map(({ text }) => text)).toEqual(['30°N'])
  })

  it('is named clear of what lies over the map, or not at all', () => {
    const tools = { left: 100, top: 0, right: 500, bottom: 48 }
    expect(at(gridLabels(pacific, 2.2, { ...frame, obstacles: [tools] }), '180°')).toMatchObject({ x: 300, y: 57 })
    const drawer = { left: 700, top: 0, right: 900, bottom: 600 }
    const labels = gridLabels(pacific, 2.2, { ...frame, obstacles: [drawer] })
    expect(
      at(gridLabels(pacific, 2.2, { ...frame, obstacles: [{ left: 0, top: 0, right: 900, bottom: 200 }] }), '150°W'),
    ).toBeUndefined()
    expect(at(labels, '30°N')!.x).toBeLessThan(700)
  })

  it('has steps in minutes close up', () => {
    const maas = { west: worldX(3.9), east: worldX(4.2), north: worldY(52.05), south: worldY(51.9) }
    const texts = gridLabels(maas, 10.4, frame).map(({ text }) => text)
    expect(texts).toEqual(["3°55'E", '4°E', "4°05'E", "4°10'E", "51°55'N", '52°N'])
    expect(graticuleStep(0)).toBe(30 * 60)
    expect(graticuleStep(9.2)).toBe(10)
  })

  it('is drawn for the window, once around the world at most', () => {
    expect(graticule(30 * 60, { west: -2, east: 3, north: 0, south: 1 }).features).toHaveLength(13 + 5)
    const lons = graticule(10 * 60, { ...pacific, west: pacific.west + 2, east: pacific.east + 2 }).features.flatMap(
      ({ geometry }) => (geometry.type === 'LineString' ? geometry.coordinates.map(([lon]) => lon!) : []),
    )
    expect([Math.min(...lons), Math.max(...lons)].map(Math.round)).toEqual([-210, -120])
  })
})
