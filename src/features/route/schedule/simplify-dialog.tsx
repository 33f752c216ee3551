import { useEffect, useState } from 'react'
import { simplify } from '#src/data/workers/simplify.ts'
import { asAppError } from '#src/domain/errors.ts'
import type { Track } from '#src/domain/route/route.ts'
import type { Simplified } from '#src/domain/route/simplify.ts'
import { formatCount, formatNumber } from '#src/domain/units/format.ts'
import { useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { SelectField } from '#src/ui/form/field.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'

/** How far the track may lie from the route, NM. */
const TOLERANCES_NM = [0.05, 0.1, 0.5, 1, 2, 5] as const
const DEFAULT_TOLERANCE_NM = 0.1

/** Makes a track an editable route: how many waypoints and how far off at most, before anything changes. */
export function SimplifyDialog({ track, onClose }: { track: Track; onClose: () => void }) {
  const [toleranceNm, setToleranceNm] = useState<number>(DEFAULT_TOLERANCE_NM)
  const [found, setFound] = useState<Simplified | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const { routeImported } = useVoyageActions()

  useEffect(() => {
    const stop = new AbortController()
    simplify(track, toleranceNm, stop.signal).then(
      setFound,
      (error: unknown) => !stop.signal.aborted && setFailure(error),
    )
    return () => stop.abort()
  }, [track, toleranceNm])

  const use = () => {
    if (!found) return
    routeImported({ route: found.route, ...(found.departureMs !== null && { departureMs: found.departureMs }) })
    onClose()
  }
  return (
    <Dialog
      open
      title="Simplify to an editable route"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep track</Button>
          <Button tone="primary" disabled={!found} onClick={use}>
            Use route
          </Button>
        </>
      }
    >
      <SelectField
        label="The track may deviate from the route by up to"
        value={toleranceNm}
        onChange={(event) => {
          setFound(null)
          setToleranceNm(Number(event.target.value))
        }}
      >
        {TOLERANCES_NM.map((nm) => (
          <option key={nm} value={nm}>
            {nm} NM
          </option>
        ))}
      </SelectField>
      <p role="status">
        {found
          ? `${formatCount(found.route.waypoints.length, 'waypoint')} for ${formatCount(track.lat.length, 'point')}. The track deviates by at most ${formatNumber(found.largestDeviationNm, 2)} NM from the route.`
          : 'Simplifying…'}
      </p>
      {failure !== null && <Notice tone="alarm">{messageFor(asAppError(failure).code)}</Notice>}
    </Dialog>
  )
}
