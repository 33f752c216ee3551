import { at, integerAt, numberAt } from '#src/domain/at.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { trackOf } from '#src/domain/metocean/along-track.ts'
import type { Waypoint } from '#src/domain/route/route.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { formatCourse } from '#src/domain/units/format.ts'
import { shownHeight, shownSpeed } from '#src/domain/units/unit-choice.ts'
import { limitStateWords } from '#src/domain/limits/limit-words.ts'
import type { LimitId } from '#src/domain/limits/limits.ts'
import { legWeather } from '#src/domain/voyage/leg-weather.ts'
import { noonReport, type ReportTimes } from '#src/domain/report/noon-report.ts'
import { waypointSamples } from '#src/domain/voyage/waypoint-samples.ts'
import type { NoonChoice, TableForm } from '#src/state/preferences.ts'
import { deltaColumns } from '../lanes/delta-columns.ts'
import {
  bounded,
  fieldColumns,
  type FigureStyle,
  numberColumn,
  positionColumns,
  shipTimeColumn,
  type TableColumn,
  timeColumn,
  wordColumn,
} from './table-columns.ts'

/** What a table of results shows. */
export interface TableContent {
  /** Its name for a screen reader. */
  readonly label: string
  readonly count: number
  readonly columns: readonly TableColumn[]
  /** The sample each row stands on, rising; null: a row for each sample. */
  readonly samples: readonly number[] | null
  /** What the table leaves out, in words. */
  readonly note: string | null
}

interface TablePlan extends FigureStyle {
  readonly waypoints: readonly Waypoint[]
  /** Answers whose values at the same place and time are added to every sample. */
  readonly compared?: readonly NamedAnswer[] | undefined
  /** UTC's, unless given. */
  readonly noon?: NoonChoice
}

export function tableContent(form: TableForm, columns: ResultColumns, plan: TablePlan): TableContent {
  switch (form) {
    case 'samples':
      return sampleTable(columns, plan)
    case 'waypoints':
      return waypointTable(columns, plan)
    case 'noon':
      return reportTable(columns, plan, plan.noon === 'ship' ? 'noon-ship' : 'noon-utc')
    case 'six-hours':
      return reportTable(columns, plan, 'six-hours')
  }
}

function sampleTable(columns: ResultColumns, plan: TablePlan): TableContent {
  const { units, compared = [] } = plan
  const { distanceNm } = trackOf(columns)
  const all = [
    timeColumn('Time', (row) => columns.timeMs[row]),
    numberColumn({ key: 'distance', label: 'Distance', unit: 'NM', widthPx: 80 }, 1, (row) => distanceNm[row]),
    ...positionColumns(
      units.position,
      (row) => columns.lat[row],
      (row) => columns.lon[row],
    ),
    ...fieldColumns(columns, plan, (row) => row),
    ...compared.flatMap((other) => deltaColumns(columns, other, units)),
  ]
  return { label: 'Values at every sample', count: columns.count, columns: all, samples: null, note: null }
}

