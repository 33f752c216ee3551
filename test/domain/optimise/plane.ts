import { type Frame, type Spot, openingBetween } from '#src/domain/optimise/track/frame.ts'
import type { SearchedShip, Waters } from '#src/domain/optimise/track/sailing.ts'

/** A flow in a plane, knots east and north, at x miles east and y north after t hours. */
export type Flow = (x: number, y: number, t: number) => readonly [number, number]

interface Point {
  readonly x: number
  readonly y: number
}

/** A corridor around a broken line in a plane; + q is to starboard. */
export function planeFrame(
  line: readonly Point[],
  halfWidthNm: number,
): Frame & { at: (s: number, q: number) => Point } {
  const starts = [0]
  line.slice(1).forEach((to, index) => {
    const from = line[index]!
    starts.push(starts[index]! + Math.hypot(to.x - from.x, to.y - from.y))
  })
  const lengthNm = starts.at(-1)!
  const keptNm = [0, lengthNm]
  const halfWidthAt = openingBetween(
    keptNm.map((kept) => [kept, kept]),
    halfWidthNm,
  )
  const base = (s: number) => {
    const leg = Math.max(
      1,
      starts.findIndex((start, index) => index > 0 && s <= start + 1e-12),
    )
    const [from, to] = [line[leg - 1]!, line[leg]!]
    const length = starts[leg]! - starts[leg - 1]!
    const share = (s - starts[leg - 1]!) / length
    const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length]
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, ux, uy }
  }
  const at = (s: number, q: number) => {
    const { x, y, ux: legX, uy: legY } = base(s)
    if (line.length === 2) return { x: x + q * legY, y: y - q * legX }
    const reach = Math.min(halfWidthAt(s) / 2, s, lengthNm - s)
    const [ux, uy] = [-1, -0.5, 0, 0.5, 1].reduce(
      ([sx, sy], share) => {
        const there = base(s + share * reach)
        return [sx + there.ux, sy + there.uy] as [number, number]
      },
      [0, 0] as [number, number],
    )
    const size = Math.hypot(ux, uy)
    return { x: x + (q * uy) / size, y: y - (q * ux) / size }
  }
  const place = (s: number, q: number): Spot => ({
    ...at(s, q),
    lat: at(s, q).y / 60,
    lon: at(s, q).x / 60,
    z: 0,
    east: [1, 0, 0],
    north: [0, 1, 0],
  })
  return {
    lengthNm,
    keptNm,
    waypointsNm: starts,
    halfWidthAt,
    bend: 0,
    at,
    stageAt: (sNm) => ({
      sNm,
      halfWidthNm: halfWidthAt(sNm),
      positionAt: (qNm) => ({ lat: at(sNm, qNm).y / 60, lon: at(sNm, qNm).x / 60 }),
      placeAt: (qNm) => place(sNm, qNm),
    }),
  }
}

/** What a flow is in a corridor of the plane. */
export const flowIn = (frame: ReturnType<typeof planeFrame>, flow: Flow): Waters => ({
  current: (s, q, t, into) => {
    const { x, y } = frame.at(s, q)
    const [east, north] = flow(x, y, t)
    into[0] = east
    into[1] = north
  },
})

export const still: Flow = () => [0, 0]

export const atSpeed = (speedKn: number): SearchedShip => ({ speedKn, limits: 'avoid', unknownKn: 0 })
