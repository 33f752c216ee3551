import { act, render, renderHook, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Position } from '#src/domain/position.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { fromWorld, toWorld, worldPx } from '#src/features/map/base/mercator.ts'
import { WaypointTool } from '#src/features/map/edit/waypoint-tool.tsx'
import type { MapView } from '#src/features/map/view/map-view.ts'
import { RoutePanel, WaypointListPart } from '#src/features/route/route-panel.tsx'
import { useEditorActions } from '#src/state/editor.ts'
import { currentHistory, currentPlan, onVoyageChanged, voyageActions } from '#src/state/voyage.ts'
import { givePageSize } from '#test/support/page-size.ts'
import { openVoyage } from '../../route/route-page.tsx'

const ZOOM = 3
const [west, middle, east] = [
  { lat: 45, lon: -40 },
  { lat: 50, lon: -20 },
  { lat: 45, lon: 0 },
] as const
const route = routeFromPositions('Biscay', [west, middle, east], { names: ['West', 'Middle', 'East'] })

const pixel = (position: Position) => {
  const { x, y } = toWorld(position)
  return { x: x * worldPx(ZOOM), y: y * worldPx(ZOOM) }
}

/** The map as far as a drag needs it: a zoom, its corner at the corner of the world, no camera. */
function fakeMap(surface: HTMLElement) {
  type Listener = (event: { lngLat: { lat: number; lng: number } }) => void
  const listeners = new Map<string, Set<Listener>>()
  const unproject = ([x, y]: [number, number]) => {
    const { lat, lon } = fromWorld({ x: x / worldPx(ZOOM), y: y / worldPx(ZOOM) })
    return { lat, lng: lon }
  }
  surface.addEventListener('click', ({ clientX, clientY }) =>
    listeners.get('click')?.forEach((listener) => listener({ lngLat: unproject([clientX, clientY]) })),
  )
  return {
    getZoom: () => ZOOM,
    getCanvas: () => surface,
    getCanvasContainer: () => surface,
    getContainer: () => surface,
    dragPan: { enable: vi.fn(), disable: vi.fn() },
    unproject,
    on: (type: string, listener: Listener) => {
      const all = listeners.get(type) ?? new Set()
      listeners.set(type, all.add(listener))
      return { unsubscribe: () => void all.delete(listener) }
    },
  }
}

let surface: HTMLElement
let map: ReturnType<typeof fakeMap>
let draw: ReturnType<typeof vi.fn<MapView['draw']>>
let under: Element | null
let frames: Map<number, () => void>
let ended: (() => void)[] = []

/** Waits until the next frame is drawn. */
const drawn = () =>
  act(() => {
    const asked = [...frames.values()]
    frames.clear()
    asked.forEach((frame) => frame())
  })

beforeEach(async () => {
  givePageSize({ width: 400, height: 800 })
  await WaypointListPart.preload()
  surface = document.body.appendChild(document.createElement('div'))
  map = fakeMap(surface)
  draw = vi.fn<MapView['draw']>()
  under = surface
  frames = new Map()
  let handle = 0
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => {
    handle += 1
    frames.set(handle, frame)
    return handle
  })
  vi.stubGlobal('cancelAnimationFrame', (given: number) => frames.delete(given))
  document.elementFromPoint = () => under
  openVoyage(route)
  const view = Object.assign(Object.create(null) as MapView, { map, draw })
  render(
    <>
      <WaypointTool view={view} quiet={false} onToolByKey={vi.fn()} onFit={vi.fn()} onOver={vi.fn()} />
      <RoutePanel onImport={vi.fn()} sample={{ open: vi.fn(), asksAtOnce: true }} />
    </>,
  )
  await screen.findByRole('grid', { name: 'Waypoints' })
})
afterEach(() => {
  ended.forEach((end) => end())
  ended = []
  surface.remove()
  vi.unstubAllGlobals()
})

