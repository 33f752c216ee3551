import { describe, expect, it } from 'vitest'
import { asksOf, notesOf, readTable, timesIn } from '#test/support/tables.ts'

const lines = (...rows: readonly string[]) => rows.join('\n')
const timesOf = (...rows: readonly string[]) => timesIn(readTable(lines(...rows)))

describe('dates of six figures', () => {
  const rows = (head: string, ...dates: readonly string[]) =>
    lines(`lat;lon;${head};time (UTC)`, ...dates.map((date, index) => `1;${index};${date};0900`))

  it.each([
    ['Date', ['130326', '140326'], ['2026-03-13T09:00', '2026-03-14T09:00']],
    ['DDMMYY', ['030426', '040426'], ['2026-04-03T09:00', '2026-04-04T09:00']],
    ['Date (ddmmyy)', ['30426', '100426'], ['2026-04-03T09:00', '2026-04-10T09:00']],
    ['Date [mmddyy]', ['030426', '030526'], ['2026-03-04T09:00', '2026-03-05T09:00']],
    ['YYMMDD', ['130326', '130327'], ['2013-03-26T09:00', '2013-03-27T09:00']],
    ['Date', ['260313', '260314', '260315'], ['2026-03-13T09:00', '2026-03-14T09:00', '2026-03-15T09:00']],
    ['Datum', ['300426', '010526'], ['2026-04-30T09:00', '2026-05-01T09:00']],
  ])('are read under %j as %j', (head, dates, expected) => {
    expect(timesIn(readTable(rows(head, ...dates)))).toEqual(expected)
  })

  it.each(['030426', '070326', '020100'])('are asked for the order of day and month: %s', (date) => {
    const text = rows('date', date, date)
    expect(timesIn(readTable(text)).every((time) => !time)).toBe(true)
    expect(asksOf(text)).toEqual(['day-order'])
  })

  it.each([
    ['Time', '130326'],
    ['Date', '999999'],
    ['Date', '310226'],
  ])('are none under %j: %s', (head, date) => {
    const text = rows(head, date, date)
    expect(timesIn(readTable(text)).every((time) => !time || !time.startsWith('2026'))).toBe(true)
  })
})

describe('AM and PM behind the last heading', () => {
  it.each([
    ['lat;lon;Date;Time (UTC)', ['1;1;2026-03-13;6:00;AM', '1;2;2026-03-13;8:00;PM']],
    ['lat;lon;Date;Time (UTC);', ['1;1;2026-03-13;6:00;a.m.', '1;2;2026-03-13;8:00;p.m.']],
    ['lat;lon;ETA (UTC)', ['1;1;2026-03-13 6:00;AM', '1;2;2026-03-13 8:00;PM']],
  ])('go with the times under %j', (head, rows) => {
    expect(readTable(lines(head, ...rows)).candidates[0]?.departureMs).toBe(Date.UTC(2026, 2, 13, 6))
    const { route } = readTable(lines(head, ...rows)).candidates[0] ?? {}
    expect((60 / (route?.waypoints[1]?.leg.speedKn ?? 0)).toFixed(1)).toBe('14.0')
  })
})

describe('years that nobody plans for', () => {
  it('are questioned in a track', () => {
    const [candidate] = readTable(lines('lat;lon;Time', '1;1;2099-03-13T06:00Z', '1;2;2099-03-13T12:00Z')).candidates
    expect(candidate?.doubts?.found).toEqual([{ kind: 'late', count: 2, first: 0 }])
    expect(candidate?.doubts?.ways.map(({ way }) => way)).toEqual(['no-times', 'as-is'])
  })

  it('are questioned beside all else that is doubtful', () => {
    const rows = ['1;1;2026-03-13T06:00Z', '1;2;2026-03-13T12:00Z', '1;3;2026-03-13T18:00Z', '1;4;2099-01-01T00:00Z']
    const [candidate] = readTable(lines('lat;lon;Time', ...rows)).candidates
    expect(candidate?.doubts?.found.map(({ kind }) => kind)).toEqual(['late', 'gap'])
    expect(candidate?.doubts?.ways[0]).toMatchObject({ way: 'leave-out', leftOut: 1 })
  })

  it('are told in a plan', () => {
    const text = lines('lat;lon;ETA', '1;1;2099-03-13T06:00Z', '1;2;2099-03-13T12:00Z')
    expect(notesOf(text)).toContain('The plan has times as late as 13 Mar 2099 06:00Z: check their year.')
    expect(notesOf(text.replaceAll('2099', '2026')).join(' ')).not.toContain('check their year')
  })
})

