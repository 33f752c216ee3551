import type { Route, Track } from '../../route/route.ts'
import type { Timing } from '../../route/timed-legs.ts'
import type { RtzInfo } from './rtz-info.ts'

/** What of a voyage goes into a route file. */
export interface RouteVoyage {
  readonly name: string
  readonly route: Route
  readonly timing: Timing
  readonly info: RtzInfo
}

/** A voyage whose file is kept as points. */
export interface TrackVoyage {
  readonly name: string
  readonly track: Track
}
