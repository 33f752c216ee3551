import type { Gaps, ResultColumns } from '#src/domain/metocean/result.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'

/** Columns from plain lists; what is left out is a straight hourly track northward from 50°N 20°W. */
export function columnsOf(
  fields: Record<string, readonly number[]>,
  {
    lat,
    lon,
    timeMs,
    gaps = [],
  }: { lat?: readonly number[]; lon?: readonly number[]; timeMs?: readonly number[]; gaps?: readonly Gaps[] } = {},
): ResultColumns {
  const count = lat?.length ?? timeMs?.length ?? Object.values(fields)[0]?.length ?? 0
  const start = Date.UTC(2026, 10, 22, 18)
  return {
    count,
    lat: Float64Array.from(lat ?? Array.from({ length: count }, (_, index) => 50 + index * 0.2)),
    lon: Float64Array.from(lon ?? Array.from({ length: count }, () => -20)),
    timeMs: Float64Array.from(timeMs ?? Array.from({ length: count }, (_, index) => start + index * 3_600_000)),
    fields: Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, Float32Array.from(values)])),
    gaps,
  }
}

export function answerOf(columns: ResultColumns, change: Partial<NamedAnswer> = {}): NamedAnswer {
  return {
    key: 'task-1',
    taskName: 'rtm-hal-20261122-1751-4x7k2m',
    name: 'Rotterdam – Halifax · asked 17:51Z',
    askedMs: Date.UTC(2026, 10, 22, 17, 51),
    source: 'Test service',
    askedFor: null,
    request: null,
    synthetic: false,
    columns,
    ...change,
  }
}

/**
 * A plausible westbound North Atlantic passage: two lows, a swell that outlives them, eddies in the current, warm water
 * in the middle, and gaps at both coasts, in one spot of the waves, and at one lonely sample.
 */
export function passageAnswer(count = 300, change: Partial<NamedAnswer> = {}): NamedAnswer {
  const along = Array.from({ length: count }, (_, index) => index / Math.max(1, count - 1))
  const hump = (x: number, at: number, width: number) => Math.exp(-(((x - at) / width) ** 2))
  const ripple = (x: number, size: number) => size * (Math.sin(61 * x) + Math.sin(137 * x + 1) + Math.sin(23 * x + 2))
  const wind = along.map((x) => 5.5 + 12 * hump(x, 0.32, 0.08) + 8 * hump(x, 0.74, 0.1) + ripple(x, 0.5))
  const sea = wind.map((speed) => 0.021 * speed * speed)
  const swell = along.map((x) => 1.3 + 2.2 * hump(x, 0.45, 0.16) + 1.1 * hump(x, 0.85, 0.1))
  const set = along.map((x) => (250 + 140 * Math.sin(9 * x) + 360) % 360)
  const fields: Record<string, number[]> = {
    Winds_10m_Intensity: wind,
    Winds_10m_Direction: along.map((x) => (240 + 80 * Math.sin(6 * x) + 360) % 360),
    Gust_10m: wind.map((speed) => speed * 1.28 + 0.8),
    Waves_Significant_Height: sea.map((height, index) => Math.hypot(height, swell[index]!)),
    Waves_Mean_Period: sea.map((height, index) => 4.5 + 1.9 * Math.hypot(height, swell[index]!) ** 0.7),
    Waves_Mean_Direction: along.map((x) => (255 + 40 * Math.sin(5 * x) + 360) % 360),
    Swell_Wave_Significant_Height: swell,
    Swell_Wave_Mean_Period: swell.map((height) => 9 + height),
    Swell_Wave_Mean_Direction: along.map((x) => 280 + 15 * Math.sin(3 * x)),
    Wind_Wave_Significant_Height: sea,
    Wind_Wave_Mean_Period: sea.map((height) => 3.2 + height),
    Wind_Wave_Mean_Direction: along.map((x) => (240 + 80 * Math.sin(6 * x) + 360) % 360),
    Currents_Intensity: along.map((x) => 0.25 + 0.9 * hump(x, 0.68, 0.09) + Math.abs(ripple(x, 0.06))),
    Currents_Direction: set,
    Sea_Surface_Temperature: along.map((x) => 11.5 + 7 * hump(x, 0.6, 0.2) - 5 * hump(x, 1, 0.12) + ripple(x, 0.15)),
    Bathymetry: along.map((x) => Math.max(18, 4200 * (1 - hump(x, 0, 0.12) - hump(x, 1, 0.16)) + ripple(x, 190))),
  }
  const gapAt = (name: string, from: number, to: number, keep?: number) => {
    const column = fields[name]!
    const end = Math.min(count, Math.ceil(to * count))
    for (let index = Math.floor(from * count); index < end; index++) if (index !== keep) column[index] = NaN
  }
  for (const name of Object.keys(fields)) gapAt(name, 0, 3 / count)
  const lonely = Math.floor(0.56 * count)
  for (const name of Object.keys(fields).filter((field) => /Wave/.test(field))) gapAt(name, 0.54, 0.6, lonely)
  gapAt('Sea_Surface_Temperature', 0.18, 0.21)
  const columns = columnsOf(fields, {
    lat: along.map((x) => 51.98 - 7.3 * x + 5 * x * (1 - x)),
    lon: along.map((x) => 4.04 - 67.6 * x),
    timeMs: along.map((x) => Date.UTC(2026, 10, 22, 18) + x * 8.6 * 86_400_000),
  })
  const gaps = Object.entries(columns.fields).map(([field, column]): Gaps => ({
    field,
    reason: 'no-value',
    count: column.filter(Number.isNaN).length,
  }))
  return answerOf({ ...columns, gaps }, change)
}
