import type { ReactNode } from 'react'
import { type ThemeChoice, usePreference, usePreferenceActions, useUnits } from '#src/state/preferences.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { formatPosition, type Notation } from '#src/domain/units/position-text.ts'
import { type SheetChoice, sheetChoices, sheetWords } from '#src/domain/units/sheet-numbers.ts'
import type { PeriodKind } from '#src/domain/voyage/sea/danger-state.ts'
import { periodKinds, periodNames } from '#src/domain/voyage/sea/dispersion.ts'
import { unitChoices, type UnitKind, unitWords } from '#src/domain/units/unit-choice.ts'
import { CheckField, SelectField, TextField } from '#src/ui/form/field.tsx'
import type { Light } from '#src/domain/sun/light.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import { useDesktopNoticesSwitch } from '#src/state/desktop-notices.ts'
import { intend } from '#src/state/intents.ts'
import { Button } from '#src/ui/form/button.tsx'
import { FileSettings, LimitSettings, ShipSettings } from './kept-settings.tsx'
import styles from './settings-dialog.module.css'
import { ImportedSettingsNotice } from './imported-settings.tsx'

/** How Fairway looks and works in this browser. Changes take effect at once. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open wide title="Settings" onClose={onClose}>
      <ImportedSettingsNotice />
      <div className={styles.sections}>
        <Section title="Units and positions">
          <UnitSettings />
        </Section>
        <Section title="Tables for spreadsheets">
          <SheetSettings />
        </Section>
        <Section title="Theme">
          <ThemeSettings />
        </Section>
        <Section title="Limit profiles">
          <LimitSettings />
        </Section>
        <Section title="Ships">
          <ShipSettings />
        </Section>
        <Section title="When a task ends">
          <NoticeSettings />
        </Section>
        <Section title="Keyboard">
          <KeySettings />
        </Section>
        <Section title="Settings file">
          <FileSettings />
        </Section>
      </div>
    </Dialog>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h3>{title}</h3>
      <div className={styles.content}>{children}</div>
    </section>
  )
}

/** The Maas approach, in each notation on offer. */
const example = (notation: Notation) => formatPosition({ lat: 51.998, lon: 3.75 }, notation)

/** The units and notation that are shown; typed positions are understood in any notation. */
function UnitSettings() {
  const [magneticShown, wavePeriod] = [usePreference('magneticShown'), usePreference('wavePeriod')]
  const { preferenceChosen } = usePreferenceActions()
  return (
    <>
      <div className={styles.pair}>
        <Unit kind="speed" />
        <Unit kind="height" />
        <Unit kind="temperature" />
        <Unit kind="position" />
      </div>
      <CheckField
        label="Magnetic courses beside true ones"
        hint="By the World Magnetic Model, rounded to half a degree: at the cursor, in the full route table and in the passage plan. The ship’s deviation is not in them."
        checked={magneticShown}
        onChange={() => preferenceChosen({ magneticShown: !magneticShown })}
      />
      <SelectField
        label="Mean wave period of the service"
        hint="The service does not say which it means. Motion tries this period and the peak it stands for."
        value={wavePeriod}
        onChange={({ target }) => preferenceChosen({ wavePeriod: target.value as PeriodKind })}
      >
        {periodKinds.map((kind) => (
          <option key={kind} value={kind}>
            {`${periodNames[kind]}${periodWords[kind]}`}
          </option>
        ))}
      </SelectField>
      <p className={styles.note}>
        Ship speeds and files always use knots, metres and °C. Positions are read in any notation.
      </p>
    </>
  )
}

const periodWords: Readonly<Record<PeriodKind, string>> = {
  tm01: ', the usual mean',
  tm02: ', zero crossing',
  'tm-10': ', energy',
}

function Unit({ kind }: { kind: UnitKind }) {
  const units = useUnits()
  const { unitsChosen } = usePreferenceActions()
  const { label, choices } = unitWords[kind]
  return (
    <SelectField label={label} value={units[kind]} onChange={({ target }) => unitsChosen({ [kind]: target.value })}>
      {unitChoices[kind].map((unit) => (
        <option key={unit} value={unit}>
          {kind === 'position' ? example(unit as Notation) : (choices[unit] ?? unit)}
        </option>
      ))}
    </SelectField>
  )
}

/** What spreadsheets on this computer take for a number. */
function SheetSettings() {
  const choice = usePreference('sheetChoice')
  const { preferenceChosen } = usePreferenceActions()
  return (
    <SelectField
      label="Numbers in CSV files and copies"
      value={choice}
      hint="The decimal mark of this computer’s spreadsheets, and what separates the columns of a CSV file. Copied columns are always separated by tabs."
      onChange={({ target }) => preferenceChosen({ sheetChoice: target.value as SheetChoice })}
    >
      {sheetChoices.map((offered) => (
        <option key={offered} value={offered}>
          {sheetWords(offered, navigator.language)}
        </option>
      ))}
    </SelectField>
  )
}

const choices: readonly { theme: ThemeChoice; label: string; hint: string | null }[] = [
  { theme: 'day', label: 'Day', hint: null },
  { theme: 'dusk', label: 'Dusk', hint: null },
  { theme: 'night', label: 'Night', hint: null },
  {
    theme: 'system',
    label: 'Follow the system',
    hint: 'Day when this computer uses a light theme, dusk when it uses a dark one.',
  },
  {
    theme: 'sun',
    label: 'By the sun at the ship',
    hint: 'At the ship’s planned position: day while the sun is up, dusk until it is 6° below the horizon, then night. Without a route it follows the system.',
  },
  { theme: 'clock', label: 'By the clock', hint: 'By this computer’s local time, not UTC.' },
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
function ThemeSettings() {
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

/** How a task is announced besides the badge and the title of the page. */
function NoticeSettings() {
  const { isOn, refusal, toggled } = useDesktopNoticesSwitch()
  const address = usePreference('mailAddress')
  const { preferenceChosen } = usePreferenceActions()
  return (
    <>
      <CheckField
        label="Notify on this desktop"
        checked={isOn}
        disabled={refusal !== null}
        onChange={() => void toggled()}
      />
      {refusal && <p className={styles.note}>Desktop notices are not possible: {refusal}.</p>}
      <TextField
        label="Mail results to"
        type="email"
        autoComplete="email"
        value={address}
        hint="Used if the server has no address for you. You choose with each request whether mail is sent."
        onChange={({ target }) => preferenceChosen({ mailAddress: target.value })}
      />
    </>
  )
}

/** Switches off keys that get in the way of some. */
function KeySettings() {
  const letterKeys = usePreference('letterKeys')
  const { preferenceChosen } = usePreferenceActions()
  return (
    <>
      <CheckField
        label="Single-key shortcuts"
        checked={letterKeys}
        onChange={({ target }) => preferenceChosen({ letterKeys: target.checked })}
      />
      <p className={styles.note}>
        D, F and M while the map has the focus, and ? for the list of keys. Switch them off if you use speech input.
      </p>
      <div className={styles.actions}>
        <Button size="small" onClick={() => intend('open-dialog', 'keys')}>
          Show keyboard shortcuts
        </Button>
      </div>
    </>
  )
}