describe('figures that may be several things', () => {
  const column = (...cells: readonly string[]) => lines('time;lat;lon', ...cells.map((cell, row) => `${cell};1;${row}`))

  it.each(['1408261100;1408261200', '2608141100;2608141200', '54318.0;54319.5'])('%s are no times', (cells) => {
    const text = column(...cells.split(';'))
    expect(timesIn(readTable(text)).every((time) => !time)).toBe(true)
    expect(notesOf(text).join(' ')).toContain('2 times cannot be read')
  })

  it('are told where they are read as the days of a spreadsheet', () => {
    expect(notesOf(column('46247.25', '46247.5'))).toContain(
      'Its times are numbers, read as the days of a spreadsheet: the first is 13 Aug 2026 06:00Z.',
    )
  })

  it('are no date where the heading has the day in the middle', () => {
    const text = lines('Date (yyyy/dd/mm);Time;lat;lon', '2026/03/07;12:00;1;2', '2026/03/07;13:00;1;3')
    expect(timesIn(readTable(text)).every((time) => !time)).toBe(true)
    expect(notesOf(text).join(' ')).toContain('not used: "Date (yyyy/dd/mm)"')
  })
})

describe('date-time groups', () => {
  const groups = (...cells: readonly string[]) =>
    timesOf('time;lat;lon', ...cells.map((cell, row) => `${cell};1;${row}`))

  it('go on into the next month, and never a month ahead', () => {
    expect(groups('302330Z NOV 26', '010600Z')).toEqual(['2026-11-30T23:30', '2026-12-01T06:00'])
    expect(groups('122330Z NOV 26', '112330Z', '102330Z').slice(1).join('')).toBe('')
    expect(groups('020600Z NOV 26', '010600Z', '312330Z').slice(1).join('')).toBe('')
  })
})

describe('when a ship is due at the next port', () => {
  it.each([
    ['Date;Time (UTC);ETA', '2026-07-13;12:00', '2026-07-14;12:00'],
    ['Timestamp;ETD', '2026-07-13 12:00', '2026-07-14 12:00'],
  ])('%s: says nothing of a row that has a time', (headings, first, second) => {
    const text = lines(`lat;lon;${headings}`, `1;2;${first};2026-07-20 06:00`, `1;3;${second};2026-07-20 06:00`)
    expect(timesIn(readTable(text))).toEqual(['2026-07-13T12:00', '2026-07-14T12:00'])
    expect(notesOf(text).join(' ')).toMatch(/not used: "ET[AD]"/)
  })
})

describe('a time that is the same in all rows', () => {
  it.each(['ETA', 'ETD'])('%s is none of theirs', (head) => {
    const text = lines(`lat;lon;Date;${head}`, '1;2;2026-07-13;2026-07-20 06:00', '1;3;2026-07-14;2026-07-20 06:00')
    expect(readTable(text).candidates[0]?.departureMs ?? null).toBeNull()
    expect(notesOf(text).join(' ')).toContain(`not used: "${head}"`)
  })
})

describe('dates and times of different zones', () => {
  it.each(['Date (UTC);ETA (LT)', 'Date (LT);ETA (UTC)', 'Date (UTC+2);ETD (UTC)'])(
    '%s are not put together',
    (head) => {
      const text = lines(`lat;lon;${head}`, '1;2;2026-07-13;14:00', '1;3;2026-07-14;14:00')
      expect(timesIn(readTable(text)).every((time) => !time)).toBe(true)
      expect(notesOf(text).join(' ')).toContain('cannot be read')
    },
  )

  it('are asked for where a date may be of either', () => {
    expect(asksOf(lines('lat;lon;Date;LT;UTC', '1;2;2026-03-01;09:00;12:00', '1;3;2026-03-01;21:00;00:00'))).toEqual([
      'columns',
    ])
  })

  it('are told where some times say theirs and some do not', () => {
    const text = lines('lat;lon;Time', '1;2;2026-03-01 09:00Z', '1;3;2026-03-01 21:00')
    expect(notesOf(text)).toContain('Some of its times say their zone; those that say none were taken as UTC.')
  })
})

