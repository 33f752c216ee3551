import { useQuery } from '@tanstack/react-query'
import { type Ref, useEffect, useRef, useState } from 'react'
import { proposePassage } from '#src/data/workers/passage/port-to-port.ts'
import { asAppError } from '#src/domain/errors.ts'
import type { ProposedPassage } from '#src/domain/optimise/passage/port-to-port.ts'
import { avoidedAtFirst, straits } from '#src/domain/optimise/passage/straits.ts'
import type { Port } from '#src/domain/ports.ts'
import { routeLines } from '#src/domain/route/land-check.ts'
import { UNCHECKED_WORDS } from '#src/domain/route/route.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { formatDistance, formatSpeed } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatDuration } from '#src/domain/units/time-text.ts'
import { MAX_ALTERNATIVES } from '#src/domain/voyage/alternatives.ts'
import { isEmptyPlan } from '#src/domain/voyage/voyage.ts'
import { intend } from '#src/state/intents.ts'
import { usePreferenceActions, useUnits } from '#src/state/preferences.ts'
import { proposalShown } from '#src/state/view.ts'
import { useAreas, usePlan, useVoyage, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { Facts } from '#src/ui/page/facts.tsx'
import { PortSearch } from './port-finder.tsx'
import styles from './port-to-port.module.css'

type Found = Extract<ProposedPassage, { outcome: 'found' }>

/** A first proposal of a route between two ports, on the map before it is taken. */
export function PortToPortDialog({ onClose }: { onClose: () => void }) {
  const [from, setFrom] = useState<Port | null>(null)
  const [to, setTo] = useState<Port | null>(null)
  const [avoid, setAvoid] = useState(avoidedAtFirst)
  const first = useRef<HTMLInputElement>(null)
  const isSame = from !== null && from.code === to?.code
  const { data, error, isFetching } = useProposal(from, isSame ? null : to, avoid)
  return (
    <Dialog
      open
      title="Port to port"
      onClose={onClose}
      beside="charts"
      initialFocus={first}
      actions={<Actions found={data?.outcome === 'found' ? data : null} onClose={onClose} />}
    >
      <div className={styles.body}>
        <div className={styles.ports}>
          <PortChoice label="From" port={from} inputRef={first} onChosen={setFrom} />
          <PortChoice label="To" port={to} onChosen={setTo} />
        </div>
        <Straits avoid={avoid} onChosen={setAvoid} />
        <div role="status" className={styles.result}>
          {isSame && <Notice>Choose two different ports.</Notice>}
          {isFetching && <p>Looking for a way by sea…</p>}
          {data && <Result passage={data} from={from} to={to} />}
        </div>
        {error && <Notice tone="alarm">{messageFor(asAppError(error).code)}</Notice>}
        <p className={styles.source}>
          Sea lanes: Eurostat SeaRoute (EUPL 1.2). Depths, traffic separation and ice are not looked at.
        </p>
      </div>
    </Dialog>
  )
}

interface PortChoiceProps {
  label: string
  port: Port | null
  inputRef?: Ref<HTMLInputElement>
  onChosen: (port: Port | null) => void
}

function PortChoice({ label, port, inputRef = null, onChosen }: PortChoiceProps) {
  return (
    <div>
      <p className={styles.label} aria-hidden="true">
        {label}
      </p>
      <PortSearch ref={inputRef} label={label} keeps onChosen={onChosen} />
      <p className={styles.chosen}>{port && `${port.code}, ${port.country}`}</p>
    </div>
  )
}

function Straits({ avoid, onChosen }: { avoid: readonly string[]; onChosen: (avoid: readonly string[]) => void }) {
  return (
    <details className={styles.avoid}>
      <summary>Canals and straits to avoid: {avoid.length > 0 ? avoid.join(', ') : 'none'}</summary>
      <div className={styles.straits}>
        {straits.map(({ name }) => (
          <CheckField
            key={name}
            label={name}
            checked={avoid.includes(name)}
            onChange={({ target }) =>
              onChosen(target.checked ? [...avoid, name] : avoid.filter((other) => other !== name))
            }
          />
        ))}
      </div>
    </details>
  )
}

/** Looks for a way in a worker whenever both ports are known, and shows it on the map. The search before is given up. */
function useProposal(from: Port | null, to: Port | null, avoid: readonly string[]) {
  const areas = useAreas()
  const { data, error, isFetching } = useQuery({
    queryKey: ['port-to-port', from?.code, to?.code, avoid, areas],
    queryFn: ({ signal }) => (from && to ? proposePassage({ from, to, avoid, areas }, signal) : null),
    enabled: from !== null && to !== null,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })
  useEffect(() => {
    if (data?.outcome !== 'found') return
    const track = routeLines(data.route).flatMap(({ positions }, leg) => (leg === 0 ? positions : positions.slice(1)))
    proposalShown({ track, band: [] })
    intend('show-route')
    return () => proposalShown(null)
  }, [data])
  return { data, error, isFetching }
}

function Result({ passage, from, to }: { passage: ProposedPassage; from: Port | null; to: Port | null }) {
  const { departureMs, speedKn } = usePlan()
  const { position: notation } = useUnits()
  if (passage.outcome === 'over-land') {
    const { crossing, legs } = passage
    return (
      <Notice tone="warn">
        {`What was found is not offered: leg ${crossing.legIndex} of ${legs} goes over land near ${formatPosition(crossing.from, notation)} (coastline 1:10 M, not a chart). Try another port nearby, or draw the route there.`}
      </Notice>
    )
  }
  if (passage.outcome === 'no-way') return <Notice tone="warn">{noWayWords(passage.port, from, to)}</Notice>
  const { route, distanceNm } = passage
  const { durationMs } = schedule(route, { departureMs, speedKn })
  return (
    <>
      <Notice tone="caution">{UNCHECKED_WORDS}</Notice>
      <Facts
        label="Proposal"
        className={styles.facts}
        rows={[
          ['Distance', formatDistance(distanceNm)],
          [`At ${formatSpeed(speedKn)}`, formatDuration(durationMs)],
          ['By way of', passage.straits.join(', ') || 'no canal or strait of the list'],
          ['Waypoints', String(route.waypoints.length)],
        ]}
      />
    </>
  )
}

const noWayWords = (port: string | null, from: Port | null, to: Port | null): string =>
  port
    ? `No way is known from ${port} to the sea lanes. Choose a port nearer the sea.`
    : `No way is known from ${from?.name ?? ''} to ${to?.name ?? ''} that keeps out of the canals, straits and no-go areas to avoid.`

function Actions({ found, onClose }: { found: Found | null; onClose: () => void }) {
  const voyage = useVoyage()
  const isEmpty = isEmptyPlan(usePlan())
  const editable = useVoyageEditable()
  const { routeImported, alternativeImported } = useVoyageActions()
  const { placeShown } = usePreferenceActions()
  const isFull = !isEmpty && voyage.alternatives.length >= MAX_ALTERNATIVES
  const take = () => {
    if (!found) return
    const { route } = found
    if (isEmpty) routeImported({ route })
    else alternativeImported({ name: 'Port to port', route })
    placeShown('route')
    onClose()
  }
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        tone="primary"
        disabled={!found || !editable || isFull}
        title={isFull ? `This voyage has ${MAX_ALTERNATIVES} alternatives, the maximum.` : undefined}
        onClick={take}
      >
        {isEmpty ? 'Use as route' : 'Use as alternative'}
      </Button>
    </>
  )
}
