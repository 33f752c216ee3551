import { memo } from 'react'
import { type PartOfSea, type PeriodKind, periodsTaken, periodTaken } from '#src/domain/voyage/sea/danger-state.ts'
import type { RollingShip } from '#src/domain/voyage/sea/dangers.ts'
import { type DangerStrip, dangerStrips, stripOutline } from '#src/domain/voyage/sea/polar.ts'
import { shortDangers } from '../lanes/ship-lanes.ts'
import styles from './polar.module.css'

interface PolarZonesProps {
  part: PartOfSea
  rolling: RollingShip
  period: PeriodKind
  maxKn: number
  /** Of the disc, and how it is scaled, px. */
  centre: { readonly x: number; readonly y: number }
  perKn: number
  /** What the ids of the hatches begin with. */
  patterns: string
}

interface Zone extends DangerStrip {
  readonly taken: (typeof periodsTaken)[number]
  readonly points: string
}

const RING_KN = 5
/** A line of names beside the disc, px. */
const LINE_PX = 13

/** The disc of speeds with the zones of one part of the sea, waves from above. */
export const PolarZones = memo(function PolarZones({
  part,
  rolling,
  period,
  maxKn,
  centre,
  perKn,
  patterns,
}: PolarZonesProps) {
  const radius = maxKn * perKn
  const zones = zonesOf(
    part,
    rolling,
    period,
    maxKn,
    ([across, ahead]) => `${(centre.x + across * perKn).toFixed(1)},${(centre.y - ahead * perKn).toFixed(1)}`,
  )
  const rings = Array.from({ length: Math.floor(maxKn / RING_KN) }, (_, order) => (order + 1) * RING_KN)
  return (
    <>
      <defs>
        <pattern id={`${patterns}caution`} width="5" height="5" patternUnits="userSpaceOnUse">
          <path className={styles.cautionHatch} d="M-1 1 L1 -1 M0 5 L5 0 M4 6 L6 4" />
        </pattern>
        <pattern id={`${patterns}limit`} width="5" height="5" patternUnits="userSpaceOnUse">
          <path className={styles.limitHatch} d="M0 5 L5 0 M0 0 L5 5" />
        </pattern>
      </defs>
      <circle className={styles.disc} cx={centre.x} cy={centre.y} r={radius} />
      {zones.map(({ danger, level, taken, points, fromKn }) => (
        <g key={`${danger}-${level}-${taken}-${fromKn}`} className={styles.zone} data-level={level} data-taken={taken}>
          {level !== 'low sea' && <polygon points={points} fill={`url(#${patterns}${level})`} />}
          <polygon points={points} className={styles.edge} />
        </g>
      ))}
      {rings.map((kn) => (
        <circle key={kn} className={styles.ring} cx={centre.x} cy={centre.y} r={kn * perKn} />
      ))}
      <path
        className={styles.ring}
        d={`M${centre.x - radius} ${centre.y} H${centre.x + radius} M${centre.x} ${centre.y - radius} V${centre.y + radius}`}
      />
      {rings
        .filter((kn) => kn % 10 === 0 || kn === maxKn)
        .map((kn) => (
          <text key={kn} className={styles.ringText} textAnchor="end" x={centre.x + kn * perKn - 3} y={centre.y - 3}>
            {kn === maxKn ? `${kn} kn` : kn}
          </text>
        ))}
      <path className={styles.from} d={`M${centre.x} ${centre.y - radius - 1} l-5 -9 h10 z`} />
      <text className={styles.fromText} x={centre.x + 9} y={centre.y - radius - 2}>
        waves from
      </text>
      {namesBeside(zones, maxKn, perKn, centre.y).map(({ danger, level, y }) => (
        <text
          key={`${danger}-${y}`}
          className={styles.zoneName}
          data-level={level}
          x={centre.x + radius + 6}
          y={y}
          dominantBaseline="middle"
        >
          {shortDangers[danger]}
        </text>
      ))}
    </>
  )
}, isSame)

function isSame(one: PolarZonesProps, other: PolarZonesProps): boolean {
  const facts = ({ part, rolling, period, maxKn, perKn, patterns }: PolarZonesProps) =>
    [part.part, part.heightM, part.meanS, rolling.lengthM, rolling.rollPeriodS, period, maxKn, perKn, patterns].join()
  return facts(one) === facts(other)
}

/** All zones that lie within the disc, those of the limit last, as they lie within those of caution. */
function zonesOf(
  { part, heightM, meanS }: PartOfSea,
  rolling: RollingShip,
  period: PeriodKind,
  maxKn: number,
  placed: (point: ReturnType<typeof stripOutline>[number]) => string,
): Zone[] {
  const all = periodsTaken.flatMap((taken) =>
    dangerStrips(periodTaken(meanS, part, taken, period), heightM, rolling).map((strip): Zone => ({
      ...strip,
      taken,
      points: stripOutline(strip, maxKn).map(placed).join(' '),
    })),
  )
  const seen = all.filter(({ points }) => points !== '')
  return [...seen.filter(({ level }) => level !== 'limit'), ...seen.filter(({ level }) => level === 'limit')]
}

/** The name of each danger beside the strips it has, moved apart where they are close. */
function namesBeside(zones: readonly Zone[], maxKn: number, perKn: number, middle: number) {
  const names = zones
    .filter(
      ({ level, danger }) =>
        level !== 'caution' || !zones.some((one) => one.danger === danger && one.level === 'limit'),
    )
    .map(({ danger, level, fromKn, toKn }) => ({
      danger,
      level,
      y: middle - ((Math.max(fromKn, -maxKn) + Math.min(toKn, maxKn)) / 2) * perKn,
    }))
    .sort((one, other) => one.y - other.y)
  const placed: typeof names = []
  for (const name of names) {
    const before = placed.at(-1)
    if (placed.some((one) => one.danger === name.danger && Math.abs(one.y - name.y) < 3 * LINE_PX)) continue
    placed.push({ ...name, y: before ? Math.max(name.y, before.y + LINE_PX) : name.y })
  }
  return placed
}
