import { at, integerAt, numberAt } from '../../at.ts'
import { radians } from '../../geodesy/wgs84.ts'
import type { Position } from '../../position.ts'
import { NEAR_END_NM, SHORTEST_CROSSING_NM } from '../../route/land-check.ts'
import type { LandIndex } from '../../route/land-index.ts'
import type { Frame } from './frame.ts'

/** What may close a place for good. */
export interface Closures {
  /** null: the coast is not known here, and closes nothing. */
  readonly land: Pick<LandIndex, 'isLand'> | null
  /** How far she keeps from the coast, nautical miles; less near either end. */
  readonly marginNm: number
  /** Is it in an area to avoid? */
  readonly isBarred?: (position: Position) => boolean
  /** Is it too shallow, or its depth not known? Not on the route itself: the operator has drawn it there. */
  readonly isShallow?: (sNm: number, qNm: number) => boolean
}

/** Which places of a corridor are closed. */
export interface ClosedPlaces {
  /** By miles along and across. */
  readonly isClosed: (sNm: number, qNm: number) => boolean
  /** Does a straight leg meet any? @param from its longitude and that of `to` as the frame has them, unwrapped */
  readonly isInTheWay: (from: Position, to: Position) => boolean
  /**
   * Looks along a leg more closely than the raster does, and closes what lies in its way.
   * @returns was there anything?
   */
  readonly closeAlong: (from: Position, to: Position) => boolean
}

/** Cells of the corridor and of the box around it, about, and what they may measure: nautical miles. */
const CELLS = { corridor: 250_000, box: 6_000_000 } as const
const CELL_NM = { least: 0.5, most: 4 } as const
/** Positions are worked out at this spacing and evenly between. */
const COARSE_NM = 10
/** The margin grows with the way from either end by this share of it. */
const MARGIN_OPENING = 0.2
/** As near to the route as this, in cells, is on it; and it is gone along at this spacing. */
const ON_ROUTE = { near: 0.5, step: 0.25 } as const
/** The corridor is gone through at this spacing, and a leg looked at, in cells. */
const STEP = 0.7
const LOOK = 0.5
/** Between two looks there are so many more in a cell that the route goes through. */
const CLOSE_LOOKS = 4
/** A leg that was found is looked at closely at this spacing, nautical miles. */
const CLOSE_LOOK_NM = 0.1

const [UNSEEN, OPEN, LAND, CLOSED] = [0, 1, 2, 3]
/** The route goes through here, and by the whole of the cell it might be closed; in a port, the coast is not asked. */
const [ROUTE, PORT] = [4, 5] as const

/**
 * Which places of a corridor are closed: on land, too near it, too shallow or barred. A chart in cells, made once, so
 * that a search can ask for very many legs: by latitude and longitude, as a leg is straight there and not along a
 * corridor that bends. Near the route itself there is no margin: the operator has drawn it there.
 * @returns undefined: nothing closes any
 */