/** A row for each waypoint the answer passes: the worst of the leg that ends there, and the weather at it. */
function waypointTable(columns: ResultColumns, plan: TablePlan): TableContent {
  const { waypoints, limits, units } = plan
  const found = waypointSamples(columns, waypoints)
  const legs = legWeather(columns, found, limits)
  const passed = waypoints.flatMap((waypoint, index) => {
    const sample = integerAt(found, index)
    return sample >= 0 ? [{ waypoint, number: index + 1, sample, leg: legs[index] }] : []
  })
  const sampleOf = (row: number) => at(passed, row).sample
  const { distanceNm } = trackOf(columns)
  const wind = shownSpeed(units, 0, false)
  const wave = shownHeight(units, 1)
  const current = shownSpeed(units, 1, false)
  const against = (column: TableColumn, id: LimitId) => bounded(column, id, limits, units)
  const worst = (value: number | null | undefined, of: (value: number) => number) =>
    value == null ? undefined : of(value)
  const all = [
    numberColumn({ key: 'number', label: '#', unit: 'WP', widthPx: 56 }, 0, (row) => passed[row]?.number),
    wordColumn({ key: 'name', label: 'Name', unit: '', widthPx: 132 }, (row) => at(passed, row).waypoint.name),
    timeColumn('Time', (row) => columns.timeMs[sampleOf(row)]),
    ...positionColumns(
      units.position,
      (row) => columns.lat[sampleOf(row)],
      (row) => columns.lon[sampleOf(row)],
    ),
    numberColumn({ key: 'leg-distance', label: 'Leg', unit: 'NM', widthPx: 72 }, 1, (row) =>
      passed[row]?.leg ? numberAt(distanceNm, sampleOf(row)) - numberAt(distanceNm, sampleOf(row - 1)) : undefined,
    ),
    against(
      numberColumn(
        { key: 'leg-wind', label: 'Leg max wind', unit: wind.unit, unitKind: 'speed', widthPx: 100 },
        wind.decimals,
        (row) => worst(at(passed, row).leg?.windKn, wind.of),
      ),
      'wind',
    ),
    against(
      numberColumn(
        { key: 'leg-wave', label: 'Leg max Hs', unit: wave.unit, unitKind: 'height', widthPx: 88 },
        wave.decimals,
        (row) => worst(at(passed, row).leg?.waveM, wave.of),
      ),
      'wave',
    ),
    against(
      numberColumn(
        { key: 'leg-adverse', label: 'Leg adverse current', unit: current.unit, unitKind: 'speed', widthPx: 136 },
        current.decimals,
        (row) => worst(at(passed, row).leg?.adverseKn, current.of),
      ),
      'adverse-current',
    ),
    wordColumn(
      { key: 'leg-limit', label: 'Leg limits', unit: '', widthPx: 84 },
      (row) => limitStateWords[at(passed, row).leg?.state ?? -1] ?? '',
    ),
    ...fieldColumns(columns, plan, sampleOf),
  ]
  const absent = waypoints.length - passed.length
  const note =
    waypoints.length === 0
      ? 'The voyage has no waypoints.'
      : absent > 0
        ? `${absent} of ${waypoints.length} waypoints are not in this answer.`
        : null
  return {
    label: 'Values at every waypoint',
    count: passed.length,
    columns: all,
    samples: passed.map(({ sample }) => sample),
    note,
  }
}

const reportLabels: Readonly<Record<ReportTimes, string>> = {
  'noon-utc': 'Position and weather at noon, UTC',
  'noon-ship': 'Position and weather at noon, ship’s time',
  'six-hours': 'Position and weather every six hours, UTC',
}

const kinds = { departure: 'Departure', report: '', arrival: 'Arrival' } as const

/** Where the ship is at noon, or every six hours, the distance made since, and the weather there. */
function reportTable(columns: ResultColumns, style: FigureStyle, times: ReportTimes): TableContent {
  const rows = noonReport(columns, times)
  const all = [
    times === 'noon-ship'
      ? shipTimeColumn('Time', (row) => at(rows, row))
      : timeColumn('Time', (row) => at(rows, row).timeMs),
    wordColumn(
      { key: 'kind', label: 'Event', unit: '', widthPx: 84 },
      (row) => kinds[at(rows, row).kind] || (times === 'six-hours' ? 'Report' : 'Noon'),
    ),
    ...positionColumns(
      style.units.position,
      (row) => at(rows, row).position.lat,
      (row) => at(rows, row).position.lon,
    ),
    {
      ...numberColumn({ key: 'course', label: 'Course', unit: '°T', widthPx: 68 }, 0, (row) => at(rows, row).courseDeg),
      text: (row: number) => formatCourse(at(rows, row).courseDeg).slice(0, 3),
    },
    numberColumn({ key: 'made', label: 'Made', unit: 'NM', widthPx: 72 }, 1, (row) => at(rows, row).madeNm),
    numberColumn(
      { key: 'speed', label: 'Speed', unit: style.planned === 'through water' ? 'kn, STW' : 'kn, SOG', widthPx: 76 },
      1,
      (row) => at(rows, row).speedKn,
    ),
    numberColumn({ key: 'to-go', label: 'To go', unit: 'NM', widthPx: 80 }, 1, (row) => at(rows, row).toGoNm),
    ...fieldColumns(columns, style, (row) => (at(rows, row).near ? at(rows, row).index : -1)),
  ]
  return {
    label: reportLabels[times],
    count: rows.length,
    columns: all,
    samples: rows.map(({ index }) => index),
    note: null,
  }
}
