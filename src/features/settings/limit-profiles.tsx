import { useState } from 'react'
import { isSameLimits, limitPresets } from '#src/domain/limits/limits.ts'
import { isProfileOf, type LimitProfile, useLimitProfileActions, useLimitProfiles } from '#src/state/limit-profiles.ts'
import { useLimits, useShip, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { SelectField, TextField } from '#src/ui/form/field.tsx'
import styles from './limit-dialog.module.css'

const OWN = 'own'

/** Takes limits from a profile or a starting point; keeps those at hand as a profile. */
export function LimitProfiles() {
  const limits = useLimits()
  const ship = useShip()
  const profiles = useLimitProfiles()
  const { limitsEdited } = useVoyageActions()
  const { profileForgotten } = useLimitProfileActions()
  const sorted = [...profiles].sort((one, other) => Number(isProfileOf(other, ship)) - Number(isProfileOf(one, ship)))
  const profile = sorted.find((one) => isSameLimits(one.limits, limits))
  const preset = limitPresets.find((one) => isSameLimits(one.limits, limits))
  const chosen = profile ? `profile:${profile.name}` : preset ? `preset:${preset.name}` : OWN
  const take = (value: string) => {
    const source = [
      ...sorted.map((one) => ({ ...one, key: `profile:${one.name}` })),
      ...limitPresets.map((one) => ({ ...one, key: `preset:${one.name}` })),
    ].find(({ key }) => key === value)
    if (source) limitsEdited(source.limits)
  }
  return (
    <div className={styles.profiles}>
      <SelectField
        label="Limits from"
        value={chosen}
        onChange={({ target }) => take(target.value)}
        hint={profile ? undefined : preset ? 'A starting point from Fairway, not an official limit.' : undefined}
      >
        {chosen === OWN && <option value={OWN}>This voyage’s own</option>}
        {sorted.length > 0 && (
          <optgroup label="Profiles kept here">
            {sorted.map((one) => (
              <option key={one.name} value={`profile:${one.name}`}>
                {titleOf(one, isProfileOf(one, ship))}
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
        <Button size="small" tone="quiet" onClick={() => profileForgotten(profile.name)}>
          Forget profile
        </Button>
      ) : (
        <KeepProfile />
      )}
    </div>
  )
}

const titleOf = ({ name }: LimitProfile, ofThisShip: boolean) => (ofThisShip ? `${name} · this ship` : name)

/** The limits at hand under a name: the ship's to begin with. */
function KeepProfile() {
  const limits = useLimits()
  const ship = useShip()
  const { profileKept } = useLimitProfileActions()
  const [name, setName] = useState<string | null>(null)
  if (name === null) return <Button onClick={() => setName(ship.name)}>Keep as profile…</Button>
  const plain = name.trim().replace(/\s+/g, ' ')
  const keep = () => {
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
        onChange={({ target }) => setName(target.value)}
        onKeyDown={({ key }) => key === 'Enter' && keep()}
      />
      <Button disabled={plain === ''} onClick={keep}>
        Keep profile
      </Button>
    </div>
  )
}
