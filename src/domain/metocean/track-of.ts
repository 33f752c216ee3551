import { type AlongTrack, alongTrack, alongTrackCurrent } from './along-track.ts'
import type { ResultColumns } from './result.ts'

export interface TrackOf extends AlongTrack {
  /** Knots, + favourable; undefined where the answer has no current. */
  readonly current: Float32Array | undefined
}

const known = new WeakMap<ResultColumns, TrackOf>()

/** What follows from an answer's positions, worked out once for map, charts, table and limits together. */
export function trackOf(columns: ResultColumns): TrackOf {
  const before = known.get(columns)
  if (before) return before
  const along = alongTrack(columns)
  const track = { ...along, current: alongTrackCurrent(columns, along) }
  known.set(columns, track)
  return track
}
