import { describe, expect, it } from 'vitest'
import { asksOf, notesOf, readTable, timesIn } from '#test/support/tables.ts'

const lines = (...rows: readonly string[]) => rows.join('\n')
const timesOf = (...rows: readonly string[]) => timesIn(readTable(lines(...rows)))

describe('dates of six figures', () => {
  it.each(['030426', '070326', '020100'])('%s is no day of a spreadsheet', (date) => {
    const text = lines('date;time;lat;lon', `${date};0900;1;2`, `${date};1000;1;3`)
    expect(timesIn(readTable(text)).every((time) => !time)).toBe(true)
    expect(notesOf(text).join(' ')).toContain('2 times cannot be read')
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

  it('may be minutes', () => {
    const rows = (offset: string) => [`${offset};2026-07-13 12:00;1;2`, `${offset};2026-07-13 18:00;1;3`]
    expect(timesOf('UTC offset (min);Time;lat;lon', ...rows('330'))[0]).toBe('2026-07-13T06:30')
    expect(timesOf('UTC offset (min);Time;lat;lon', ...rows('10'))[0]).toBe('2026-07-13T11:50')
    expect(asksOf(lines('UTC offset;Time;lat;lon', ...rows('330')))).toEqual(['zone'])
  })
})

describe('a zone above the table', () => {
  const body = ['lat;lon;Time', '1;2;2026-07-13 12:00', '1;3;2026-07-13 18:00']

  it.each(['Clocks: UTC+8', 'Zone description: -8', 'Local time = UTC+8'])('%s', (line) => {
    expect(timesOf(line, ...body)[0]).toBe('2026-07-13T04:00')
  })

  it.each(['Time Zone;+8', 'Zone: +8', 'ETA in ship time', 'ORTSZEIT', 'Heures locales', 'local times'])(
    '%s is asked for',
    (line) => {
      expect(asksOf(lines(line, ...body))).toEqual(['zone'])
    },
  )
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

  it.each(['Wind', 'Current', 'Wave dir'])('Speed behind %s is asked for', (head) => {
    expect(asksOf(route(`${head};Speed`, 'NW;25', 'N;12'))).toEqual(['columns'])
  })

  it.each(['Speed unit;km/h', 'Units: km/h', 'All speeds in km/h'])('have the unit of "%s" above them', (line) => {
    const uses = (text: string) => readTable(text).table.assignment.columns.map(({ speedUnit }) => speedUnit)
    expect(uses(lines(line, route('Speed', '18', '20')))).toEqual([undefined, undefined, 'km/h'])
    expect(uses(lines(line, route('Speed (kn)', '18', '20')))).toEqual([undefined, undefined, undefined])
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
