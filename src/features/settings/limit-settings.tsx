import { Gauge, Trash2 } from 'lucide-react'
import { limitIds } from '#src/domain/limits/limits.ts'
import { limitText, limitWords } from '#src/domain/limits/limit-words.ts'
import { intend } from '#src/state/intents.ts'
import { type LimitProfile, useLimitProfileActions, useLimitProfiles } from '#src/state/limit-profiles.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './settings-dialog.module.css'

/** The profiles this browser keeps; they are made from the limits of a voyage. */
export function LimitSettings() {
  const profiles = useLimitProfiles()
  const { profileForgotten } = useLimitProfileActions()
  return (
    <>
      {profiles.length === 0 ? (
        <p className={styles.note}>
          None is kept yet. Limits are set for a voyage, and can be kept as a profile from there.
        </p>
      ) : (
        <ul className={styles.list}>
          {profiles.map((profile) => (
            <li key={profile.name} className={styles.entry}>
              <span className={styles.what}>
                {profile.name}
                <small>{wordsOf(profile)}</small>
              </span>
              <IconButton
                size="small"
                label={`Forget profile ${profile.name}`}
                icon={<Trash2 />}
                onClick={() => profileForgotten(profile.name)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <Button size="small" icon={<Gauge />} onClick={() => intend('open-dialog', 'limits')}>
          Set limits of this voyage
        </Button>
      </div>
    </>
  )
}

/** `MV Name · Wind 30 kn, Wave height 4.0 m`. */
function wordsOf({ ship, limits }: LimitProfile): string {
  const watched = limitIds.flatMap((id) =>
    limits[id] ? [`${limitWords[id].label} ${limitText(id, limits[id].limit)}`] : [],
  )
  return [ship?.name || ship?.imo, watched.join(', ') || 'Nothing is watched'].filter(Boolean).join(' · ')
}
