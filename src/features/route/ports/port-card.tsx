import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { MOST_INLAND_NM, type Port } from '#src/domain/ports.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { useUnits } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './ports.module.css'

export type PortUse = 'start' | 'end' | 'call'

/** Above this a position is said to lie inland: nearer than the 1:10 M coast can tell it says nothing. */
const INLAND_NM = 3

/** The port that was found, and what can be done with it. */
export function PortCard({ port, onUse, onClose }: { port: Port; onUse: (use: PortUse) => void; onClose: () => void }) {
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
