import { numberAt } from '../../at.ts'
import { layerById, magnitudeColumn } from '../../metocean/layers/layers.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import { GAINED, limitWords } from '../../limits/limit-words.ts'
import { watchedColumn } from '../../limits/watched.ts'
import { gainedSoFar, stepGains } from '../current/gains.ts'
import type { PlannedSpeed } from '../voyage.ts'
import { type Meeting, meetingOf } from '../meeting.ts'

/** A figure of the ship in the weather, one for each sample, as tables and files have it. */
interface ShipFigure {
  /** That of a limit, if one watches it. */
  readonly key: string
  readonly label: string
  readonly unit: '°' | '°T' | 'kn' | 'h' | ''
  /** Which way is positive; empty: it is never negative. */
  readonly side: string
  /** As a table has it. */
  readonly decimals: number
  /** NaN: not known; null: the answer does not have what it follows from. */
  readonly of: ((index: number) => number) | null
}

type MetFigure = Exclude<keyof Meeting, 'windAgainstCurrent' | 'way'>

/** How wind, sea and current meet the ship. Angles are off the bow; off the course where the heading is not known. */
export function shipFigures(columns: ResultColumns, planned: PlannedSpeed): ShipFigure[] {
  const meeting = meetingOf(columns, planned)
  let last: { index: number; met: Meeting } | null = null
  const met = (layer: 'wind' | 'wave' | 'current', key: MetFigure) =>
    magnitudeColumn(layerById[layer], columns)
      ? (index: number) => {
          // Tables and files go row by row.
          if (last?.index !== index) last = { index, met: meeting(index) }
          return last.met[key]
        }
      : null
  const watched = (id: 'steepness' | 'beam-wind') => {
    const column = watchedColumn(columns, id)
    return column && ((index: number) => numberAt(column.values, index) * column.factor)
  }
  let gained: Float64Array | null = null
  const gainedAt = (index: number) => {
    gained ??= gainedSoFar(columns, stepGains(columns, planned) ?? new Float64Array(columns.count).fill(NaN))
    return numberAt(gained, index)
  }
  const angle = { unit: '°', side: '+ to starboard', decimals: 0 } as const
  const speed = { unit: 'kn', side: '' } as const
  const hours = { unit: 'h', side: '+ gained', decimals: 1 } as const
  return [
    { key: 'wind-angle', label: 'True wind angle', ...angle, of: met('wind', 'windAngleDeg') },
    { key: 'apparent-wind', label: 'Apparent wind', ...speed, decimals: 0, of: met('wind', 'apparentWindKn') },
    { key: 'apparent-angle', label: 'Apparent wind angle', ...angle, of: met('wind', 'apparentAngleDeg') },
    { key: 'beam-wind', label: limitWords['beam-wind'].label, ...speed, decimals: 0, of: watched('beam-wind') },
    { key: 'wave-angle', label: 'Wave angle', ...angle, of: met('wave', 'seaAngleDeg') },
    { key: 'steepness', label: limitWords.steepness.label, unit: '', side: '', decimals: 3, of: watched('steepness') },
    { key: 'heading', label: 'Heading to steer', unit: '°T', side: '', decimals: 0, of: met('current', 'headingDeg') },
    { key: 'water-speed', label: 'Speed through water', ...speed, decimals: 1, of: met('current', 'waterKn') },
    ...(planned === 'through water'
      ? [{ key: 'ground-speed', label: 'Speed over ground', ...speed, decimals: 1, of: met('current', 'groundKn') }]
      : []),
    { key: 'gained', label: GAINED, ...hours, of: met('current', 'waterKn') && gainedAt },
  ]
}
