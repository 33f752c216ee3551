import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hasTimes, takeSchedule } from '#src/domain/formats/candidate-choice.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'

const candidateOf = (file: string) => readRouteFile(readFileSync(`test/fixtures/routes/${file}`), file).candidates[0]!

describe('what is taken of a file’s schedule', () => {
  it('leaves the times of a track behind when they are not wanted', () => {
    const sailed = candidateOf('sailed-track.gpx')
    expect(hasTimes(sailed)).toBe(true)
    const untimed = takeSchedule(sailed, { times: false, speed: false })
    expect(untimed.departureMs).toBeNull()
    expect([...untimed.track!.timeMs].every(Number.isNaN)).toBe(true)
    expect(hasTimes(untimed)).toBe(false)
    expect(hasTimes(sailed)).toBe(true)
  })

  it('takes the speed without the departure', () => {
    const planned = candidateOf('planned-route.gpx')
    expect(planned.departureMs).not.toBeNull()
    expect(takeSchedule({ ...planned, speedKn: 6 }, { times: false, speed: true })).toMatchObject({ departureMs: null, speedKn: 6 })
  })

  it('keeps all of it when all is wanted', () => {
    const planned = candidateOf('planned-route.gpx')
    expect(takeSchedule(planned, { times: true, speed: true })).toEqual(planned)
  })
})
