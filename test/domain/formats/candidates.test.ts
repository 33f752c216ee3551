import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hasTiming, isEither, takeCandidate } from '#src/domain/formats/candidates.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { readText } from '#test/support/route-files.ts'

const candidateOf = (file: string) => readRouteFile(readFileSync(`test/fixtures/routes/${file}`), file).candidates[0]!
const all = { times: true, speed: true }

describe('a line of a file as a route or as a track', () => {
  const logged =
    'name,lat,lon,time\nA,50,-5,2026-01-01T00:00Z\nB,50,-4,2026-01-01T04:00Z\nB,50,-4,2026-01-01T06:00Z\nC,51,-4,2026-01-01T12:00Z'

  it('keeps the times of a track in its route: speeds, and stays where the ship did not move', () => {
    const [candidate] = readText(logged).candidates
    expect(candidate!.kind).toBe('track')
    const { route, track, departureMs } = takeCandidate(candidate!, { as: 'route', ...all })
    expect(track).toBeNull()
    expect(route!.waypoints.map(({ name }) => name)).toEqual(['A', 'B', 'B', 'C'])
    const { rows } = schedule(route!, { departureMs: departureMs!, speedKn: 12 })
    expect(rows.map(({ etdMs, etaMs }) => Math.round((etdMs ?? etaMs!) / 1000))).toEqual(
      [0, 4, 6, 12].map((hour) => Date.UTC(2026, 0, 1, hour) / 1000),
    )
  })

  it('finds a missing time between two others by distance', () => {
    const { route, departureMs } = takeCandidate(candidateOf('sailed-track.gpx'), { as: 'route', ...all })
    const arrivalMs = schedule(route!, { departureMs: departureMs!, speedKn: 99 }).arrivalMs!
    expect(Math.round(arrivalMs / 1000)).toBe(Date.UTC(2026, 4, 1, 11, 30) / 1000)
  })

  it('without its times leaves the speeds to the voyage', () => {
    const { route, departureMs } = takeCandidate(readText(logged).candidates[0]!, {
      as: 'route',
      times: false,
      speed: true,
    })
    expect(departureMs).toBeNull()
    expect(route!.waypoints.map(({ leg, stayMin }) => [leg.speedKn, stayMin ?? null])).toEqual([
      [null, null],
      [null, null],
      [null, null],
      [null, null],
    ])
  })

  it('keeps a line of single positions as a track on demand', () => {
    const [candidate] = readText('lat,lon\n1,179\n1,-179').candidates
    expect([candidate!.kind, isEither(candidate!)]).toEqual(['route', true])
    const { route, track } = takeCandidate(candidate!, { as: 'track', ...all })
    expect(route).toBeNull()
    expect([...track!.lon]).toEqual([179, 181])
  })

  it.each(['planned-route.gpx', 'schedules-1.1.rtz', 'humber.rt3'])(
    'is no question for what was planned: %s',
    (file) => {
      expect(isEither(candidateOf(file))).toBe(false)
    },
  )

  it('is no question for a table with a schedule, nor for more than 2,000 points', () => {
    expect(isEither(readText('lat,lon,speed\n1,2,12\n3,4,12').candidates[0]!)).toBe(false)
    const many = readText(`lat,lon\n${'1,2\n'.repeat(2001)}`).candidates[0]!
    expect([many.kind, many.route, isEither(many)]).toEqual(['track', null, false])
  })
})

describe('what is taken of a file’s schedule', () => {
  it('leaves the times of a track behind when they are not wanted', () => {
    const sailed = candidateOf('sailed-track.gpx')
    expect(hasTiming(sailed)).toBe(true)
    const untimed = takeCandidate(sailed, { as: 'track', times: false, speed: false })
    expect(untimed.departureMs).toBeNull()
    expect([...untimed.track!.timeMs].every(Number.isNaN)).toBe(true)
    expect(hasTiming(untimed)).toBe(false)
    expect(hasTiming(sailed)).toBe(true)
  })

  it('takes the speed without the departure', () => {
    const planned = candidateOf('planned-route.gpx')
    expect(planned.departureMs).not.toBeNull()
    expect(takeCandidate({ ...planned, speedKn: 6 }, { as: 'route', times: false, speed: true })).toMatchObject({
      departureMs: null,
      speedKn: 6,
    })
  })

  it('keeps all of it when all is wanted', () => {
    const planned = candidateOf('planned-route.gpx')
    expect(takeCandidate(planned, { as: 'route', ...all })).toEqual(planned)
  })
})
