import { Search } from 'lucide-react'
import { type KeyboardEvent, type Ref, useEffect, useId, useState } from 'react'
import type { Port } from '#src/domain/ports.ts'
import styles from './ports.module.css'
import { usePorts } from './use-ports.ts'

interface PortSearchProps {
  ref?: Ref<HTMLInputElement>
  onChosen: (port: Port) => void
}

/** Finds a port while its name or code is typed: a combobox with a list, after the WAI-ARIA pattern. */
export function PortSearch({ ref, onChosen }: PortSearchProps) {
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
    setQuery('')
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
    if (!command || event.nativeEvent.isComposing) return
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
        aria-label="Find port"
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={listed ? `${id}-${active}` : undefined}
        placeholder="Find port: name or UN/LOCODE"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onFocus={wanted}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
          setOpen(true)
          if (failure) wanted()
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Ports" className={styles.list} hidden={!listed}>
        {listed &&
          found.map((port, index) => (
            // Keys are the field's: the focus never leaves it.
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