const at = ({ x, y }: { x: number; y: number }) => ({ clientX: x, clientY: y, pointerId: 1, bubbles: true })
const fire = (
  type: string,
  place: { x: number; y: number },
  more: PointerEventInit = {},
  target: EventTarget = surface,
) => act(() => void target.dispatchEvent(new PointerEvent(type, { ...at(place), isPrimary: true, ...more })))
const press = (position: Position, more: PointerEventInit = {}) => fire('pointerdown', pixel(position), more)
const moveTo = (position: Position) => fire('pointermove', pixel(position))
const letGo = (position: Position) => {
  fire('pointerup', pixel(position))
  // A browser ends a press and release on one element with a click.
  act(() => void surface.dispatchEvent(new MouseEvent('click', at(pixel(position)))))
}
/** A drag with its release. */
const dragged = (from: Position, to: Position) => {
  press(from)
  moveTo(to)
  drawn()
}

const rows = () =>
  within(screen.getByRole('grid', { name: 'Waypoints' }))
    .getAllByRole('row')
    .slice(1)
const rowText = (number: number) => rows()[number - 1]!.textContent
const total = () => screen.getByLabelText('Totals').textContent
const positions = () => currentPlan().route.waypoints.map(({ position }) => position)
const selected = () => rows().findIndex((row) => row.getAttribute('aria-selected') === 'true') + 1
const handle = () => {
  const { features } = draw.mock.calls.findLast(([source]) => source === 'handles')![1] as GeoJSON.FeatureCollection
  return features.map(({ geometry }) => {
    const [lon = NaN, lat = NaN] = (geometry as GeoJSON.Point).coordinates
    return { lat, lon }
  })
}
const north = { lat: 56, lon: -20 }

describe('a dragged waypoint', () => {
  it('is followed by its row, the legs beside it and the totals, before anything is edited', () => {
    const edited = vi.fn()
    ended.push(onVoyageChanged(edited))
    const before = [1, 2, 3].map(rowText)
    const far = total()
    dragged(middle, north)
    expect(rowText(1)).toBe(before[0])
    expect(rowText(2)).toContain("56°00.000'N")
    const courses = rows().map((row) => /\d{3}°T/.exec(row.textContent)?.[0])
    expect(courses).toEqual([undefined, '049°T', '131°T'])
    expect(rowText(3)).not.toBe(before[2])
    expect(total()).not.toBe(far)
    expect(screen.getByRole('group', { name: 'Waypoint 2' })).toHaveTextContent("56°00.000'N")
    expect(edited).not.toHaveBeenCalled()
    expect(currentPlan().route).toBe(route)

    letGo(north)
    expect(edited).toHaveBeenCalledOnce()
    expect(positions()[1]).toMatchObject({
      lat: expect.closeTo(56, 9) as number,
      lon: expect.closeTo(-20, 9) as number,
    })
    expect(rowText(2)).toContain("56°00.000'N")
    expect(selected()).toBe(2)
    expect(currentHistory().done).toBe(1)
    act(voyageActions.undone)
    expect(positions()).toEqual([west, middle, east])
    expect([1, 2, 3].map((number) => rowText(number).slice(0, 40))).toEqual(before.map((text) => text.slice(0, 40)))
  })

  it('is drawn once a frame however often the pointer moves, and dropped where the pointer was last', () => {
    press(middle)
    draw.mockClear()
    for (const lat of [51, 52, 53]) moveTo({ lat, lon: -20 })
    expect(draw).not.toHaveBeenCalled()
    drawn()
    expect(draw.mock.calls.filter(([source]) => source === 'moving')).toHaveLength(1)
    moveTo({ lat: 54, lon: -20 })
    letGo({ lat: 54, lon: -20 })
    expect(positions()[1]!.lat).toBeCloseTo(54, 9)
  })

  it('hides the handles on its way and shows them again', () => {
    expect(handle()).toHaveLength(2)
    dragged(middle, north)
    expect(handle()).toEqual([])
    act(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })))
    expect(handle()).toHaveLength(2)
  })

  it('stays where it is if the hand is not quite still', () => {
    const { x, y } = pixel(middle)
    press(middle)
    fire('pointermove', { x: x + 2, y: y + 2 })
    drawn()
    fire('pointerup', { x: x + 2, y: y + 2 })
    expect(currentPlan().route).toBe(route)
    expect(map.dragPan.enable).toHaveBeenCalledOnce()
  })

  it('is not let go by another finger, nor grabbed by another button', () => {
    dragged(middle, north)
    fire('pointerup', pixel(north), { pointerId: 2 })
    fire('pointercancel', pixel(north), { pointerId: 2 })
    expect(rowText(2)).toContain("56°00.000'N")
    letGo(north)
    expect(currentHistory().done).toBe(1)
    press(west, { button: 2 })
    moveTo(north)
    drawn()
    expect(positions()[0]).toEqual(west)
    expect(rowText(1)).toContain("45°00.000'N")
  })

  it('gives way to an edit made meanwhile', () => {
    dragged(middle, north)
    act(() => voyageActions.voyageRenamed('Other'))
    expect(rowText(2)).toContain("56°00.000'N")
    act(() => voyageActions.routeEdited(routeFromPositions('New', [west, east])))
    expect(rows()).toHaveLength(2)
    letGo(north)
    expect(positions()).toEqual([west, east])
    expect(map.dragPan.enable).toHaveBeenCalledOnce()
  })
})