export function closedPlaces(frame: Frame, closures: Closures): ClosedPlaces | undefined {
  const { land, marginNm, isBarred, isShallow } = closures
  if (!land && !isBarred && !isShallow) return undefined
  const corridor = coarsePositions(frame, widestOf(frame) + marginNm)
  const { cellNm, cells, rowOf, columnOf, columns, centreOf } = chartOver(frame, corridor)
  const cellAt = ({ lat, lon }: Position) => Math.round(rowOf(lat)) * columns + Math.round(columnOf(lon))
  const kinds = new Uint8Array(cells)
  const centre = { lat: 0, lon: 0 }
  const kindAt = (cell: number): number => {
    const known = integerAt(kinds, cell)
    if (known !== UNSEEN) return known
    centreOf(cell, centre)
    return (kinds[cell] = isBarred?.(centre) ? CLOSED : land?.isLand(centre.lat, centre.lon) ? LAND : OPEN)
  }
  forPlaces(frame, corridor, marginNm, cellNm, (position, sNm, qNm) => {
    const cell = cellAt(position)
    if (kindAt(cell) === OPEN && Math.abs(qNm) <= frame.halfWidthAt(sNm) && isShallow?.(sNm, qNm)) kinds[cell] = CLOSED
  })
  const toLandNm = milesToLand(kinds, columns, marginNm, cellNm)

  // A cell that is part of the corridor in several ways, where it bends, is open if it is in one of them.
  const states = new Uint8Array(cells)
  forPlaces(frame, corridor, 0, cellNm, (position, sNm) => {
    const cell = cellAt(position)
    if (states[cell] === OPEN) return
    const fromEndNm = Math.min(sNm, frame.lengthNm - sNm)
    const isTooNear = numberAt(toLandNm, cell) < Math.min(marginNm, MARGIN_OPENING * fromEndNm)
    states[cell] = kindAt(cell) !== OPEN || isTooNear ? CLOSED : OPEN
  })
  const onRoute = new Map<number, typeof ROUTE | typeof PORT>()
  const closedOnRoute: number[] = []
  for (const { position, isAshore, isLetIn } of routeAshore(frame, ON_ROUTE.step * cellNm, land)) {
    if (isBarred?.(position) || (isAshore && !isLetIn)) {
      closedOnRoute.push(cellAt(position))
      continue
    }
    const [row, column] = [rowOf(position.lat), columnOf(position.lon)]
    for (const up of [-ON_ROUTE.near, ON_ROUTE.near])
      for (const right of [-ON_ROUTE.near, ON_ROUTE.near]) {
        const cell = Math.round(row + up) * columns + Math.round(column + right)
        if (onRoute.get(cell) !== PORT) onRoute.set(cell, isLetIn ? PORT : ROUTE)
      }
  }
  for (const [cell, state] of onRoute) if (states[cell] !== OPEN) states[cell] = state
  for (const cell of closedOnRoute) states[cell] = CLOSED
  const place = { lat: 0, lon: 0 }
  const stateAt = (cell: number) => integerAt(states, cell) || kindAt(cell)
  /** Is any place closed on a line as far before one as behind it? It is where the route goes through as well. */
  const isCloseBy = (lat: number, lon: number, north: number, east: number) => {
    for (let look = -CLOSE_LOOKS; look <= CLOSE_LOOKS; look++) {
      const share = look / CLOSE_LOOKS
      place.lat = lat + share * north
      place.lon = lon + share * east
      const isClosedHere = land?.isLand(place.lat, place.lon) || isBarred?.(place)
      if (isClosedHere && onRoute.get(cellAt(place)) !== PORT) return true
    }
    return false
  }

  return {
    isClosed: (sNm, qNm) => {
      corridor.positionAt(sNm, qNm, place)
      const state = stateAt(cellAt(place))
      return state !== OPEN && state !== ROUTE && state !== PORT
    },
    isInTheWay: (from, to) => {
      const [row, column] = [rowOf(from.lat), columnOf(from.lon)]
      const [down, right] = [rowOf(to.lat) - row, columnOf(to.lon) - column]
      const looks = Math.max(1, Math.ceil(Math.max(Math.abs(down), Math.abs(right)) / LOOK))
      for (let look = 0; look <= looks; look++) {
        const share = look / looks
        const state = stateAt(Math.round(row + share * down) * columns + Math.round(column + share * right))
        if (state === OPEN || state === PORT) continue
        if (state !== ROUTE) return true
        const [north, east] = [to.lat - from.lat, to.lon - from.lon]
        if (isCloseBy(from.lat + share * north, from.lon + share * east, north / looks, east / looks)) return true
      }
      return false
    },
    closeAlong: (from, to) => {
      const [north, east] = [to.lat - from.lat, to.lon - from.lon]
      const miles = 60 * Math.hypot(north, east * Math.cos(radians(from.lat)))
      const looks = Math.ceil(miles / CLOSE_LOOK_NM)
      let isMet = false
      for (let look = 1; look < looks; look++) {
        const lat = from.lat + (north * look) / looks
        const lon = from.lon + (east * look) / looks
        if (!land?.isLand(lat, lon) && !isBarred?.({ lat, lon })) continue
        const cell = cellAt({ lat, lon })
        const state = stateAt(cell)
        if (state === ROUTE || state === PORT) continue
        isMet = true
        // The corner of a closed one was cut between two looks.
        const beside = state === OPEN ? [] : [cell - columns, cell - 1, cell + 1, cell + columns]
        for (const one of [cell, ...beside]) states[one] = onRoute.get(one) ?? CLOSED
      }
      return isMet
    },
  }
}

function widestOf({ lengthNm, halfWidthAt }: Frame): number {
  let widest = 0
  for (let step = 0; step <= 200; step++) widest = Math.max(widest, halfWidthAt((lengthNm * step) / 200))
  return widest
}

