import { useMemo } from 'react'
import type { ImportCandidate } from '#src/domain/formats/import-file.ts'
import { sketch } from '#src/domain/route/simplify.ts'
import styles from './import-dialog.module.css'

const WIDTH = 168
const HEIGHT = 132
/** Room for the marks at the ends. */
const MARGIN = 10

/** The shape of a line, the start as a dot and the end as a square: enough to see that it is the right file. */
export function ImportSketch({ candidate: { route, track } }: { candidate: ImportCandidate }) {
  const line = route ?? track!
  const points = useMemo(() => sketch(line, { width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN }), [line])
  const [first, last] = [points[0]!, points.at(-1)!]
  return (
    // The facts beside it say the same in words.
    <svg
      className={styles.sketch}
      viewBox={`${-MARGIN} ${-MARGIN} ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      <rect x={last.x - 4} y={last.y - 4} width={8} height={8} />
      <circle cx={first.x} cy={first.y} r={4.5} />
    </svg>
  )
}