describe('a drag out of a handle', () => {
  it('inserts a waypoint and moves it in one step', () => {
    const [, second] = handle()
    dragged(second!, north)
    expect(rows()).toHaveLength(4)
    expect(rowText(3)).toContain("56°00.000'N")
    expect(selected()).toBe(3)
    expect(currentPlan().route).toBe(route)
    letGo(north)
    expect(positions()).toHaveLength(4)
    expect(positions()[2]!.lat).toBeCloseTo(56, 9)
    expect(currentHistory().done).toBe(1)
    act(voyageActions.undone)
    expect(positions()).toEqual([west, middle, east])
  })

  it('inserts where it is on a click', () => {
    const [first] = handle()
    press(first!)
    letGo(first!)
    expect(positions()).toHaveLength(4)
    expect(positions()[1]!.lon).toBeCloseTo(first!.lon, 6)
    expect(currentHistory().done).toBe(1)
  })

  it('inserts once if it comes back to where it began', () => {
    const [first] = handle()
    dragged(first!, north)
    moveTo(first!)
    drawn()
    letGo(first!)
    expect(positions()).toHaveLength(4)
  })

  it('inserts nothing if it was put back and is let go where it began', () => {
    const [first] = handle()
    dragged(first!, north)
    act(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })))
    letGo(first!)
    expect(rows()).toHaveLength(3)
    expect(currentPlan().route).toBe(route)
    // The next click counts again.
    press(first!)
    letGo(first!)
    expect(positions()).toHaveLength(4)
  })
})

describe.each([
  ['a waypoint', () => middle],
  ['a new waypoint', () => handle()[1]!],
])('%s goes back', (_, from) => {
  const elsewhere = (element: Element | null) => () => {
    under = element
    fire('pointerup', pixel(north), {}, window)
  }
  it.each([
    ['over a panel', () => elsewhere(screen.getByRole('grid', { name: 'Waypoints' }))()],
    ['over a dialog', () => elsewhere(document.body.appendChild(document.createElement('dialog')))()],
    ['outside the window', elsewhere(null)],
    ['on Escape', () => act(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })))],
    ['when the system takes the pointer', () => fire('pointercancel', pixel(north))],
    ['when the pointer is lost', () => fire('lostpointercapture', pixel(north))],
    ['when another window comes up', () => act(() => void window.dispatchEvent(new Event('blur')))],
    ['when a menu opens', () => fire('contextmenu', pixel(north))],
  ])('%s', (_words, lose) => {
    const { result } = renderHook(() => useEditorActions())
    act(() => result.current.waypointSelected('w1'))
    const before = rows().map(({ textContent }) => textContent)
    const far = total()
    dragged(from(), north)
    expect(total()).not.toBe(far)
    lose()
    drawn()
    expect(rows().map(({ textContent }) => textContent)).toEqual(before)
    expect(total()).toBe(far)
    expect(selected()).toBe(1)
    expect(currentPlan().route).toBe(route)
    expect(currentHistory().done).toBe(0)
    expect(map.dragPan.enable).toHaveBeenCalledOnce()
    fire('pointermove', pixel(west))
    drawn()
    expect(rows().map(({ textContent }) => textContent)).toEqual(before)
    document.querySelector('dialog')?.remove()
  })
})

it('a field that loses the keyboard when the map is pressed interrupts nothing', () => {
  const field = document.body.appendChild(document.createElement('input'))
  field.focus()
  press(middle)
  act(() => field.blur())
  moveTo(north)
  drawn()
  expect(rowText(2)).toContain("56°00.000'N")
  field.remove()
})
