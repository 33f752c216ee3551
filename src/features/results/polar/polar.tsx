import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { at, numberAt } from '#src/domain/at.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { formatCourse, formatHeight, formatNumber, formatQuantity, formatSpeed } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { wayAt } from '#src/domain/voyage/derived.ts'
import {
  clearWay,
  type PartOfSea,
  periodsTaken,
  periodTaken,
  type SeaPart,
  type Way,
} from '#src/domain/voyage/sea/danger-state.ts'
import { deepWaveLength, periodNames } from '#src/domain/voyage/sea/dispersion.ts'
import { polarPoint, type PolarPoint } from '#src/domain/voyage/sea/polar.ts'
import { clearWayWords, motionOnWay, motionWords, type ShipAtSea } from '#src/domain/voyage/ship/ship-at-sea.ts'
import { useCursor } from '#src/state/view.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { PolarZones } from './polar-zones.tsx'
import styles from './polar.module.css'

interface PolarProps {
  id: string
  ship: ShipAtSea
  answer: Answer
}

const GUIDANCE =
  'IMO MSC.1/Circ.1228 guidance, not a stability calculation; the ship’s approved software and the master decide.'

/** The dangers at the cursor by speed and course, with the ship's point in them, which can be moved to see the way out. */
export function Polar({ id, ship, answer }: PolarProps) {
  const { columns } = ship
  const cursor = useCursor()
  const index = Math.min(cursor ?? 0, columns.count - 1)
  const planned = wayAt(columns, ship.derived, index)
  const [tried, setTried] = useState<{ readonly of: unknown; readonly index: number; readonly way: Way } | null>(null)
  const isTried = tried?.of === ship && tried.index === index
  const way = isTried ? tried.way : planned
  const seas = ship.sea.met(index)
  const motion = motionOnWay(ship, index, way)
  const [chosen, setChosen] = useState<SeaPart | null>(null)
  const part = seas.find((one) => one.part === (chosen ?? motion?.part)) ?? at(seas, 0)
  const maxKn = useMemo(() => fastest(ship), [ship])
  const told = motionWords(ship, answer, index, motion ?? undefined)
  const words = told.reason === undefined ? told.text : `not known, ${told.reason}`
  const isNear = motion?.kind === 'caution' || motion?.kind === 'limit'
  const out = isNear ? clearWayWords(clearWay(seas, way, ship.rolling, ship.period)) : null
  const wayWords = `${formatSpeed(way.speedKn)} on ${formatCourse(way.headingDeg)}`
  const shown = useRef<HTMLElement>(null)
  // On a small screen it comes below the ribbons, out of sight of whoever has pressed for it.
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section ref={shown} id={id} className={styles.polar} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h3 id={`${id}-title`}>Motion, {formatUtc(columns.timeMs[index])}</h3>
        {seas.length > 1 ? (
          <Segmented
            label="Waves from above"
            value={part.part}
            onChange={setChosen}
            options={seas.map((one) => ({ value: one.part, label: one.part === 'swell' ? 'Swell' : 'Wind sea' }))}
          />
        ) : (
          <span className={styles.only}>{part.part}</span>
        )}
      </div>
      <div className={styles.body}>
        <Diagram
          {...{ ship, index, part, maxKn, way }}
          words={`${wayWords}: ${words}`}
          onTry={(next) => setTried(next && { of: ship, index, way: next })}
        />
        <div className={styles.words}>
          <p className={styles.state} data-kind={motion?.kind}>
            <b>{wayWords}</b> {isTried ? '(tried)' : '(planned)'}: {words}.
          </p>
          {isNear && (
            <p>
              <b>Way out:</b> {out ?? 'none by speed or course alone'}.
            </p>
          )}
          {isTried && (
            <Button size="small" onClick={() => setTried(null)}>
              Back to the plan
            </Button>
          )}
          <p>{seaWords(part, ship)}</p>
          <p>{rollWords(ship)}</p>
        </div>
      </div>
      <p className={styles.foot}>{GUIDANCE}</p>
      <p className={styles.foot}>
        Hatched: caution; crossed: limit; outline: waves below 1.5 m. Solid edge: by the mean period; dashed: by the
        peak.
      </p>
    </section>
  )
}