/** A place of the route as drawn. */
interface OnRoute {
  readonly position: Position
  readonly isAshore: boolean
  /** Is it where the generalised coast means nothing: near either end, or on land for no more than a moment? */
  readonly isLetIn: boolean
}

/** The route as drawn, evenly between places as near as these, as the check of every route judges it. */
function routeAshore({ lengthNm, stageAt }: Frame, stepNm: number, land: Closures['land']): OnRoute[] {
  const pieces = Math.ceil(lengthNm / (PIECES * stepNm))
  const places: { position: Position; sNm: number; isAshore: boolean; ashoreNm: number }[] = []
  let from = stageAt(0).positionAt(0)
  for (let piece = 1; piece <= pieces; piece++) {
    const to = stageAt((lengthNm * piece) / pieces).positionAt(0)
    for (let step = 0; step < PIECES; step++) {
      const share = step / PIECES
      const position = { lat: from.lat + (to.lat - from.lat) * share, lon: from.lon + (to.lon - from.lon) * share }
      const isAshore = land?.isLand(position.lat, position.lon) ?? false
      places.push({ position, sNm: (lengthNm * (piece - 1 + share)) / pieces, isAshore, ashoreNm: 0 })
    }
    from = to
  }
  for (let first = 0; first < places.length; first++) {
    let last = first
    while (places[last + 1]?.isAshore && places[first]?.isAshore) last++
    const [fromNm, toNm] = [Math.max(at(places, first).sNm, NEAR_END_NM), at(places, last).sNm]
    const ashoreNm = Math.min(toNm, lengthNm - NEAR_END_NM) - fromNm
    for (const one of places.slice(first, last + 1)) one.ashoreNm = ashoreNm
    first = last
  }
  return places.map(({ position, sNm, isAshore, ashoreNm }) => ({
    position,
    isAshore,
    isLetIn: Math.min(sNm, lengthNm - sNm) <= NEAR_END_NM || (isAshore && ashoreNm < SHORTEST_CROSSING_NM),
  }))
}

const PIECES = 4

type Corridor = ReturnType<typeof coarsePositions>

/** Cells over the box around a corridor, row by row from the south-west, about square. */
function chartOver({ lengthNm }: Frame, { south, north, west, east, widestNm }: Corridor) {
  const narrowing = Math.max(0.05, Math.cos(radians((south + north) / 2)))
  const [heightNm, widthNm] = [60 * (north - south), 60 * (east - west) * narrowing]
  const wanted = Math.max(
    Math.sqrt((lengthNm * 2 * widestNm) / CELLS.corridor),
    Math.sqrt((heightNm * widthNm) / CELLS.box),
  )
  const cellNm = Math.min(Math.max(wanted, CELL_NM.least), CELL_NM.most)
  const [byLat, byLon] = [60 / cellNm, (60 * narrowing) / cellNm]
  // One more on each side than there is.
  const [rows, columns] = [heightNm, widthNm].map((miles) => Math.ceil(miles / cellNm) + 3) as [number, number]
  return {
    cellNm,
    columns,
    cells: rows * columns,
    rowOf: (lat: number) => Math.min(Math.max((lat - south) * byLat + 1, 0), rows - 1),
    columnOf: (lon: number) => Math.min(Math.max((lon - west) * byLon + 1, 0), columns - 1),
    centreOf: (cell: number, into: { lat: number; lon: number }) => {
      into.lat = south + (Math.floor(cell / columns) - 1) / byLat
      into.lon = west + ((cell % columns) - 1) / byLon
    },
  }
}

/**
 * Goes through a corridor row by row so closely that no cell is left out, and as far beyond its sides as asked for.
 */
