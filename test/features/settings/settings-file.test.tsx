import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#src/domain/errors.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'
import { defaultLimits } from '#src/domain/limits/limits.ts'
import { SettingsDialog } from '#src/features/settings/settings-dialog.tsx'
import { currentSettings, readSettings, type SettingsFile, settingsText } from '#src/features/settings/settings-file.ts'
import { importedSettingsSeen } from '#src/features/settings/imported-settings.tsx'
import { currentPreferences, currentSheetNumbers, usePreferenceActions } from '#src/state/preferences.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'

standInForDialogs()
const { preferenceChosen } = usePreferenceActions()

const settings: SettingsFile = {
  fairway: 'settings',
  version: 1,
  units: { speed: 'm/s', height: 'ft', temperature: '°F', position: 'decimal' },
  preferences: {
    theme: 'sun',
    themeHours: { day: 360, dusk: 1080, night: 1260 },
    chartAxis: 'time',
    desktopNotices: false,
    mailAddress: 'ops@example.com',
    letterKeys: false,
    sheetChoice: 'comma-semicolon',
    noon: 'ship',
    magneticShown: true,
    wavePeriod: 'tm02',
  },
  limitProfiles: [
    {
      name: 'Laden',
      ship: { name: 'MV Name', imo: '9074729' },
      limits: { ...defaultLimits, wave: { caution: 3, limit: 4.5 } },
    },
  ],
  ships: [{ ...emptyShip, name: 'MV Name', imo: '9074729', draughtM: 11.5 }],
}
const refusal = (text: string): AppError => {
  try {
    readSettings(text)
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('it was taken')
}
/** jsdom's File has no text(). */
const fileOf = (text: string) =>
  Object.assign(new File([text], 'desk.json', { type: 'application/json' }), { text: async () => text })
const choose = (text: string) =>
  userEvent.upload(screen.getByLabelText('Settings file', { selector: 'input' }), fileOf(text))

beforeEach(() => {
  act(importedSettingsSeen)
  render(<SettingsDialog onClose={() => undefined} />)
})

describe('a settings file', () => {
  it('brings everything over, and is undone in one step', async () => {
    const before = currentSettings()
    await choose(JSON.stringify(settings))
    expect(await screen.findByText('Settings imported from “desk.json”.')).toBeVisible()
    expect(currentSettings()).toEqual(settings)
    expect(readSettings(settingsText())).toEqual(settings)
    expect(screen.getByLabelText('Positions')).toHaveDisplayValue('51.99800, 3.75000')
    expect(screen.getByText('Laden')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(currentSettings()).toEqual(before)
    expect(screen.queryByText(/Settings were taken/)).toBeNull()
  })

  it.each([
    [
      'that is newer',
      JSON.stringify({ ...settings, version: 2 }),
      'This settings file was made by a newer version of Fairway. Nothing was changed.',
    ],
    ['of another kind', '{"type":"FeatureCollection"}', 'This is not a Fairway settings file. Nothing was changed.'],
    ['that is no JSON', '<gpx/>', 'This is not a Fairway settings file. Nothing was changed.'],
    [
      'with a unit nobody knows',
      JSON.stringify({ ...settings, units: { ...settings.units, height: 'fathoms' } }),
      'This is not a Fairway settings file. Nothing was changed.',
    ],
  ])('%s is refused, and nothing changes', async (_, text, words) => {
    const before = currentSettings()
    await choose(text)
    expect(await screen.findByRole('alert')).toHaveTextContent(words)
    expect(currentSettings()).toEqual(before)
  })

  it('from an earlier version does not mention numbers in tables, which then follow the browser', () => {
    const { sheetChoice: _later, noon: _laterYet, ...preferences } = settings.preferences
    expect(readSettings(JSON.stringify({ ...settings, preferences }))).toEqual({
      ...settings,
      preferences: { ...preferences, sheetChoice: 'auto', noon: 'utc' },
    })
  })

  it('says which part does not fit', () => {
    expect(
      refusal(JSON.stringify({ ...settings, preferences: { ...settings.preferences, theme: 'pink' } })).detail,
    ).toMatch(/^preferences\.theme: /)
    expect(refusal(JSON.stringify({ ...settings, version: 7 })).detail).toBe('version 7, this is 1')
  })
})

describe('the settings', () => {
  it('have the numbers of CSV files as the browser writes them, or as chosen', async () => {
    act(() => preferenceChosen({ sheetChoice: 'auto' }))
    const field = screen.getByLabelText('Numbers in CSV files and copies')
    expect(field).toHaveDisplayValue('Automatic (1.5 and comma)')
    await userEvent.selectOptions(field, '1,5 and semicolon')
    expect(currentSheetNumbers()).toEqual({ decimal: ',', separator: ';' })
  })

  it('take effect at once: notation, theme and its hours', async () => {
    await userEvent.selectOptions(screen.getByLabelText('Positions'), `51°59'52.8"N 003°45'00.0"E`)
    await userEvent.selectOptions(screen.getByLabelText('Colours of the screen'), 'By the clock')
    await userEvent.clear(screen.getByLabelText('Dusk from'))
    await userEvent.type(screen.getByLabelText('Dusk from'), '19:30{Enter}')
    expect(currentSettings()).toMatchObject({
      units: { ...defaultUnits, position: 'seconds' },
      preferences: { theme: 'clock', themeHours: { dusk: 19 * 60 + 30 } },
    })
    await userEvent.clear(screen.getByLabelText('Night from'))
    await userEvent.type(screen.getByLabelText('Night from'), '25:00{Enter}')
    expect(screen.getByText('Write it as 18:00.')).toBeVisible()
    expect(currentPreferences().themeHours.night).toBe(22 * 60)
  })
})
