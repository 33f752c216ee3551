import { type AlongTrack, alongTrack, alongTrackCurrent } from '#src/domain/metocean/along-track.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'

export interface TrackOf extends AlongTrack {
  /** Knots, + favourable; undefined where the answer has no current. */
  readonly current: Float32Array | undefined
}

const known = new WeakMap<ResultColumns, TrackOf>()

/** What follows from an answer's positions, worked out once for charts, table and read-out together. */
export function trackOf(columns: ResultColumns): TrackOf {
  const before = known.get(columns)
  if (before) return before
  const along = alongTrack(columns)
  const track = { ...along, current: alongTrackCurrent(columns, along) }
  known.set(columns, track)
  return track
}
