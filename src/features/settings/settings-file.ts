import { z } from '#src/domain/schema.ts'
import { AppError } from '#src/domain/errors.ts'
import { sheetChoices } from '#src/domain/units/sheet-numbers.ts'
import { unitChoices } from '#src/domain/units/unit-choice.ts'
import { periodKinds } from '#src/domain/voyage/sea/dispersion.ts'
import { Ship } from '#src/domain/voyage/ship.ts'
import { LimitProfile } from '#src/domain/limits/limit-profile.ts'
import { currentLimitProfiles } from '#src/state/limit-profiles.ts'
import { axisChoices, currentPreferences, noonChoices, themeChoices } from '#src/state/preferences.ts'
import { currentShips } from '#src/state/ships.ts'

const VERSION = 1
/** Of ships, and of profiles: a team has many. */
const MOST = 1000
/** Larger than any settings file; another kind of file is not read to its end. */
export const MAX_SETTINGS_BYTES = 1_048_576

const Minute = z.number().int().min(0).max(1439)
const Line = z.string().max(120)
const ShipInFile = Ship.unwrap().extend({ name: Line, imo: Line, mmsi: Line, callSign: Line })

/** What an operator may take from this browser to another. Nothing of the layout, as screens differ. */
const SettingsFile = z.object({
  fairway: z.literal('settings'),
  version: z.literal(VERSION),
  units: z.object({
    speed: z.enum(unitChoices.speed),
    height: z.enum(unitChoices.height),
    temperature: z.enum(unitChoices.temperature),
    position: z.enum(unitChoices.position),
  }),
  preferences: z.object({
    theme: z.enum(themeChoices),
    themeHours: z.object({ day: Minute, dusk: Minute, night: Minute }),
    chartAxis: z.enum(axisChoices),
    desktopNotices: z.boolean(),
    mailAddress: z.string().max(254),
    letterKeys: z.boolean(),
    /** Files of earlier versions have none. */
    sheetChoice: z.enum(sheetChoices).default('auto'),
    noon: z.enum(noonChoices).default('utc'),
    magneticShown: z.boolean().default(false),
    wavePeriod: z.enum(periodKinds).default('tm01'),
  }),
  limitProfiles: z.array(LimitProfile).max(MOST),
  ships: z.array(ShipInFile).max(MOST),
})
export type SettingsFile = z.infer<typeof SettingsFile>

/** The settings as they are now. */
export function currentSettings(): SettingsFile {
  const {
    theme,
    themeHours,
    chartAxis,
    desktopNotices,
    mailAddress,
    letterKeys,
    sheetChoice,
    noon,
    magneticShown,
    wavePeriod,
  } = currentPreferences()
  return {
    fairway: 'settings',
    version: VERSION,
    units: { ...currentPreferences().units },
    preferences: {
      theme,
      themeHours,
      chartAxis,
      desktopNotices,
      mailAddress,
      letterKeys,
      sheetChoice,
      noon,
      magneticShown,
      wavePeriod,
    },
    limitProfiles: [...currentLimitProfiles()],
    ships: [...currentShips()],
  }
}

export const settingsText = (): string => `${JSON.stringify(currentSettings(), null, 2)}\n`

/**
 * The settings in a file.
 * @throws AppError `settings-newer`; `settings-unreadable`, whose detail names the first part that does not fit
 */
export function readSettings(text: string): SettingsFile {
  const stored = parseJson(text)
  const version = z.object({ fairway: z.literal('settings'), version: z.number() }).safeParse(stored)
  if (version.success && version.data.version > VERSION)
    throw new AppError('settings-newer', `version ${version.data.version}, this is ${VERSION}`)
  const read = SettingsFile.safeParse(stored)
  if (read.success) return read.data
  const { path = [], message = '' } = read.error.issues[0] ?? {}
  throw new AppError('settings-unreadable', [path.join('.'), message].filter(Boolean).join(': '))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('settings-unreadable', 'it is not JSON', { cause })
  }
}
