import { useEffect, useRef, useState } from 'react'
import { asAppError } from '#src/domain/errors.ts'
import type { Port } from '#src/domain/ports.ts'
import { callAt, endAt, startAt } from '#src/domain/route/edit.ts'
import { routeToBeSeen } from '#src/state/camera-wish.ts'
import { useEditorActions, usePortSearchOpen } from '#src/state/editor.ts'
import { useRoute, useVoyageActions } from '#src/state/voyage.ts'
import { messageFor } from '#src/ui/messages.ts'
import { PortCard, type PortUse } from './port-card.tsx'
import { PortSearch } from './port-search.tsx'
import styles from './ports.module.css'

const uses = { start: startAt, end: endAt, call: callAt } as const

/** A port by name or UN/LOCODE, as start, end or waypoint of the route. */
export function PortFinder() {
  const route = useRoute()
  const { routeEdited } = useVoyageActions()
  const { waypointSelected, portSearchShown } = useEditorActions()
  const asked = usePortSearchOpen()
  const [port, setPort] = useState<Port | null>(null)
  const [done, setDone] = useState('')
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (asked) field.current?.focus()
  }, [asked])

  const close = () => {
    setPort(null)
    field.current?.focus()
  }
  const use = (place: Port, how: PortUse) => {
    try {
      const next = uses[how](route, place)
      const index = next.waypoints.findIndex(
        (waypoint) => waypoint.name === place.name && waypoint.position.lat === place.position.lat,
      )
      routeEdited(next)
      waypointSelected(next.waypoints[index]?.id ?? null)
      portSearchShown(true) // the next port is asked for in the same place, also where this was the first waypoint
      routeToBeSeen()
      setDone(`${place.name} is waypoint ${index + 1} of ${next.waypoints.length}.`)
      close()
    } catch (error) {
      setDone(messageFor(asAppError(error).code))
    }
  }
  return (
    <div className={styles.finder}>
      <PortSearch
        ref={field}
        onChosen={(found) => {
          setDone('')
          setPort(found)
        }}
      />
      {port && <PortCard port={port} onUse={(how) => use(port, how)} onClose={close} />}
      <p role="status" className="visually-hidden">
        {done}
      </p>
    </div>
  )
}
