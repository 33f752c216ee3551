import type { RampId } from '#src/domain/metocean/layers/layers.ts'

export type ThemeName = 'day' | 'dusk' | 'night'

/**
 * Eight colours per ramp and theme, low to high. Lightness is monotonic in each, and neighbours stay apart for
 * protan, deutan and tritan eyes. Derived from cmocean by K. Thyng (MIT licence, see the third-party notices);
 * the neutral ramp is Fairway's own.
 */
const ramps: Readonly<Record<RampId, Readonly<Record<ThemeName, string>>>> = {
  wind: {
    day: 'F5EBAD DCC968 B5B02B 819D06 488916 167129 10542C 193621',
    dusk: '362E01 544500 646200 638300 5CA537 6CC174 9EDAAB D5F2D4',
    night: '312B02 4C3E00 5F5400 656F00 618D00 5CA93F 6CC174 95D6A3',
  },
  wave: {
    day: 'CCE4E8 9BC9E2 7AABE4 7488E1 7962C9 7640A2 682472 4E133E',
    dusk: '162E33 14455C 2B568B 5762B4 876ECC B27DD6 DA92D9 F7B0D8',
    night: '162A2D 143E4E 1D4F76 3C5B9E 6565BD 8C70CE B27DD6 D48ED9',
  },
  current: {
    day: 'DFF2BB 9ADBA5 64C1A4 4FA1A2 44819B 3E6294 41417D 352949',
    dusk: '21330E 03522C 006B58 317F84 5E94B1 88A7DF BEBBF7 E9D8FB',
    night: '212E0B 16471F 006041 057368 3A838C 5E94B1 82A4D9 AEB4F5',
  },
  period: {
    day: 'EAE8DE BCCEB4 8AB795 50A284 17887D 166B72 1C4E61 19314F',
    dusk: '282922 324230 315C42 25765E 388D85 64A0A8 90B5CA B8CBEC',
    night: '252620 303C2C 33533B 2A6D53 288374 4E9696 76A8B6 9DBBD5',
  },
  sst: {
    day: '052943 2C3395 674396 96578A CA6774 F3824D FBB43D EEED53',
    dusk: '052943 2C3395 674396 96578A CA6774 F3824D FBB43D EEED53',
    night: '082D52 2C3395 5E3F9A 83508F A95D84 D16A6F F1804F FCA63C',
  },
  neutral: {
    day: 'E6EBEF CBD3DA B0BBC5 95A3AF 7B8A98 617180 475766 2D3B48',
    dusk: '26313B 384650 4B5B67 5F717E 758896 8EA0AE ABBBC7 CCD8E1',
    night: '241F19 352E25 473E32 5A5041 6E6251 837663 998B77 B0A28D',
  },
}

/**
 * The eight colours of a ramp, low to high, as `#RRGGBB`. Those of `change` are for the kinds in
 * `domain/report/change-bins.ts`: hardly any, then less and more in three steps, then new data. Blue is less and orange
 * more, which protan, deutan and tritan eyes tell apart.
 */
export function rampColors(ramp: RampId | 'change', theme: ThemeName): readonly string[] {
  return colors[ramp][theme]
}

const split = (list: string) => list.split(' ').map((hex) => `#${hex}`)

const inThemes = ({ day, dusk, night }: Record<ThemeName, string>) => ({
  day: split(day),
  dusk: split(dusk),
  night: split(night),
})

// Split once: callers compare by identity to see that nothing changed.
const colors: Record<RampId | 'change', Record<ThemeName, readonly string[]>> = {
  wind: inThemes(ramps.wind),
  wave: inThemes(ramps.wave),
  current: inThemes(ramps.current),
  period: inThemes(ramps.period),
  sst: inThemes(ramps.sst),
  neutral: inThemes(ramps.neutral),
  change: inThemes({
    day: 'A3ADB6 86B6E2 EBA869 3F7FBF C9701F 123F78 7A3300 6A4C93',
    dusk: '5D6B78 3E74A6 A86B2E 68AAE2 E39A4E BFE0FF FFD7A6 B9A0E3',
    night: '4E4337 2F5C7C 7E5423 4A8BB5 BD7C30 93C4E2 F2B871 9A83BE',
  }),
}
