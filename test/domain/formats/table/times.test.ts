import { schedule } from '#src/domain/route/schedule.ts'
import { describe, expect, it } from 'vitest'
import { asksOf, notesOf, readTable, timesIn } from '#test/support/tables.ts'

/** Two or more rows on the equator, with these columns behind their positions. */
const table = (headings: string, ...rows: readonly string[]) =>
  [`lat;lon;${headings}`, ...rows.map((row, index) => `0;${index}.5;${row}`)].join('\n')
const times = (headings: string, ...rows: readonly string[]) => timesIn(readTable(table(headings, ...rows)))
const morning = ['2026-11-13T06:30', '2026-11-13T07:30']

describe('the times of a table', () => {
  it.each<[string, string, readonly [string, string]]>([
    [
      'UTC beside local time',
      'Local time;UTC',
      ['2026-11-13 09:30;2026-11-13 06:30', '2026-11-13 10:30;2026-11-13 07:30'],
    ],
    [
      'UTC beside LT, with dates of their own',
      'Date (LT);Time (LT);Date (UTC);Time (UTC)',
      ['13/11/2026;1130;13/11/2026;0630', '13/11/2026;1230;13/11/2026;0730'],
    ],
    ['GMT', 'Date;GMT', ['13.11.2026;06:30', '13.11.2026;07:30']],
    ['ZD of the heading', 'Time (ZD -3)', ['13/11/2026 0930', '13/11/2026 1030']],
    ['ZD of the cells', 'Time', ['13/11/2026 0930 ZD−3', '13/11/2026 1030 ZD −3']],
    ['ZD of a column', 'Date;Time;ZD', ['13/11/2026;0930;-3', '13/11/2026;0930;-2']],
    [
      'ZD of the other side',
      'Date;Time;ZD',
      ['12/11/2026;2030;+10', '12/11/2026;2130;10'].map((row) => row.replace('12/11/2026', '12.11.2026')) as [
        string,
        string,
      ],
    ],
    ['offset of a column', 'Date;Time;UTC offset', ['13/11/2026;0930;3', '13/11/2026;1030;+3']],
    ['zone of a column', 'Date;Time;Zone', ['13/11/2026;0930;UTC+3', '13/11/2026;0830;UTC+1']],
    ['offset of the heading', 'Local time (UTC+3)', ['13/11/2026 0930', '13/11/2026 1030']],
    ['half days', 'time', ['11/13/2026 6:30 AM', '11/13/2026 7:30 am']],
    ['short years', 'date;time', ['13.11.26;6:30', '13.11.26;7:30']],
    ['points in times', 'date;time', ['13.11.2026;06.30', '13.11.2026;07.30']],
    ['days of a spreadsheet', 'time', [String(46339 + 6.5 / 24), String(46339 + 7.5 / 24)]],
    ['days and fractions of a spreadsheet', 'date;time', ['46339;0,270833333', '46339;0,3125']],
    [
      'times of a spreadsheet',
      'date;time',
      ['2026-11-13 00:00:00;1899-12-30 06:30:00', '2026-11-13 00:00:00;1899-12-30 07:30:00'],
    ],
    ['seconds since 1970', 'time', ['1794551400', '1794555000']],
    ['milliseconds since 1970', 'time', ['1794551400000', '1794555000000']],
    ['date-time groups', 'time', ['130630Z NOV 26', '130730Z']],
    ['letters of zones', 'time', ['2026-11-13 09:30 C', '2026-11-13 10:30 C']],
    ['an offset as clocks write it', 'Time (+03:00)', ['13/11/2026 0930', '13/11/2026 1030']],
    ['a word and UTC', 'Position time (UTC)', ['13/11/2026 0630', '13/11/2026 0730']],
    ['weekdays', 'time', ['Fri 13 Nov 2026 06:30', 'Fri 13 Nov 2026 07:30']],
  ])('%s', (_, headings, rows) => {
    expect(times(headings, ...rows)).toEqual(morning)
    expect(asksOf(table(headings, ...rows))).toEqual([])
  })

  it.each([
    ['Time (LT)', '13.11.2026 0630'],
    ["Ship's time", '13.11.2026 0630'],
    ['Bordzeit', '13.11.2026 0630'],
    ['Time', '13.11.2026 0630 LT'],
    ['Time', '13.11.2026 0630 BST'],
    ['Time (WIB)', '13.11.2026 0630'],
    ['Time+8', '13.11.2026 0630'],
    ['Time (UTC8)', '13.11.2026 0630'],
    ['heure_locale', '13.11.2026 0630'],
    ['Summer time', '13.11.2026 0630'],
    ['Time (CET/CEST)', '13.11.2026 0630'],
    ['Date/Time (C)', '13.11.2026 0630'],
    ['Time', '13.11.2026 06:30 (+3)'],
  ])('are not known under %s, %s, before the zone is', (heading, cell) => {
    const text = table(heading, cell, cell.replace('06', '07'))
    const { table: sheet, notes } = readTable(text)
    expect(sheet).toMatchObject({ asks: ['zone'], assignment: { zoneMin: null } })
    expect(notes.at(-1)?.text).toContain('Its times are local')
    expect(timesIn(readTable(text, { ...sheet.assignment, zoneMin: 60 }))).toEqual([
      '2026-11-13T05:30',
      '2026-11-13T06:30',
    ])
  })

  it('are not known where a zone may be counted either way', () => {
    expect(asksOf(table('Time;Zone', '13.11.2026 0630;3', '13.11.2026 0730;3'))).toEqual(['zone'])
  })

  it('take the zone that stands above the table', () => {
    const titled = (title: string) => readTable(`${title}\n${table('Time', '13.11.2026 0930', '13.11.2026 1030')}`)
    expect(timesIn(titled('All times UTC+3'))).toEqual(morning)
    expect(titled('All times LT').table.asks).toEqual(['zone'])
  })

  it('have their order of day and month told by the sequence of the rows', () => {
    const days = (...dates: readonly string[]) => readTable(table('time', ...dates.map((date) => `${date} 10:00`)))
    expect(timesIn(days('03/04/2026', '04/04/2026', '05/04/2026'))[2]).toBe('2026-04-05T10:00')
    expect(timesIn(days('04/03/2026', '04/04/2026', '04/05/2026'))[2]).toBe('2026-04-05T10:00')
    expect(days('03/04/2026', '03/04/2026').table.asks).toEqual(['day-order'])
    expect(days('03/04/2026', '04/04/2026').table.asks).toEqual(['day-order'])
    expect(days('13/04/2026', '04/13/2026').table.asks).toEqual([])
    expect(timesIn(readTable(table('Time (mm/dd/yyyy)', '03/04/2026 10:00', '03/04/2026 11:00')))[0]).toBe(
      '2026-03-04T10:00',
    )
  })

  it('that cannot be read are told by line', () => {
    expect(notesOf(table('time', '13.11.2026 06:30', 'noon', '131751Z'.replace('131751Z', '13.11.2026')))).toContain(
      '2 times cannot be read (lines 3 and 4) and were left out: a date with year and a time of day is needed, and of a zone one that is known.',
    )
  })

  it.each([
    ['decimal hours', 'date;time', ['13.11.2026;6.25', '13.11.2026;6.75']],
    ['elapsed seconds', 'time', ['36000.5', '36060.5']],
    ['years or days', 'date;time', ['26-11-13;06:30', '26-11-14;06:30']],
    ['groups of which no month is known', 'time', ['131751Z', '141751Z']],
  ])('are no %s', (_, headings, rows) => {
    const text = table(headings, ...rows)
    expect(notesOf(text).join()).toContain('2 times cannot be read')
    expect(readTable(text).candidates[0]!.departureMs).toBeNull()
  })
})

