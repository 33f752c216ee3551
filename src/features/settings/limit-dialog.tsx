import { useState } from 'react'
import {
  isSameLimits,
  LIMIT_RANGE,
  type LimitId,
  limitIds,
  type LimitPair,
  limitPresets,
  startingPair,
  withLimit,
} from '#src/domain/limits/limits.ts'
import { useArriveBy, useLimits, usePlan, useShip, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import type { KeptItem } from '#src/domain/library/kept-list.ts'
import type { LimitProfile } from '#src/domain/limits/limit-profile.ts'
import { isProfileOf, useLimitProfileActions } from '#src/state/limit-profiles.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField, SelectField, TextField } from '#src/ui/form/field.tsx'
import { limitText, limitUnit, limitWords } from '#src/domain/limits/limit-words.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { minuteBegun } from '#src/domain/time.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime } from '#src/domain/units/typed-time.ts'
import type { ShownUnit } from '#src/domain/units/unit-choice.ts'
import { useUnits } from '#src/state/preferences.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import styles from './limit-dialog.module.css'
import { ForgetButton, TeamNotices, teamProfiles, useItemWords, useTeamItems, useViewerWords } from './team-items.tsx'

/** The limits of the voyage, each with its caution; from a profile or a preset. Every change is a step of undo. */
export function LimitDialog({ onClose }: { onClose: () => void }) {
  const editable = useVoyageEditable()
  const [archived, setArchived] = useState<KeptItem<LimitProfile> | null>(null)
  return (
    <Dialog title="Limits of this voyage" open onClose={onClose} beside="charts">
      <div className={styles.body}>
        {!editable && <Notice tone="warn">This voyage is being edited in another tab; change its limits there.</Notice>}
        <TeamNotices of={teamProfiles} archived={archived} onNoticed={() => setArchived(null)} />
        <fieldset className={styles.editor} disabled={!editable}>
          <legend className="visually-hidden">Limits</legend>
          <LimitProfiles onArchived={setArchived} />
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Watched</th>
                <th scope="col">Caution from</th>
                <th scope="col">Limit from</th>
              </tr>
            </thead>
            <tbody>
              {limitIds.map((id) => (
                <LimitRow key={id} id={id} />
              ))}
              <ArrivalRow />
            </tbody>
          </table>
          <p className={styles.note}>
            Limits apply as you type, and are reached at the value itself. Waves and swell: significant height.
            Steepness: that height over the wave’s length. Wind: at the height requested. Wind on the beam: its part
            across the course. Adverse current: its part against the course. A missing value is not known, and never
            inside a limit.
          </p>
        </fieldset>
      </div>
    </Dialog>
  )
}

const OWN = 'own'

/** Takes limits from a profile or a preset; saves the present ones as a profile. */
function LimitProfiles({ onArchived }: { onArchived: (item: KeptItem<LimitProfile>) => void }) {
  const limits = useLimits()
  const ship = useShip()
  const profiles = useTeamItems(teamProfiles)
  const wordsOf = useItemWords(teamProfiles)
  const { limitsEdited } = useVoyageActions()
  const sorted = [...profiles].sort(
    (one, other) => Number(isProfileOf(other.doc, ship)) - Number(isProfileOf(one.doc, ship)),
  )
  const profile = sorted.find(({ doc }) => isSameLimits(doc.limits, limits))
  const preset = limitPresets.find((one) => isSameLimits(one.limits, limits))
  const chosen = profile ? profile.id : preset ? `preset:${preset.name}` : OWN
  const take = (value: string) => {
    const source =
      sorted.find(({ id }) => id === value)?.doc ?? limitPresets.find(({ name }) => `preset:${name}` === value)
    if (source) limitsEdited(source.limits)
  }
  return (
    <div className={styles.profiles}>
      <SelectField
        label="Start from"
        value={chosen}
        onChange={({ target }) => take(target.value)}
        hint={profile ? wordsOf(profile) : preset ? 'Starting point, no authority behind it.' : undefined}
      >
        {chosen === OWN && <option value={OWN}>This voyage’s own</option>}
        {sorted.length > 0 && (
          <optgroup label="Saved profiles">
            {sorted.map(({ id, doc }) => (
              <option key={id} value={id}>
                {titleOf(doc, isProfileOf(doc, ship))}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="Starting points">
          {limitPresets.map(({ name }) => (
            <option key={name} value={`preset:${name}`}>
              {name}
            </option>
          ))}
        </optgroup>
      </SelectField>
      {profile ? (
        <ForgetButton key={profile.id} of={teamProfiles} item={profile} onArchived={onArchived} />
      ) : (
        <SaveProfile profiles={profiles} />
      )}
    </div>
  )
}

const titleOf = ({ name }: LimitProfile, ofThisShip: boolean) => (ofThisShip ? `${name} · this ship` : name)

/** Saves the present limits under a name, at first the ship's. */
function SaveProfile({ profiles }: { profiles: readonly KeptItem<LimitProfile>[] }) {
  const viewer = useViewerWords(teamProfiles)
  const wordsOf = useItemWords(teamProfiles)
  const limits = useLimits()
  const ship = useShip()
  const { profileKept } = useLimitProfileActions()
  const [name, setName] = useState<string | null>(null)
  if (name === null)
    return (
      <Button disabled={viewer !== undefined} title={viewer} onClick={() => setName(ship.name)}>
        Save as profile…
      </Button>
    )
  const plain = name.trim().replace(/\s+/g, ' ')
  const replaced = profiles.find(({ doc }) => doc.name === plain)
  const save = () => {
    if (plain === '') return
    profileKept({ name: plain, ship: ship.name || ship.imo ? { name: ship.name, imo: ship.imo } : null, limits })
    setName(null)
  }
  return (
    <div className={styles.keep}>
      <TextField
        label="Profile name"
        value={name}
        maxLength={60}
        hint={replaced && ['Replaces the saved profile', wordsOf(replaced)].filter(Boolean).join(' · ')}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={({ key }) => key === 'Enter' && save()}
      />
      <Button disabled={plain === ''} onClick={save}>
        Save profile
      </Button>
    </div>
  )
}

/** A figure as typed, in the unit and decimals it is shown with; null outside its range. @returns knots or metres */
function parseFigure(
  text: string,
  { min, max }: { min: number; max: number },
  { unit, decimals, of }: ShownUnit,
): number | null {
  const typed = text.trim().toLowerCase().replace(',', '.')
  const plain = typed.endsWith(unit) ? typed.slice(0, typed.length - unit.length) : typed
  const rounded = (value: number) => Math.round(value * 10 ** decimals) / 10 ** decimals
  const figure = plain.trim() === '' ? NaN : rounded(Number(plain))
  if (!(figure >= rounded(of(min)) && figure <= rounded(of(max)))) return null
  // What reads as the bound is the bound.
  return Math.min(max, Math.max(min, figure / of(1)))
}

/** Is this limit watched? And its two figures. */
function LimitRow({ id }: { id: LimitId }) {
  const limits = useLimits()
  const { limitsEdited } = useVoyageActions()
  const units = useUnits()
  const { label } = limitWords[id]
  const pair = limits[id]
  const become = (next: LimitPair | null) => limitsEdited({ ...limits, [id]: next })
  return (
    <tr data-off={pair ? undefined : ''}>
      <th scope="row">
        <CheckField
          label={label}
          checked={pair !== null}
          onChange={({ target }) => become(target.checked ? startingPair[id] : null)}
        />
      </th>
      {pair ? (
        <>
          <td>
            <Figure
              {...{ id }}
              label={`${label}, caution from`}
              value={pair.caution}
              max={pair.limit}
              hint={`at most ${limitText(id, pair.limit, units)}`}
              onCommit={(caution) => become({ ...pair, caution })}
            />
          </td>
          <td>
            <Figure
              {...{ id }}
              label={`${label}, limit from`}
              value={pair.limit}
              max={LIMIT_RANGE[id].max}
              hint={`at most ${limitText(id, LIMIT_RANGE[id].max, units)}`}
              onCommit={(limit) => become(withLimit(id, pair, limit, limitUnit(id, units)))}
            />
          </td>
        </>
      ) : (
        <td colSpan={2} className={styles.off}>
          not watched
        </td>
      )}
    </tr>
  )
}

/** When she has to be there. It belongs to the voyage and to no profile. */
function ArrivalRow() {
  const arriveByMs = useArriveBy()
  const { route, departureMs, speedKn } = usePlan()
  const { arriveByEdited } = useVoyageActions()
  /** As planned; without a plan, the departure. */
  const firstMs = () => minuteBegun(schedule(route, { departureMs, speedKn }).arrivalMs ?? departureMs)
  return (
    <tr data-off={arriveByMs === null ? '' : undefined}>
      <th scope="row">
        <CheckField
          label="Latest arrival"
          checked={arriveByMs !== null}
          onChange={({ target }) => arriveByEdited(target.checked ? firstMs() : null)}
        />
      </th>
      <td colSpan={2} className={arriveByMs === null ? styles.off : undefined}>
        {arriveByMs === null ? (
          'at any time'
        ) : (
          <DraftField
            label="Arrival not later than (UTC)"
            hideLabel
            value={arriveByMs}
            format={formatUtcFull}
            read={(text) => readTypedTime(text, { nearMs: arriveByMs, fromMs: departureMs })}
            onCommit={arriveByEdited}
          />
        )}
      </td>
    </tr>
  )
}

interface FigureProps {
  id: LimitId
  label: string
  value: number
  max: number
  /** Completes `… to at most`. */
  hint: string
  onCommit: (value: number) => void
}

function Figure({ id, label, value, max, hint, onCommit }: FigureProps) {
  const units = useUnits()
  const shown = limitUnit(id, units)
  const { min } = LIMIT_RANGE[id]
  return (
    <DraftField
      label={label}
      hideLabel
      unit={shown.unit}
      inputMode="decimal"
      value={value}
      format={(figure) => shown.of(figure).toFixed(shown.decimals)}
      parse={(text) => parseFigure(text, { min, max }, shown)}
      invalid={`A number from ${limitText(id, min, units)}, ${hint}.`}
      onCommit={onCommit}
    />
  )
}