describe('AM and PM in a column of their own', () => {
  it.each(['AM/PM', '', 'Half'])('headed "%s"', (head) => {
    expect(timesOf(`Date;Time;${head};lat;lon`, '2026-07-13;11:30;AM;1;2', '2026-07-13;1:00;p.m.;1;3')).toEqual([
      '2026-07-13T11:30',
      '2026-07-13T13:00',
    ])
  })

  it('is missed where it is blank', () => {
    const text = lines('Date;Time;AM/PM;lat;lon', '2026-07-13;1:00;PM;1;2', '2026-07-13;2:00;;1;3')
    expect(notesOf(text).join(' ')).toContain('1 time cannot be read')
  })
})

describe('zones of a column', () => {
  it('go on where a cell is blank', () => {
    expect(timesOf('ZD;Time;lat;lon', '-8;2026-07-13 12:00;1;2', ';2026-07-13 18:00;1;3')).toEqual([
      '2026-07-13T04:00',
      '2026-07-13T10:00',
    ])
    expect(asksOf(lines('ZD;Time;lat;lon', ';2026-07-13 12:00;1;2', '-8;2026-07-13 18:00;1;3'))).toEqual(['zone'])
  })

  it.each([
    [';GMT+8', '2026-07-13T04:00'],
    ['Clocks;CEST', '2026-07-13T10:00'],
    ['UTC diff;+08:00', '2026-07-13T04:00'],
  ])('are known by their cells, %s', (column, first) => {
    const [head = '', zone = ''] = column.split(';')
    expect(timesOf(`lat;lon;Time;${head}`, `1;2;2026-07-13 12:00;${zone}`, `1;3;2026-07-13 18:00;${zone}`)[0]).toBe(
      first,
    )
  })

  it.each([';LT', ';PHT', 'GMT diff;-2'])('are asked for where they say none, %s', (column) => {
    const [head = '', zone = ''] = column.split(';')
    const rows = [`1;2;2026-07-13 12:00;${zone}`, `1;3;2026-07-13 18:00;${zone}`]
    expect(asksOf(lines(`lat;lon;Time;${head}`, ...rows))).toEqual(['zone'])
  })

  it('may be minutes', () => {
    const rows = (offset: string) => [`${offset};2026-07-13 12:00;1;2`, `${offset};2026-07-13 18:00;1;3`]
    expect(timesOf('UTC offset (min);Time;lat;lon', ...rows('330'))[0]).toBe('2026-07-13T06:30')
    expect(timesOf('UTC offset (min);Time;lat;lon', ...rows('10'))[0]).toBe('2026-07-13T11:50')
    expect(asksOf(lines('UTC offset;Time;lat;lon', ...rows('330')))).toEqual(['zone'])
  })
})

describe('a zone above the table', () => {
  const body = ['lat;lon;Time', '1;2;2026-07-13 12:00', '1;3;2026-07-13 18:00']

  it.each(['UTC+8', 'SMT = GMT+8', 'Clocks: UTC+8', 'Zone description: -8', 'Local time = UTC+8'])('%s', (line) => {
    expect(timesOf(line, ...body)[0]).toBe('2026-07-13T04:00')
  })

  it.each([
    'Time Zone;+8',
    'Zone: +8',
    'ETA in ship time',
    'ORTSZEIT',
    'Heures locales',
    'local times',
    'Local',
    'All times PHT',
    'Times -4',
    'TZ: Asia/Manila',
    'Clocks 2 hours ahead of UTC',
  ])('%s is asked for', (line) => {
    expect(asksOf(lines(line, ...body))).toEqual(['zone'])
  })

  it.each(['All times UTC+8', 'Times in PHT (UTC+8)'])('%s goes for all rows as well below them', (line) => {
    expect(timesOf(...body, line)[0]).toBe('2026-07-13T04:00')
    expect(asksOf(lines(...body, 'ETAs in local time'))).toEqual(['zone'])
  })

  it('is not there in the words of a route', () => {
    expect(asksOf(lines('Brest to Times Square', ...body, 'Route B'))).toEqual([])
    expect(notesOf(lines(...body))).toContain('2 times without a zone are read as UTC.')
    expect(notesOf(lines('All times UTC', ...body)).join(' ')).not.toContain('without a zone')
  })
})