describe('a plan keeps its times', () => {
  /** Its own stay of each waypoint, and when the ship is there. */
  const waypoints = (text: string) => {
    const { route, departureMs, speedKn } = readTable(text).candidates[0]!
    return schedule(route!, { departureMs: departureMs!, speedKn: speedKn ?? Number.NaN }).rows.map(
      ({ stayMin, etaMs }) => [stayMin, new Date(Math.round(etaMs! / 1000) * 1000).toISOString().slice(8, 16)],
    )
  }

  it('by the speeds that its ETAs need; an ETD behind one is a stay', () => {
    const text =
      'wp,lat,lon,ETA,ETD\nA,52.5,4.25,,2026-07-03 06:00\nB,51.8,3.0,2026-07-03 12:00,2026-07-03 14:00\nC,51.0,1.5,2026-07-03 22:00,'
    expect(readTable(text).candidates[0]!.departureMs).toBe(Date.UTC(2026, 6, 3, 6))
    expect(waypoints(text)).toEqual([
      [0, '03T06:00'],
      [120, '03T12:00'],
      [0, '03T22:00'],
    ])
  })

  it('ETAs in UTC go before those in local time, and a date goes with its time', () => {
    expect(
      waypoints(
        'lat,lon,ETA LT,ETA UTC\n52.5,4.25,03.07.2026 08:00,03.07.2026 06:00\n51.8,3.0,03.07.2026 14:00,03.07.2026 12:00',
      )[1],
    ).toEqual([0, '03T12:00'])
    expect(waypoints('lat,lon,ETA date,ETA time\n52.5,4.25,2026-07-03,0600\n51.8,3.0,2026-07-03,1200')[1]).toEqual([
      0,
      '03T12:00',
    ])
  })

  it('times beside kinds of legs are ETAs', () => {
    expect(waypoints('lat,lon,leg,time\n52.5,4.25,,2026-07-03 06:00\n51.8,3.0,GC,2026-07-03 12:00')[1]).toEqual([
      0,
      '03T12:00',
    ])
  })

  it('speeds that lead elsewhere than the ETAs are told with both', () => {
    const text =
      'wp,lat,lon,SOG,ETA\nA,52.5,4.25,,2026-07-03 06:00\nB,51.8,3.0,12,2026-07-03 12:00\nC,51.0,1.5,12,2026-07-03 20:00'
    expect(notesOf(text)).toEqual([
      '3 times without a zone are read as UTC.',
      'The ETAs and the speeds disagree: by the speeds the ship reaches “C” at 03 Jul 2026 17:22Z, by the ETA at 03 Jul 20:00Z; the speeds are used.',
    ])
    expect(readTable(text).candidates[0]!.speedKn).toBe(12)
  })

  it('speeds and kinds of the legs that begin at their rows are those of the next', () => {
    const { candidates, notes } = readTable(
      'wp,lat,lon,speed (kn),leg\nA,52.5,4.25,12,GC\nB,51.8,3.0,10,RL\nC,51.0,1.5,,',
    )
    expect(candidates[0]!.route!.waypoints.map(({ leg }) => [leg.type, leg.speedKn])).toEqual([
      ['RL', null],
      ['GC', 12],
      ['RL', 10],
    ])
    expect(notes).toHaveLength(2)
  })

  it('speeds have the unit of their cell before that of the heading', () => {
    const { candidates } = readTable('lat,lon,speed (km/h)\n1,2,\n2,3,12.5 kn\n3,4,20\n4,5,5 m/s\n5,5,10 mph')
    expect(candidates[0]!.route!.waypoints.map(({ leg }) => leg.speedKn?.toFixed(3))).toEqual([
      undefined,
      '12.500',
      '10.799',
      '9.719',
      '8.690',
    ])
  })
})