/** The rim of the diagram, knots: above what is planned anywhere, so that it stays while the cursor moves. */
function fastest({ columns, derived }: ShipAtSea): number {
  let most = 0
  for (let index = 0; index < columns.count; index++) {
    const { speedKn } = wayAt(columns, derived, index)
    if (speedKn > most) most = speedKn
  }
  return Math.min(40, Math.max(15, Math.ceil((most * 1.2) / 5) * 5))
}

function seaWords({ part, heightM, meanS, fromDeg }: PartOfSea, { rolling, period }: ShipAtSea): string {
  const [mean, peak] = periodsTaken.map((taken) => periodTaken(meanS, part, taken, period)) as [number, number]
  if (Number.isNaN(heightM + meanS + fromDeg)) return `${capital(part)}: not known here.`
  const lengths = [mean, peak].map((period) => formatNumber(deepWaveLength(period) / rolling.lengthM, 1))
  const share = Number.isNaN(rolling.lengthM) ? '' : `; ${lengths[0]} to ${lengths[1]} ship’s lengths long`
  return `${capital(part)}: ${formatHeight(heightM)} from ${formatCourse(fromDeg)}, mean ${formatQuantity(mean, 's', 1)} (${periodNames[period]} assumed), peak ${formatQuantity(peak, 's', 1)}; both tried${share}.`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function rollWords({ roll, particulars }: ShipAtSea): string {
  if (!roll.known) return `Rolling ${roll.reason}.`
  const how = particulars.rollPeriodS === null ? 'from GM' : 'as measured'
  return `Roll period ${formatQuantity(roll.value, 's', 1)}, ${how}${roll.outsideRange ? ` (~ ${roll.outsideRange})` : ''}.`
}

/** px of the drawing: the disc, and to its right the names of its zones. */
const SIZE = { width: 262, height: 172, radius: 78 } as const
const CENTRE = { x: 82, y: 93 } as const
const STEP = { kn: 0.5, deg: 5 } as const
/** How far before and after the cursor the plan is shown. */
const TRAIL_MS = 2 * HOUR_MS

interface DiagramProps {
  ship: ShipAtSea
  index: number
  part: PartOfSea
  maxKn: number
  way: Way
  /** Where the point is, and what that means. */
  words: string
  /** @param way null: as planned */
  onTry: (way: Way | null) => void
}

function Diagram({ ship, index, part, maxKn, way, words, onTry }: DiagramProps) {
  const patterns = useId()
  const perKn = SIZE.radius / maxKn
  // The part itself is read anew for each drawing.
  const { part: name } = part
  const trail = useMemo(() => trailOf(ship, index, name), [ship, index, name])
  const place = ([across, ahead]: PolarPoint) => [CENTRE.x + across * perKn, CENTRE.y - ahead * perKn] as const
  const point = place(polarPoint(Math.min(way.speedKn, maxKn), way.headingDeg, part.fromDeg))
  const hasPoint = !Number.isNaN(point[0])

  const tryAt = ({ clientX, clientY, currentTarget }: PointerEvent<Element>) => {
    const box = (currentTarget.closest('[data-diagram]') ?? currentTarget).getBoundingClientRect()
    const [across, ahead] = [(clientX - box.left - CENTRE.x) / perKn, (CENTRE.y - (clientY - box.top)) / perKn]
    const turned = (Math.atan2(across, ahead) * 180) / Math.PI
    const speedKn = Math.min(maxKn, Math.hypot(across, ahead))
    onTry({ speedKn: Math.round(speedKn * 10) / 10, headingDeg: wrapped(Math.round(part.fromDeg + turned)) })
  }
  const press = (event: KeyboardEvent) => {
    const next = wayByKey(event, way, maxKn)
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onTry(next)
  }
  const drag = {
    onPointerDown: (event: PointerEvent<Element>) => {
      if (event.button !== 0 || Number.isNaN(part.fromDeg)) return
      event.currentTarget.setPointerCapture(event.pointerId)
      tryAt(event)
    },
    onPointerMove: (event: PointerEvent<Element>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) tryAt(event)
    },
  }
  return (
    <div className={styles.diagram} data-diagram="" {...drag}>
      <svg width={SIZE.width} height={SIZE.height} aria-hidden="true">
        <PolarZones
          {...{ part, maxKn, patterns }}
          rolling={ship.rolling}
          period={ship.period}
          centre={CENTRE}
          perKn={perKn}
        />
        {hasPoint && (
          <>
            <polyline className={styles.trail} points={trail.map((one) => place(one).join()).join(' ')} />
            {trail.map((one, order) => (
              <circle key={order} className={styles.trailDot} r="1.75" cx={place(one)[0]} cy={place(one)[1]} />
            ))}
            <line className={styles.way} x1={CENTRE.x} y1={CENTRE.y} x2={point[0]} y2={point[1]} />
          </>
        )}
      </svg>
      {hasPoint && (
        <div
          role="slider"
          tabIndex={0}
          className={styles.point}
          style={{ left: point[0], top: point[1] }}
          aria-label="Speed and course to try"
          aria-describedby={`${patterns}keys`}
          aria-valuemin={0}
          aria-valuemax={maxKn}
          aria-valuenow={Math.round(way.speedKn * 10) / 10}
          aria-valuetext={words}
          onKeyDown={press}
        />
      )}
      <p id={`${patterns}keys`} className="visually-hidden">
        Up and down change the speed by half a knot, left and right the course by 5 degrees; with Shift by 0.1 knots and
        1 degree. Escape goes back to the plan.
      </p>
    </div>
  )
}

