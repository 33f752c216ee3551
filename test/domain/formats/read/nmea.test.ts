import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { checksum } from '#src/domain/formats/read/nmea/sentences.ts'
import { AppError } from '#src/domain/errors.ts'

const read = (text: string) => readRouteFile(new TextEncoder().encode(text), 'log.nmea')
const sentence = (body: string) => `$${body}*${checksum(body).toString(16).toUpperCase().padStart(2, '0')}`
const wrong = (body: string) => `$${body}*${((checksum(body) + 1) % 256).toString(16).toUpperCase().padStart(2, '0')}`
const refusal = (text: string) => {
  try {
    read(text)
    return 'it was read'
  } catch (error) {
    return error instanceof AppError ? error.detail : String(error)
  }
}
const texts = (text: string) => read(text).notes.map(({ text: words }) => words)

/** Places of the one track, and its times. */
function track(text: string) {
  const [candidate] = read(text).candidates
  const { lat, lon, timeMs } = candidate?.track ?? { lat: [], lon: [], timeMs: [] }
  return [...lat].map((value, index) => {
    const time = timeMs[index] ?? Number.NaN
    const when = Number.isNaN(time) ? '-' : new Date(time).toISOString().slice(5, 19)
    return `${value.toFixed(4)} ${(lon[index] ?? 0).toFixed(4)} ${when}`
  })
}

const place = (lat: string, lon: string) => `${lat},N,${lon},W`
const [here, there, beyond] = [
  place('4812.600', '00507.800'),
  place('4806.000', '00530.000'),
  place('4800.000', '00600.000'),
]
const rmc = (time: string, where: string, date = '040726', talker = 'GP') =>
  `${talker}RMC,${time},A,${where},11.2,234.0,${date},,,A`
const gga = (time: string, where: string, talker = 'GP') => `${talker}GGA,${time},${where},1,08,0.9,5.4,M,46.9,M,,`
const gll = (time: string, where: string, talker = 'GP') => `${talker}GLL,${where},${time},A,A`
const lines = (...bodies: string[]) => bodies.map(sentence).join('\r\n')

