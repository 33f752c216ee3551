import { fieldLooks, fieldNumber } from '#src/domain/metocean/field-look.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatLatitude, formatLongitude } from '#src/domain/units/position-text.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { laneNumber } from './lanes.ts'
import { trackOf } from '#src/domain/metocean/track-of.ts'

/** A column of the table of samples: two lines of header, and the text of every cell. */
export interface TableColumn {
  readonly key: string
  readonly label: string
  /** Unit, with from or towards on a direction. */
  readonly unit: string
  readonly widthPx: number
  readonly text: (index: number) => string
}

/** All columns of an answer, in reading order: when and where, then every field it has. */
export function tableColumns(columns: ResultColumns): TableColumn[] {
  const { distanceNm, current } = trackOf(columns)
  const fixed: TableColumn[] = [
    { key: 'time', label: 'Time', unit: 'UTC', widthPx: 112, text: (index) => formatUtc(columns.timeMs[index]) },
    { key: 'distance', label: 'Distance', unit: 'NM', widthPx: 80, text: (index) => formatNumber(distanceNm[index], 1) },
    { key: 'lat', label: 'Latitude', unit: '', widthPx: 100, text: (index) => formatLatitude(columns.lat[index]) },
    { key: 'lon', label: 'Longitude', unit: '', widthPx: 108, text: (index) => formatLongitude(columns.lon[index]) },
  ]
  const fields = fieldLooks(columns).map((look): TableColumn => ({
    key: look.name,
    label: look.unit === '°T' ? look.label.replace(/ (direction|set)$/, '') : look.label,
    unit: [look.convention, look.unit].filter(Boolean).join(' '),
    widthPx: Math.max(68, 18 + look.label.replace(/ (direction|set)$/, '').length * 6.6),
    text: (index) => fieldNumber(look, columns.fields[look.name]?.[index]),
  }))
  const after = fields.findIndex(({ key }) => key === 'Currents_Direction')
  const along: TableColumn = { key: 'along-track', label: 'Current along', unit: '+ with, kn', widthPx: 106, text: (index) => laneNumber({ decimals: 1, signed: true }, current?.[index]) }
  return [...fixed, ...(current ? fields.toSpliced(after + 1, 0, along) : fields)]
}
