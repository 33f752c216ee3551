import { positionAt } from '#src/domain/position.ts'
import { Spline } from 'lucide-react'
import { useState } from 'react'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import type { Track } from '#src/domain/route/route.ts'
import { useUnits } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { type Fact, Facts } from '#src/ui/page/facts.tsx'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import { RouteChecks, useRouteChecks } from './checks/route-checks.tsx'
import styles from './route-panel.module.css'

const SimplifyDialogPart = lazyPart(async () => (await import('./schedule/simplify-dialog.tsx')).SimplifyDialog)

/** A file kept as points: what it is, and the way to an editable route. */
export function TrackCard({ track }: { track: Track }) {
  const [simplifying, setSimplifying] = useState(false)
  const { position: notation } = useUnits()
  const last = track.lat.length - 1
  const place = (index: number) => formatPosition(positionAt(track, index), notation)
  const facts: readonly Fact[] = [
    ['Track', track.name || 'Unnamed'],
    ['Points', `${formatNumber(track.lat.length)}, kept as they are`],
    ['From', place(0)],
    ['To', place(last)],
    [
      'Times',
      Number.isNaN(track.timeMs[0])
        ? 'from departure and speed above'
        : `${formatUtcFull(track.timeMs[0])} to ${formatUtcFull(track.timeMs[last])}`,
    ],
  ]
  return (
    <div className={styles.track}>
      <Facts rows={facts} className={styles.trackFacts} />
      <RouteChecks checks={useRouteChecks()} />
      <p className={styles.trackNote}>Its points cannot be edited one by one.</p>
      <Button icon={<Spline />} onClick={() => setSimplifying(true)}>
        Simplify to an editable route
      </Button>
      {simplifying && <SimplifyDialogPart track={track} onClose={() => setSimplifying(false)} />}
    </div>
  )
}
