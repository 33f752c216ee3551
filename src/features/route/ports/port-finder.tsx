import { type KeyboardEvent, type Ref, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Search, X } from 'lucide-react'
import { asAppError } from '#src/domain/errors.ts'
import { MOST_INLAND_NM, type Port, type PortIndex, searchPorts } from '#src/domain/ports.ts'
import { intend } from '#src/state/intents.ts'
import { callAt, endAt, startAt } from '#src/domain/route/edit.ts'
import { useEditorActions, usePortSearchOpen } from '#src/state/editor.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useRoute, useVoyageActions } from '#src/state/voyage.ts'
import { messageFor } from '#src/ui/messages.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { loadPorts } from '#src/data/ports.ts'
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
      portSearchShown(true) // the next port is searched for in the same place, even after the first waypoint
      intend('show-route')
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

interface PortSearchProps {
  ref?: Ref<HTMLInputElement>
  label?: string
  /** Keeps the name of what was chosen in the field; `onChosen` is then told null when it is typed over. */
  keeps?: boolean
  onChosen: (port: Port | null) => void
}

/** Finds a port while its name or code is typed: a combobox with a list, after the WAI-ARIA pattern. */
export function PortSearch({ ref, label = 'Find port', keeps = false, onChosen }: PortSearchProps) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const { found, ready, failure, wanted } = usePorts(query)
  const asked = query.trim() !== ''
  const listed = open && found.length > 0

  useEffect(() => {
    if (listed) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [listed, active, id])

  const choose = (port: Port | undefined) => {
    if (!port) return
    setQuery(keeps ? port.name : '')
    setOpen(false)
    onChosen(port)
  }
  const move = (step: number) => {
    setOpen(true)
    if (listed) setActive((active + step + found.length) % found.length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const commands: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => choose(listed ? found[active] : undefined),
      Escape: () => (listed ? setOpen(false) : setQuery('')),
    }
    const command = commands[event.key]
    const isOfDialog = event.key === 'Escape' && keeps && !listed
    if (!command || isOfDialog || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    command()
  }
  return (
    <div className={styles.search}>
      <Search aria-hidden="true" className={styles.icon} />
      <input
        ref={ref}
        type="text"
        role="combobox"
        className={styles.input}
        aria-label={label}
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={listed ? `${id}-${active}` : undefined}
        placeholder={keeps ? 'Name or UN/LOCODE' : 'Find port: name or UN/LOCODE'}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onFocus={wanted}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setQuery(event.target.value)
          if (keeps) onChosen(null)
          setActive(0)
          setOpen(true)
          if (failure) wanted()
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Ports" className={styles.list} hidden={!listed}>
        {listed &&
          found.map((port, index) => (
            // Keys go to the field: focus never leaves it.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={port.code}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={styles.option}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => choose(port)}
            >
              <strong>{port.name}</strong>
              <span>{port.country}</span>
              <code>{port.code}</code>
            </li>
          ))}
      </ul>
      <p
        role="status"
        className={
          open && asked && (failure !== null || (ready && found.length === 0)) ? styles.none : 'visually-hidden'
        }
      >
        {open && asked ? (failure ?? resultWords(ready, found.length)) : ''}
      </p>
    </div>
  )
}

function resultWords(ready: boolean, count: number): string {
  if (!ready) return 'Loading ports…'
  if (count === 0) return 'No port found by this name or code.'
  return count === 1 ? '1 port.' : `${count} ports.`
}

export type PortUse = 'start' | 'end' | 'call'

/** A position is called inland only above this: the 1:10 M coastline cannot tell less. */
const INLAND_NM = 3

/** The port found, and what can be done with it. */
function PortCard({ port, onUse, onClose }: { port: Port; onUse: (use: PortUse) => void; onClose: () => void }) {
  const { position: notation } = useUnits()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [port])
  return (
    <section className={styles.card} aria-label={`Port ${port.name}`}>
      <header className={styles.head}>
        <div>
          <strong>{port.name}</strong> <code>{port.code}</code>
          <p>
            {port.country} · {formatPosition(port.position, notation)}
          </p>
        </div>
        <IconButton size="small" label="Close port" icon={<X />} onClick={onClose} />
      </header>
      <p className={styles.note}>
        {port.inlandNm > INLAND_NM &&
          `This position is ${port.inlandNm < MOST_INLAND_NM ? '' : 'over '}${port.inlandNm} NM inland of the coastline (1:10 M). `}
        Move the waypoint to the berth or pilot station.
      </p>
      <div className={styles.uses}>
        <Button ref={first} size="small" onClick={() => onUse('start')}>
          Set as start
        </Button>
        <Button size="small" onClick={() => onUse('end')}>
          Set as end
        </Button>
        <Button size="small" onClick={() => onUse('call')}>
          Insert on route
        </Button>
      </div>
    </section>
  )
}

const none: readonly Port[] = []

/** The ports a query finds. The list is fetched when `wanted` is first called, and again after a failure. */
function usePorts(query: string): {
  found: readonly Port[]
  ready: boolean
  failure: string | null
  wanted: () => void
} {
  const [index, setIndex] = useState<PortIndex | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const wanted = useCallback(() => {
    loadPorts().then(
      (loaded) => {
        setIndex(loaded)
        setFailure(null)
      },
      (error: unknown) => setFailure(messageFor(asAppError(error).code)),
    )
  }, [])
  const found = useMemo(() => (index ? searchPorts(index, query) : none), [index, query])
  return { found, ready: index !== null, failure, wanted }
}