const wrapped = (degrees: number): number => ((degrees % 360) + 360) % 360

/** @returns null: back to the plan; undefined: the key does nothing here */
function wayByKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent, way: Way, maxKn: number) {
  if (ctrlKey || metaKey || altKey) return undefined
  const [kn, deg] = [shiftKey ? 0.1 : STEP.kn, shiftKey ? 1 : STEP.deg]
  const faster = (by: number): Way => ({
    ...way,
    speedKn: Math.min(maxKn, Math.max(0, Math.round((way.speedKn + by) * 10) / 10)),
  })
  const turned = (by: number): Way => ({ ...way, headingDeg: wrapped(Math.round(way.headingDeg + by)) })
  const ways: Readonly<Record<string, () => Way | null>> = {
    ArrowUp: () => faster(kn),
    ArrowDown: () => faster(-kn),
    ArrowRight: () => turned(deg),
    ArrowLeft: () => turned(-deg),
    Escape: () => null,
  }
  return ways[key]?.()
}

/** The plan around a sample, each of its samples against the waves it meets. */
function trailOf({ columns, derived, sea }: ShipAtSea, index: number, part: SeaPart): PolarPoint[] {
  const { timeMs, count } = columns
  const isNear = (one: number) =>
    one >= 0 && one < count && Math.abs(numberAt(timeMs, one) - numberAt(timeMs, index)) <= TRAIL_MS
  let first = index
  while (isNear(first - 1)) first--
  const points: PolarPoint[] = []
  for (let one = first; isNear(one); one++) {
    const waves = sea.met(one).find((met) => met.part === part)
    const { speedKn, headingDeg } = wayAt(columns, derived, one)
    const point = polarPoint(speedKn, headingDeg, waves?.fromDeg ?? NaN)
    if (!Number.isNaN(point[0])) points.push(point)
  }
  return points
}
