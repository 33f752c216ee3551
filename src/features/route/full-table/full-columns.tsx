import type { ReactNode } from 'react'
import { formatCourse, formatNumber } from '#src/domain/units/format.ts'
import type { LimitId } from '#src/domain/limits/limits.ts'
import { LegLimitCell, LegWeatherCell } from './leg-weather.tsx'
import {
  DepartureCell,
  EtaCell,
  LatitudeCell,
  LegTypeCell,
  LongitudeCell,
  type RowProps,
  SpeedCell,
  StayCell,
} from '../waypoints/row-cells.tsx'

/** One column of the full table after number and name, which are always there. */
export interface FullColumn {
  readonly key: string
  readonly label: string
  readonly unit: string
  /** The limit its values are held against; they follow the unit chosen, and their head says caution and limit. */
  readonly limitId?: LimitId
  readonly widthPx: number
  readonly end?: boolean
  /** Only where an answer has the weather of the route. */
  readonly weather?: boolean
  readonly cell: (row: RowProps) => ReactNode
}

/** What belongs to a leg is empty at the first waypoint: there is none. */
const ofLeg = (cell: (row: RowProps) => ReactNode) => (row: RowProps) => (row.index === 0 ? null : cell(row))

export const fullColumns: readonly FullColumn[] = [
  { key: 'lat', label: 'Latitude', unit: 'WGS84', widthPx: 116, cell: (row) => <LatitudeCell {...row} /> },
  { key: 'lon', label: 'Longitude', unit: 'WGS84', widthPx: 124, cell: (row) => <LongitudeCell {...row} /> },
  { key: 'leg', label: 'Leg', unit: 'RL / GC', widthPx: 64, cell: ofLeg((row) => <LegTypeCell {...row} />) },
  {
    key: 'course',
    label: 'Course',
    unit: '°T, at start',
    widthPx: 84,
    end: true,
    cell: ofLeg(({ plan }) => formatCourse(plan.courseDeg)),
  },
  {
    key: 'distance',
    label: 'Distance',
    unit: 'NM',
    widthPx: 84,
    end: true,
    cell: ofLeg(({ plan }) => formatNumber(plan.legDistanceNm, 1)),
  },
  {
    key: 'to-go',
    label: 'To go',
    unit: 'NM',
    widthPx: 84,
    end: true,
    cell: ({ plan }) => formatNumber(plan.distanceToGoNm, 1),
  },
  {
    key: 'speed',
    label: 'Speed',
    unit: 'kn, SOG',
    widthPx: 84,
    end: true,
    cell: ofLeg((row) => <SpeedCell {...row} unit={false} />),
  },
  { key: 'stay', label: 'Stay', unit: 'd h min', widthPx: 104, end: true, cell: ofLeg((row) => <StayCell {...row} />) },
  {
    key: 'eta',
    label: 'ETA',
    unit: 'UTC',
    widthPx: 132,
    end: true,
    cell: (row) => (row.index === 0 ? <DepartureCell {...row} /> : <EtaCell {...row} />),
  },
  {
    key: 'max-wind',
    label: 'Max wind',
    unit: 'kn',
    limitId: 'wind',
    widthPx: 104,
    end: true,
    weather: true,
    cell: ofLeg(({ waypoint }) => <LegWeatherCell id={waypoint.id} limitId="wind" />),
  },
  {
    key: 'max-hs',
    label: 'Max Hs',
    unit: 'm',
    limitId: 'wave',
    widthPx: 104,
    end: true,
    weather: true,
    cell: ofLeg(({ waypoint }) => <LegWeatherCell id={waypoint.id} limitId="wave" />),
  },
  {
    key: 'adverse-current',
    label: 'Adverse current',
    unit: 'kn',
    limitId: 'adverse-current',
    widthPx: 136,
    end: true,
    weather: true,
    cell: ofLeg(({ waypoint }) => <LegWeatherCell id={waypoint.id} limitId="adverse-current" />),
  },
  {
    key: 'limit',
    label: 'Limit',
    unit: 'worst of leg',
    widthPx: 124,
    weather: true,
    cell: ofLeg(({ waypoint }) => <LegLimitCell id={waypoint.id} />),
  },
]