describe('a log of NMEA sentences', () => {
  it('has one point for each fix, however many sentences and talkers tell of it', () => {
    const log = lines(
      gga('120000.00', here),
      gll('120000', here, 'II'),
      rmc('120000.00', here),
      rmc('120000', here, '040726', 'AI'),
      gga('121000.00', there, 'GN'),
      rmc('121000.00', there, '040726', 'GN'),
      `IIGLL,${there}`,
    )
    expect(track(log)).toEqual(['48.2100 -5.1300 07-04T12:00:00', '48.1000 -5.5000 07-04T12:10:00'])
  })

  it('carries a date on over midnight, and back to the sentences before it', () => {
    const log = lines(
      gga('234000', here),
      'GPZDA,235000.00,04,07,2026,00,00',
      gga('235500', there),
      gll('000500', beyond),
    )
    expect(track(log)).toEqual([
      '48.2100 -5.1300 07-04T23:40:00',
      '48.1000 -5.5000 07-04T23:55:00',
      '48.0000 -6.0000 07-05T00:05:00',
    ])
    expect(texts(log)).toContain(
      'GGA and GLL sentences have no date; it was taken from the RMC or ZDA sentences beside them.',
    )
  })

  it('has no times where there is no date', () => {
    const log = lines(gga('120000', here), gga('121000', there))
    expect(read(log).candidates[0]?.track && track(log)).toEqual(['48.2100 -5.1300 -', '48.1000 -5.5000 -'])
    expect(texts(log)).toContain('The times were left out: the log has no date (no RMC or ZDA sentence).')
  })

  it('leaves out what its receiver or its checksum calls wrong, and says how much', () => {
    const log = [
      sentence(rmc('120000', here)),
      wrong(rmc('120100', place('1812.600', '00507.800'))),
      sentence(`GPRMC,120200,V,${beyond},,,040726,,,N`),
      sentence(`GPGGA,120300,${beyond},0,00,,,M,,M,,`),
      sentence('GPRMC,120400,A,4870.000,N,00507.800,W,,,040726,,,A'),
      sentence(rmc('121000', there)),
      `$${rmc('121500', place('0800.000', '00600.000'))}`,
      '!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*24',
      sentence('GPGSV,1,1,01,02,40,083,46'),
      '$GPRMC,122000,A,4800.0',
    ].join('\n')
    expect(track(log)).toEqual(['48.2100 -5.1300 07-04T12:00:00', '48.1000 -5.5000 07-04T12:10:00'])
    expect(texts(log)).toEqual([
      '2 sentences without a valid fix were left out.',
      '1 sentence with an unreadable position was left out.',
      '3 sentences with a wrong or missing checksum were left out.',
      '1 AIS message was not read.',
      'Speed and course of RMC sentences were not used.',
      'Sentence not used: "GSV".',
    ])
  })

  it.each([
    ['a time', '2026-01-01 03:00:00 '],
    ['a counter and a port', '[0001] COM3> '],
    ['a tag block', '\\s:GP0001,c:1783166400*2A\\'],
  ])('is read behind %s in front of each sentence', (_, front) => {
    const log = [rmc('120000', here), rmc('121000', there)].map((body) => front + sentence(body)).join('\n')
    expect(track(log)).toEqual(['48.2100 -5.1300 07-04T12:00:00', '48.1000 -5.5000 07-04T12:10:00'])
  })

  it('is read without checksums, with a word', () => {
    const log = `$${rmc('120000', here)}\n$${rmc('121000', there)}`
    expect(track(log)).toHaveLength(2)
    expect(texts(log)).toContain('It has sentences without checksums; nothing tells whether they are damaged.')
  })

  it('takes RMC where sentences of one time contradict each other', () => {
    const log = lines(gga('120000', beyond), rmc('120000', here), rmc('121000', there))
    expect(track(log)).toEqual(['48.2100 -5.1300 07-04T12:00:00', '48.1000 -5.5000 07-04T12:10:00'])
    expect(texts(log)).toContain(
      'In 1 place two sentences of one time are more than 0.2 NM apart; RMC was taken before GGA and GLL.',
    )
  })

  it.each([
    ['another datum', lines('GPDTM,NAD,,0.0,N,0.0,E,0.0,W84', rmc('120000', here)), 'only WGS84 can be read'],
    ['no fix', lines('GPRMC,120000,V,,,,,,,040726,,,N', 'GPGGA,120000,,,,,0,,,,,,,,'), 'never had a fix'],
    ['no positions', lines('GPVTG,234,T,,M,11.2,N,20.7,K', 'SDDPT,4.1,0.0'), 'NMEA log without positions'],
    ['damage alone', wrong(rmc('120000', here)) + '\n' + wrong(rmc('121000', there)), '2 sentences damaged'],
    ['AIS alone', '!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*24\n'.repeat(3), 'a log of AIS messages'],
    ['Magellan', lines('PMGNWPL,4812.60,N,00507.80,W,0,M,WP1,,a', 'PMGNCMD,END'), 'this is a Magellan file'],
    ['PTLKP', '$PTLKR,0,0,SHORT\n$PTLKP,8,4812.6,N,00507.8,W,2,1,60\n$PTLKI,A\n', '$PTLK sentences'],
  ])('is refused with %s', (_, log, words) => expect(refusal(log)).toContain(words))
})

