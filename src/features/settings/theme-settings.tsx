import type { Light } from '#src/domain/sun/light.ts'
import { type ThemeChoice, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import { SelectField } from '#src/ui/form/field.tsx'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import styles from './settings-dialog.module.css'

const choices: readonly { theme: ThemeChoice; label: string; hint: string | null }[] = [
  { theme: 'day', label: 'Day', hint: null },
  { theme: 'dusk', label: 'Dusk', hint: null },
  { theme: 'night', label: 'Night', hint: null },
  { theme: 'system', label: 'Like the system', hint: 'Day where this computer is light, dusk where it is dark.' },
  {
    theme: 'sun',
    label: 'By the sun at the ship',
    hint: 'Where the plan has the ship now: day while the sun is up, dusk until it is 6° below the horizon, then night. Without a route like the system.',
  },
  { theme: 'clock', label: 'By the clock', hint: 'By the hours of this computer, which are not UTC.' },
]

const two = (value: number) => String(value).padStart(2, '0')
const clockText = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/** Minutes after midnight from `7:30`, `0730` or `7`; null where it is no time of day. */
function parseClock(text: string): number | null {
  const [, hours = '', minutes = '0'] = /^(\d{1,2}):?(\d\d)?$/.exec(text.trim()) ?? []
  const value = Number(hours) * 60 + Number(minutes)
  return hours !== '' && Number(minutes) < 60 && value < 1440 ? value : null
}

/** The theme, or what chooses it. */
export function ThemeSettings() {
  const chosen = usePreference('theme')
  const shown = useThemeName()
  const { preferenceChosen } = usePreferenceActions()
  const hint = choices.find(({ theme }) => theme === chosen)?.hint
  return (
    <>
      <SelectField
        label="Colours of the screen"
        value={chosen}
        hint={hint ? `${hint} Now: ${shown}.` : undefined}
        onChange={({ target }) => preferenceChosen({ theme: target.value as ThemeChoice })}
      >
        {choices.map(({ theme, label }) => (
          <option key={theme} value={theme}>
            {label}
          </option>
        ))}
      </SelectField>
      {chosen === 'clock' && (
        <div className={styles.hours}>
          <Begins light="day" label="Day from" />
          <Begins light="dusk" label="Dusk from" />
          <Begins light="night" label="Night from" />
        </div>
      )}
    </>
  )
}

function Begins({ light, label }: { light: Light; label: string }) {
  const hours = usePreference('themeHours')
  const { preferenceChosen } = usePreferenceActions()
  return (
    <DraftField
      label={label}
      value={hours[light]}
      format={clockText}
      parse={parseClock}
      invalid="Write it as 18:00."
      onCommit={(minutes) => preferenceChosen({ themeHours: { ...hours, [light]: minutes } })}
    />
  )
}
