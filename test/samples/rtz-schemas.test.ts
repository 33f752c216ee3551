import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { exportRoute } from '#src/domain/formats/write/export-route.ts'
import { routeFromPositions, setFixedEta, setStay } from '#src/domain/route/edit.ts'
import { anyVoyage, voyageOf } from '#test/support/random-voyage.ts'
import { samplePath, samplesAreThere } from './samples.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'fairway-rtz-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** xmllint's verdict on many files at once: what it says about invalid ones. */
function invalid(version: string, texts: readonly string[]): string {
  const files = texts.map((text, index) => {
    const file = join(folder, `${version}-${index}.rtz`)
    writeFileSync(file, text)
    return file
  })
  const schema = samplePath(`rtz/andynibbs/schema/RTZ Schema version ${version.replace('.', '_')}.xsd`)
  try {
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, ...files], { stdio: 'pipe', maxBuffer: 2 ** 26 })
    return ''
  } catch (error) {
    return String((error as { stderr: unknown }).stderr)
      .split('\n')
      .filter((line) => !line.endsWith(' validates'))
      .join('\n')
  }
}

// The official schemas are not part of the repository; without them, or without xmllint, this is NOT RUN.
describe.skipIf(!samplesAreThere || !hasXmllint).each(['1.0', '1.1', '1.2'] as const)(
  'RTZ %s against its official schema',
  (version) => {
    it('any voyage is valid', () => {
      const texts = fc
        .sample(anyVoyage, { numRuns: 150, seed: 3 })
        .map((voyage) => exportRoute(`rtz-${version}`, voyage).text)
      expect(invalid(version, texts)).toBe('')
    })

    it('the edges are valid: 180°, poles, no usable speed, a long stay, a fixed ETA', () => {
      const line = routeFromPositions('', [
        { lat: 90, lon: 180 },
        { lat: 0, lon: 179.9999999999 },
        { lat: -90, lon: -180 },
        { lat: 1e-12, lon: -1e-12 },
      ])
      const stays = setStay(setStay(line, 'w2', 5000), 'w3', 0.4)
      const voyages = [line, stays, setFixedEta(line, 'w3', Date.UTC(2027, 0, 1))].flatMap((route) => [
        voyageOf(route),
        voyageOf(route, { speedKn: 0 }),
      ])
      expect(
        invalid(
          version,
          voyages.map((voyage) => exportRoute(`rtz-${version}`, voyage).text),
        ),
      ).toBe('')
    })

    it('the ship and what a file brought are valid, whatever it brought', () => {
      const ship = {
        ...emptyShip,
        name: 'Ever "Given" & co',
        imo: '9811000',
        mmsi: '353136000',
        callSign: 'H3RC',
        draughtM: 14.5,
        lengthM: 399.9,
        beamM: 58.8,
      }
      const route = routeFromPositions('', [
        { lat: 0, lon: 0 },
        { lat: 1, lon: 1 },
      ])
      const good = {
        routeAuthor: 'Office',
        vesselGM: '2.1',
        vesselMaxWind: '40',
        vesselDisplacement: '4820',
        validityPeriodStart: '2014-01-03T03:15:00Z',
        routeChangesHistory: 'drawn',
      }
      const bad = {
        routeAuthor: 'x\u0007',
        vesselGM: '-1',
        vesselMaxWind: '1e5',
        vesselDisplacement: '1.5',
        validityPeriodStop: '2014-02-30',
        vesselMMSI: 'none',
        other: 'x',
        constructor: 'y',
      }
      const voyages = [good, bad].map((rtzInfo) => voyageOf(route, { ship, voyageNumber: '99A', rtzInfo }))
      expect(
        invalid(
          version,
          voyages.map((voyage) => exportRoute(`rtz-${version}`, voyage).text),
        ),
      ).toBe('')
    })

    it('legs and radii that a file brought are valid, whatever it brought', () => {
      const rtz = {
        good: {
          portsideXTD: '0.25',
          starboardXTD: '9.99',
          safetyContour: '20',
          speedMin: '8',
          draughtForward: '11.4',
          legReport: 'VHF <12> & "16"',
          legNote1: 'ETA pilot',
        },
        bad: {
          portsideXTD: '10',
          starboardXTD: '-1',
          masthead: '1e3',
          staticUKC: '',
          legInfo: '\u0007',
          other: 'x',
          constructor: 'y',
        },
      }
      const line = routeFromPositions('', [
        { lat: 0, lon: 0 },
        { lat: 1, lon: 1 },
        { lat: 1, lon: 2 },
      ])
      const voyages = [
        [rtz.good, 0.5],
        [rtz.bad, 7],
        [rtz.bad, -1],
        [rtz.good, Number.NaN],
      ] as const
      const texts = voyages.map(([fields, radiusNm]) =>
        voyageOf({
          ...line,
          waypoints: line.waypoints.map((waypoint) => ({
            ...waypoint,
            radiusNm,
            leg: { ...waypoint.leg, rtz: fields },
          })),
        }),
      )
      expect(
        invalid(
          version,
          texts.map((voyage) => exportRoute(`rtz-${version}`, voyage).text),
        ),
      ).toBe('')
    })

    it('recognises a file of another version', () => {
      const other = version === '1.1' ? 'rtz-1.2' : 'rtz-1.1'
      expect(
        invalid(version, [
          exportRoute(
            other,
            voyageOf(
              routeFromPositions('', [
                { lat: 0, lon: 0 },
                { lat: 1, lon: 1 },
              ]),
            ),
          ).text,
        ]),
      ).not.toBe('')
    })
  },
)
