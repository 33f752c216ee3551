import { createContext, type ReactNode, useContext } from 'react'
import { LIMIT_STATE } from '#src/domain/limits/limit-states.ts'
import { limitStateWords, limitUnit, shownBounds } from '#src/domain/limits/limit-words.ts'
import type { LimitId } from '#src/domain/limits/limits.ts'
import { formatCourse, formatNumber, MISSING } from '#src/domain/units/format.ts'
import type { LegWeather } from '#src/domain/voyage/leg-weather.ts'
import { useMagnetic, useUnits } from '#src/state/preferences.ts'
import { useLimits, useRoute } from '#src/state/voyage.ts'
import type { GridColumn } from '#src/ui/grid/grid.tsx'
import {
  DepartureCell,
  EtaCell,
  LatitudeCell,
  LegTypeCell,
  LongitudeCell,
  SpeedCell,
  StayCell,
  type WaypointRow,
} from '../waypoints/row-cells.tsx'
import styles from './full-route-table.module.css'

/** One column of the full table after number and name, which are always shown. */
export interface FullColumn extends GridColumn<WaypointRow> {
  readonly head: string
  /** Shown only if an answer has the weather of the route. */
  readonly weather?: boolean
  /** Shown only if magnetic courses are wanted. */
  readonly magnetic?: boolean
}

/** Where the leg begins; variation, model or why there is none under the pointer. */
function MagneticCell({ plan: { courseDeg, etaMs }, index }: WaypointRow) {
  const from = useRoute().waypoints[index - 1]
  const magnetic = useMagnetic()
  if (!magnetic || !from || courseDeg === null) return MISSING
  const words = magnetic(courseDeg, from.position, etaMs ?? NaN)
  return words.known ? (
    <span title={`Variation ${words.value.variation} by ${words.value.model}`}>{words.value.course}</span>
  ) : (
    <span title={words.reason}>{MISSING}</span>
  )
}

/** A column of legs is empty at the first waypoint, where no leg ends. */
const ofLeg = (cell: (row: WaypointRow) => ReactNode) => (row: WaypointRow) => (row.index === 0 ? null : cell(row))

export const fullColumns: readonly FullColumn[] = [
  { id: 'lat', head: 'Latitude', unit: 'WGS84', widthPx: 116, grow: 1, cell: (row) => <LatitudeCell {...row} /> },
  { id: 'lon', head: 'Longitude', unit: 'WGS84', widthPx: 124, grow: 1, cell: (row) => <LongitudeCell {...row} /> },
  { id: 'leg', head: 'Leg', unit: 'RL / GC', widthPx: 64, grow: 1, cell: ofLeg((row) => <LegTypeCell {...row} />) },
  {
    id: 'course',
    head: 'Course',
    unit: '°T, at start',
    widthPx: 84,
    grow: 1,
    align: 'end',
    cell: ofLeg(({ plan }) => formatCourse(plan.courseDeg)),
  },
  {
    id: 'magnetic',
    head: 'Magnetic',
    unit: '°M, at start',
    widthPx: 96,
    grow: 1,
    align: 'end',
    magnetic: true,
    cell: ofLeg((row) => <MagneticCell {...row} />),
  },
  {
    id: 'distance',
    head: 'Distance',
    unit: 'NM',
    widthPx: 84,
    grow: 1,
    align: 'end',
    cell: ofLeg(({ plan }) => formatNumber(plan.legDistanceNm, 1)),
  },
  {
    id: 'to-go',
    head: 'To go',
    unit: 'NM',
    widthPx: 84,
    grow: 1,
    align: 'end',
    cell: ({ plan }) => formatNumber(plan.distanceToGoNm, 1),
  },
  {
    id: 'speed',
    head: 'Speed',
    unit: 'kn, SOG',
    widthPx: 84,
    grow: 1,
    align: 'end',
    cell: ofLeg((row) => <SpeedCell {...row} unit={false} />),
  },
  {
    id: 'stay',
    head: 'Stay',
    unit: 'd h min',
    widthPx: 104,
    grow: 1,
    align: 'end',
    cell: ofLeg((row) => <StayCell {...row} />),
  },
  {
    id: 'eta',
    head: 'ETA',
    unit: 'UTC',
    widthPx: 132,
    grow: 1,
    align: 'end',
    cell: (row) => (row.index === 0 ? <DepartureCell {...row} /> : <EtaCell {...row} />),
  },
  {
    id: 'max-wind',
    head: 'Max wind',
    unit: <LegWeatherUnit limitId="wind" />,
    widthPx: 104,
    grow: 1,
    align: 'end',
    weather: true,
    cell: ofLeg(({ waypoint }) => <LegWeatherCell id={waypoint.id} limitId="wind" />),
  },
  {
    id: 'max-hs',
    head: 'Max Hs',
    unit: <LegWeatherUnit limitId="wave" />,
    widthPx: 104,
    grow: 1,
    align: 'end',
    weather: true,
    cell: ofLeg(({ waypoint }) => <LegWeatherCell id={waypoint.id} limitId="wave" />),
  },
  {
    id: 'adverse-current',
    head: 'Adverse current',
    unit: <LegWeatherUnit limitId="adverse-current" />,
    widthPx: 136,
    grow: 1,
    align: 'end',
    weather: true,
    cell: ofLeg(({ waypoint }) => <LegWeatherCell id={waypoint.id} limitId="adverse-current" />),
  },
  {
    id: 'limit',
    head: 'Limit',
    unit: 'worst of leg',
    widthPx: 124,
    grow: 1,
    weather: true,
    cell: ofLeg(({ waypoint }) => <LegLimitCell id={waypoint.id} />),
  },
]

/** The weather an answer has for the legs of the route, by the waypoint where each ends. */
export interface RouteWeather {
  readonly legs: ReadonlyMap<string, LegWeather>
  /** How much of the route is over limits, and its worst point, in a line. */
  readonly summary: string
  /** Are these figures synthetic? */
  readonly synthetic: boolean
}

/** null: no answer matches the route as it is planned. */
export const RouteWeatherContext = createContext<RouteWeather | null>(null)

const fields = { wind: 'windKn', wave: 'waveM', 'adverse-current': 'adverseKn' } as const

/** The worst value of a leg in the chosen unit; `—` where nothing is known. */
function LegWeatherCell({ id, limitId }: { id: string; limitId: keyof typeof fields }) {
  const { decimals, of } = limitUnit(limitId, useUnits())
  const worst = useContext(RouteWeatherContext)?.legs.get(id)?.[fields[limitId]]
  return formatNumber(worst == null ? null : of(worst), decimals)
}

/** The unit of a column of weather, and the limits its values are compared with. */
function LegWeatherUnit({ limitId }: { limitId: LimitId }) {
  const units = useUnits()
  const pair = useLimits()[limitId]
  const { unit } = limitUnit(limitId, units)
  const bounds = pair && shownBounds(limitId, pair, units, { unit })
  return (
    <>
      {unit}
      {bounds && (
        <span role="img" aria-label={bounds.words} title={bounds.words}>
          {` · ${bounds.short}`}
        </span>
      )}
    </>
  )
}

const tones: Readonly<Record<number, string>> = { [LIMIT_STATE.limit]: 'limit', [LIMIT_STATE.caution]: 'caution' }

/** A leg's state against the limits, in words. */
function LegLimitCell({ id }: { id: string }) {
  const leg = useContext(RouteWeatherContext)?.legs.get(id)
  return leg ? (
    <span className={styles.state} data-state={tones[leg.state]}>
      {limitStateWords[leg.state]}
    </span>
  ) : (
    formatNumber(null)
  )
}