function forPlaces(
  frame: Frame,
  { positionAt }: Corridor,
  beyondNm: number,
  cellNm: number,
  visit: (position: Position, sNm: number, qNm: number) => void,
): void {
  const stepNm = STEP * cellNm
  const steps = Math.ceil(frame.lengthNm / stepNm)
  const position = { lat: 0, lon: 0 }
  const even = { lat: 0, lon: 0 }
  const beside = { port: { lat: 0, lon: 0 }, starboard: { lat: 0, lon: 0 } }
  for (let step = 0; step <= steps; step++) {
    const fromNm = (frame.lengthNm * step) / steps
    // On the outer side of a bend the rows fan out.
    const rows = step === steps ? 1 : Math.max(1, Math.ceil(fannedNm(fromNm, fromNm + stepNm) / stepNm))
    for (let row = 0; row < rows; row++) {
      const sNm = Math.min(frame.lengthNm, fromNm + (stepNm * row) / rows)
      // Evenly between exact positions a route's corners are cut; what is beside them moves with them.
      const base = frame.stageAt(sNm).positionAt(0)
      positionAt(sNm, 0, even)
      const [byLat, byLon] = [base.lat - even.lat, base.lon - even.lon]
      const places = Math.ceil((frame.halfWidthAt(sNm) + beyondNm) / stepNm) + 1
      for (let place = -places; place <= places; place++) {
        positionAt(sNm, place * stepNm, position)
        position.lat += byLat
        position.lon += byLon
        visit(position, sNm, place * stepNm)
      }
    }
  }

  function fannedNm(fromNm: number, toNm: number): number {
    const reach = frame.halfWidthAt(fromNm) + beyondNm
    return Math.max(movedNm(fromNm, toNm, -reach, beside.port), movedNm(fromNm, toNm, reach, beside.starboard))
  }

  function movedNm(fromNm: number, toNm: number, qNm: number, from: { lat: number; lon: number }): number {
    positionAt(fromNm, qNm, from)
    positionAt(Math.min(toNm, frame.lengthNm), qNm, position)
    return 60 * Math.hypot(position.lat - from.lat, (position.lon - from.lon) * Math.cos(radians(from.lat)))
  }
}

/** The positions of a corridor between exact ones, evenly: within some metres at this spacing; and the box around them. */
function coarsePositions(frame: Frame, widestNm: number) {
  const steps = Math.max(1, Math.ceil(frame.lengthNm / COARSE_NM))
  const across = Math.max(1, Math.ceil(widestNm / COARSE_NM))
  const alongNm = frame.lengthNm / steps
  const acrossNm = Math.max(widestNm, 1e-6) / across
  const width = 2 * across + 1
  const [lat, lon] = [new Float64Array((steps + 1) * width), new Float64Array((steps + 1) * width)]
  for (let step = 0; step <= steps; step++) {
    const stage = frame.stageAt(step * alongNm)
    for (let place = 0; place < width; place++) {
      const position = stage.positionAt((place - across) * acrossNm)
      lat[step * width + place] = position.lat
      lon[step * width + place] = position.lon
    }
  }
  const least = (values: Float64Array) => values.reduce((one, other) => Math.min(one, other), Infinity)
  const most = (values: Float64Array) => values.reduce((one, other) => Math.max(one, other), -Infinity)
  return {
    widestNm,
    south: least(lat),
    north: most(lat),
    west: least(lon),
    east: most(lon),
    positionAt: (sNm: number, qNm: number, into: { lat: number; lon: number }): void => {
      const step = Math.min(Math.floor(sNm / alongNm), steps - 1)
      const place = Math.min(Math.max(Math.floor(qNm / acrossNm) + across, 0), width - 2)
      const fs = sNm / alongNm - step
      const fq = qNm / acrossNm + across - place
      const first = step * width + place
      into.lat = mixed(lat, first, width, fs, fq)
      into.lon = mixed(lon, first, width, fs, fq)
    },
  }
}

const mixed = (values: Float64Array, first: number, width: number, fs: number, fq: number) =>
  (1 - fs) * ((1 - fq) * numberAt(values, first) + fq * numberAt(values, first + 1)) +
  fs * ((1 - fq) * numberAt(values, first + width) + fq * numberAt(values, first + width + 1))

/** From each cell to the nearest on land, nautical miles; Infinity beyond a margin. */
function milesToLand(kinds: Uint8Array, columns: number, marginNm: number, cellNm: number): Float32Array {
  const miles = new Float32Array(kinds.length).fill(Infinity)
  const reach = Math.ceil(marginNm / cellNm)
  const around: { readonly offset: number; readonly nm: number }[] = []
  for (let row = -reach; row <= reach; row++)
    for (let column = -reach; column <= reach; column++) {
      const nm = cellNm * Math.hypot(row, column)
      if (nm < marginNm) around.push({ offset: row * columns + column, nm })
    }
  for (let cell = columns; cell < kinds.length - columns; cell++) {
    if (kinds[cell] !== LAND) continue
    const isShore = [-columns, -1, 1, columns].some((beside) => kinds[cell + beside] !== LAND)
    if (!isShore) continue
    for (const { offset, nm } of around) if (nm < (miles[cell + offset] ?? 0)) miles[cell + offset] = nm
  }
  return miles
}