describe('which column is the time', () => {
  it.each(['BaseDateTime', 'Received Time', 'Last Update', 'Msg time', 'dt_pos_utc', 'created_at', 'TrackTime', 'DTG'])(
    '%s is one where its cells have dates',
    (head) => {
      expect(timesOf(`lat;lon;${head}`, '1;2;2026-07-13 12:00', '1;3;2026-07-13 18:00')[0]).toBe('2026-07-13T12:00')
    },
  )

  it.each(['DTG', 'Leg time', 'Time (h)'])('%s is none beside a date', (head) => {
    const cells = head === 'Time (h)' ? ['0.5', '0.75'] : ['1200', '1100']
    const text = lines(`lat;lon;Date;${head}`, `1;2;2026-07-13;${cells[0]}`, `1;3;2026-07-14;${cells[1]}`)
    expect(timesIn(readTable(text)).every((time) => !time)).toBe(true)
    expect(notesOf(text).join(' ')).toContain(`not used: "${head}"`)
  })

  it('is asked for where two of them differ', () => {
    const two = (second: string) =>
      asksOf(lines('time;gps_time;lat;lon', `2026-07-13 12:00;${second};1;2`, `2026-07-13 13:00;;1;3`))
    expect(two('2026-07-13 09:00')).toEqual(['columns'])
    expect(two('2026-07-13 12:00')).toEqual([])
  })
})

describe('dates and times that a spreadsheet shortens', () => {
  it('has a date once for its day', () => {
    const text = lines('Date;Time;lat;lon', '2026-07-13;06:00;1;2', ';12:00;1;3', ';05:00;1;4')
    expect(timesIn(readTable(text))).toEqual(['2026-07-13T06:00', '2026-07-13T12:00', ''])
    expect(notesOf(text)).toContain('Rows without a date have that of the row above.')
  })

  it('has times without the zeros before them', () => {
    expect(timesOf('Date;Time;lat;lon', '2026-07-13;0;1;2', '2026-07-13;30;1;3', '2026-07-13;600;1;4')).toEqual([
      '2026-07-13T00:00',
      '2026-07-13T00:30',
      '2026-07-13T06:00',
    ])
  })
})

describe('speeds that may be of something else', () => {
  const route = (headings: string, ...cells: readonly string[]) =>
    lines(`lat;lon;${headings}`, ...cells.map((cell, index) => `1;${index + 2};${cell}`))

  it.each(['Wind', 'Current', 'Wave dir', 'TWD', 'Set', 'Wind force', 'Beaufort'])(
    'Speed behind %s is asked for',
    (head) => {
      expect(asksOf(route(`${head};Knots`, '4;25', '4;12'))).toEqual(['columns'])
      expect(asksOf(route(`${head};Speed`, 'NW;25', 'N;12'))).toEqual(['columns'])
    },
  )

  it.each(['Speed unit;km/h', 'Units: km/h', 'All speeds in km/h'])('have the unit of "%s" above them', (line) => {
    const uses = (text: string) => readTable(text).table.assignment.columns.map(({ speedUnit }) => speedUnit)
    expect(uses(lines(line, route('Speed', '18', '20')))).toEqual([undefined, undefined, 'km/h'])
    expect(uses(lines(line, route('Speed (kn)', '18', '20')))).toEqual([undefined, undefined, undefined])
  })

  it('have the unit that stands beside them', () => {
    const { table, notes } = readTable(route('Speed;Unit', '18;km/h', '20;km/h'))
    expect(table.assignment.columns[2]).toEqual({ role: 'speed', speedUnit: 'km/h' })
    expect(notes.map(({ text }) => text).join(' ')).not.toContain('Unit')
    expect(asksOf(route('Speed;Unit', '18;km/h', '20;kn'))).toEqual(['columns'])
  })

  it('are told where no unit is said', () => {
    const words = 'Its speeds say no unit and were taken as knots.'
    expect(notesOf(route('Speed', '10', '12', '13'))).toContain(words)
    expect(notesOf(route('Speed (kn)', '10', '12', '13'))).not.toContain(words)
  })

  it('are asked for where a comma cuts them', () => {
    expect(asksOf('lat,lon,speed\n1.5,2.5,12,5\n1.5,3.5,13,5')).toEqual(['columns'])
    expect(asksOf('lat,lon\n1.5,2.5,7\n1.5,3.5,8')).toEqual(['columns'])
  })

  it('are asked for beyond 60 kn', () => {
    expect(asksOf(route('Speed', '85', '86'))).toEqual(['columns'])
    expect(asksOf(route('Speed', '25', '35'))).toEqual([])
  })

  it('are told where the first row has one of no leg, and put behind it where the last is still', () => {
    expect(notesOf(route('Speed', '10', '12', '13')).join(' ')).toContain('"10" of the first row')
    expect(notesOf(route('Speed', '10', '12', '0')).join(' ')).toContain('legs that begin at their rows')
  })
})