describe('routes in a log', () => {
  const waypoints = [`GPWPL,${here},A`, `GPWPL,${there},B`, `GPWPL,${beyond},C`]
  const routes = (text: string) =>
    read(text).candidates.map(
      ({ name, route }) => `${name}: ${route?.waypoints.map((waypoint) => waypoint.name).join(' ')}`,
    )

  it.each(['0', '00', ''])('have no name where the receiver numbers its one route %j', (id) => {
    const { candidates } = read(lines(`GPRTE,1,1,c,${id},A,B`, ...waypoints))
    expect(candidates[0]?.name).toBe('log')
  })

  it('follow RTE, over several sentences, not the order of WPL', () => {
    const log = lines('GPRTE,2,1,c,NORTH,C,A', 'GPRTE,2,2,c,NORTH,B', ...waypoints, `GPWPL,${there},SPARE`)
    expect(routes(log)).toEqual(['NORTH: C A B'])
    expect(texts(log)).toEqual(['Waypoint not used: "SPARE".'])
  })

  it('are several, beside the track', () => {
    const log = lines(
      ...waypoints,
      'GPRTE,1,1,c,1,A,B',
      'GPRTE,1,1,c,2,C,B,A',
      rmc('120000', here),
      rmc('121000', there),
      'GPRTE,1,1,c,1,A,B',
    )
    expect(read(log).candidates.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'route 1',
      'route 2',
      'track log 3',
    ])
  })

  it('are left out where a sentence is missing, and told', () => {
    const log = lines(...waypoints, 'GPRTE,1,1,c,WHOLE,A,B', 'GPRTE,3,1,c,CUT,A,B', 'GPRTE,3,3,c,CUT,C')
    expect(routes(log)).toEqual(['WHOLE: A B'])
    expect(texts(log)[0]).toBe('Route "CUT" is incomplete: an RTE sentence is missing. It was left out.')
  })

  it('say which waypoint has no position', () => {
    const log = lines(...waypoints, 'GPRTE,1,1,c,1,A,X,B')
    expect(routes(log)).toEqual(['1: A B'])
    expect(texts(log)).toContain('Route "1" is read without "X": no WPL sentence has the position.')
  })

  it('are in the order of the file where no RTE lists them', () => {
    expect(routes(lines(...waypoints))).toEqual(['log: A B C'])
    expect(texts(lines(...waypoints))).toEqual([
      'The log lists no route (RTE); its 3 waypoints are taken in the order of the file.',
    ])
  })

  it('have the longest list of a working route that loses what is passed', () => {
    const log = lines(...waypoints, 'GPRTE,1,1,w,1,A,B,C', 'GPRTE,1,1,w,1,B,C')
    expect(routes(log)).toEqual(['1: A B C'])
    expect(texts(log)).toEqual(['Route "1" is listed in several ways; the longest was taken.'])
  })
})

describe('a clock without a date', () => {
  it('is of the date that is nearer', () => {
    const log = lines(rmc('120000', here, '040726'), gga('110000', there), rmc('110001', beyond, '070726'))
    expect(track(log).map((fix) => fix.slice(-14))).toEqual(['07-04T12:00:00', '07-07T11:00:00', '07-07T11:00:01'])
  })
})

describe('times that cannot be read', () => {
  it('are counted, of clocks and of dates', () => {
    const clocks = lines(rmc('120000', here), gll('12:00:00', there), gll('246824', beyond), gll('', here))
    expect(texts(clocks)).toEqual(
      expect.arrayContaining(['The times of 2 fixes cannot be read and were left out.', '1 fix has no time.']),
    )
    expect(texts(lines(rmc('120000', here, '310226'), rmc('130000', there, '310226')))).toContain(
      'The times were left out: its date "310226" cannot be read.',
    )
    expect(texts(lines(rmc('120000', here), rmc('130000', there, '320726')))).toContain(
      '1 date cannot be read ("320726").',
    )
  })

  it('a date of 1970 is not of 2070, and doubtful', () => {
    const [candidate] = read(lines(rmc('120000', here, '010170'), rmc('130000', there, '010170'))).candidates
    expect(candidate?.doubts?.found).toEqual([{ kind: 'old', count: 2, first: 0 }])
    expect(candidate?.doubts?.ways.map(({ way }) => way)).toEqual(['no-times'])
  })
})

