import { Clock, Pause, Play, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { waypointSamples } from '#src/domain/voyage/waypoint-samples.ts'
import { currentCursor } from '#src/state/view.ts'
import { useRoute } from '#src/state/voyage.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { sampleOfKey } from '#src/state/sample-keys.ts'
import styles from './playback.module.css'
import { dayMarks, type Playback, usePlayback } from './use-playback.ts'

/** Along the lower edge of the map: the time the ship is shown at, to play, to step and to choose. */
export function PlaybackBar({ columns }: { columns: ResultColumns }) {
  const playback = usePlayback(columns)
  const open = usePreference('playbackOpen')
  const { preferenceChosen } = usePreferenceActions()
  if (!playback) return null
  if (!open) {
    return (
      <Button
        className={styles.tab}
        size="small"
        icon={<Clock aria-hidden="true" />}
        onClick={() => preferenceChosen({ playbackOpen: true })}
      >
        Show time slider
      </Button>
    )
  }
  const close = () => {
    playback.putAway()
    preferenceChosen({ playbackOpen: false })
  }
  return (
    <div className={styles.bar} role="group" aria-label="Ship along the route">
      <div className={styles.buttons}>
        <Step hours={-6} playback={playback} />
        <Step hours={-1} playback={playback} />
        <IconButton
          size="small"
          label={playback.playing ? 'Pause' : 'Play'}
          shortcut="Space"
          icon={playback.playing ? <Pause /> : <Play />}
          onClick={playback.toggle}
        />
        <Step hours={1} playback={playback} />
        <Step hours={6} playback={playback} />
      </div>
      <TimeSlider columns={columns} playback={playback} />
      <output className={styles.time}>{formatUtc(playback.timeMs)}</output>
      <IconButton size="small" label="Hide the time slider" icon={<X />} onClick={close} />
    </div>
  )
}

function Step({ hours, playback }: { hours: number; playback: Playback }) {
  const { span, timeMs, stepBy } = playback
  const [text, words] = hours < 0 ? [`−${-hours} h`, 'back'] : [`+${hours} h`, 'on']
  const atEnd = hours < 0 ? timeMs <= span.startMs : timeMs >= span.endMs
  return (
    <Button
      size="small"
      tone="quiet"
      className={styles.step}
      data-hours={Math.abs(hours)}
      aria-disabled={atEnd}
      title={`${Math.abs(hours)} hours ${words}`}
      onClick={() => stepBy(hours)}
    >
      {text}
    </Button>
  )
}

/** The cursor of the charts, along the times of the answer; with the keys that it has there. */
function TimeSlider({ columns, playback }: { columns: ResultColumns; playback: Playback }) {
  const { span, timeMs, seek, goTo, toggle, putAway } = playback
  const { waypoints } = useRoute()
  const press = (event: KeyboardEvent) => {
    const key = { ArrowUp: 'ArrowRight', ArrowDown: 'ArrowLeft' }[event.key] ?? event.key
    const passed = key.startsWith('Page') ? [...waypointSamples(columns, waypoints)].filter((index) => index >= 0) : []
    const sample = sampleOfKey(key, currentCursor(), columns.count, passed)
    if (sample === null) putAway()
    else if (sample !== undefined) goTo(sample, true)
    else if (event.key === ' ') toggle()
    else return
    event.preventDefault()
  }
  return (
    <div className={styles.slider}>
      <div className={styles.marks} aria-hidden="true">
        {dayMarks(span).map((share) => (
          <span key={share} style={{ left: `${share * 100}%` }} />
        ))}
      </div>
      <input
        type="range"
        aria-label="Time shown"
        aria-valuetext={formatUtc(timeMs)}
        min={span.startMs}
        max={span.endMs}
        step={60_000}
        value={timeMs}
        onChange={(event) => seek(Number(event.target.value))}
        onKeyDown={press}
      />
    </div>
  )
}