describe('any log of a track', () => {
  const two = (value: number, width = 2) => String(value).padStart(width, '0')
  /** Thousandths of a minute, as a field. */
  const field = (thousandths: number, width: number) =>
    `${two(Math.floor(thousandths / 60_000), width)}${((thousandths % 60_000) / 1000).toFixed(3).padStart(6, '0')}`
  const fix = fc.record({
    north: fc.integer({ min: 0, max: 89 * 60_000 }),
    east: fc.integer({ min: 0, max: 179 * 60_000 }),
    letters: fc.constantFrom(['N', 'E'], ['N', 'W'], ['S', 'E'], ['S', 'W']),
    afterS: fc.integer({ min: 1, max: 20 * 3600 }),
    told: fc.uniqueArray(fc.constantFrom('RMC', 'GGA', 'GLL'), { minLength: 1 }),
    talker: fc.constantFrom('GP', 'GN', 'GL', 'II', 'AI'),
    noise: fc.constantFrom('', '# logger', 'voltage 12.1', '$GPGSV,1,1,01*00', '!AIVDM,1,1,,A,13u,0*24', 'wrong'),
  })

  it('has its places and times', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2069, 0) }),
        fc.array(fix, { minLength: 2, maxLength: 12 }),
        (beginMs, fixes) => {
          let timeMs = Math.floor(beginMs / 1000) * 1000
          const expected: string[] = []
          const log: string[] = []
          const meridians: number[] = []
          for (const [index, { north, east, letters, afterS, told, talker, noise }] of fixes.entries()) {
            timeMs += afterS * 1000
            const date = new Date(timeMs)
            const clock = `${two(date.getUTCHours())}${two(date.getUTCMinutes())}${two(date.getUTCSeconds())}`
            const day = `${two(date.getUTCDate())}${two(date.getUTCMonth() + 1)}${two(date.getUTCFullYear() % 100)}`
            const where = `${field(north, 2)},${letters[0]},${field(east, 3)},${letters[1]}`
            const bodies = {
              RMC: rmc(clock, where, day, talker),
              GGA: gga(clock, where, talker),
              GLL: gll(clock, where, talker),
            }
            const first = index === 0 ? new Set(['RMC', ...told]) : new Set(told)
            for (const type of first) log.push(sentence(bodies[type as keyof typeof bodies]))
            if (noise === 'wrong') log.push(wrong(rmc(clock, place('0101.000', '00101.000'), '010101')))
            else if (noise !== '') log.push(noise)
            expected.push(`${letters[0] === 'S' ? 0 - north : north} ${timeMs}`)
            meridians.push(letters[1] === 'W' ? -east : east)
          }
          const found = read(log.join('\n')).candidates[0]?.track
          expect([...(found?.lat ?? [])].map((lat, i) => `${Math.round(lat * 60_000)} ${found?.timeMs[i]}`)).toEqual(
            expected,
          )
          const turns = [...(found?.lon ?? [])].map((lon, i) => (lon * 60_000 - (meridians[i] ?? 0)) / (360 * 60_000))
          for (const turn of turns) expect(turn).toBeCloseTo(Math.round(turn), 9)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('has no point that the ship was not at, whatever byte is changed', () => {
    const bodies = [rmc('120000', here), gga('121000', there), rmc('122000', beyond), rmc('123000', here)]
    const log = bodies.map(sentence).join('\n')
    const places = new Set(track(log))
    fc.assert(
      fc.property(fc.nat(log.length - 1), fc.integer({ min: 32, max: 126 }), (index, code) => {
        const changed = log.slice(0, index) + String.fromCharCode(code) + log.slice(index + 1)
        let found: string[] = []
        try {
          found = track(changed)
        } catch {
          // refused
        }
        for (const one of found) expect(places).toContain(one)
      }),
      { numRuns: 300 },
    )
  })
})
