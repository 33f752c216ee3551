import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sbom } from '../../scripts/sbom.mjs'
import { shippedPackages } from '../../scripts/shipped.mjs'

interface Locked {
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly integrity?: string
  readonly inBundle?: boolean
  readonly hasInstallScript?: boolean
}

const read = <Shape>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as Shape
const { dependencies, devDependencies } =
  read<Record<'dependencies' | 'devDependencies', Record<string, string>>>('package.json')
const lockText = readFileSync('package-lock.json', 'utf8')
const locked = Object.entries((JSON.parse(lockText) as { packages: Record<string, Locked> }).packages).filter(
  ([folder]) => folder !== '',
)

/** What these ask for is that their notices are kept. Another licence is looked at before it ships. */
const ACCEPTED = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'MIT-0',
  '0BSD',
  'NIST-Software',
  '(MIT OR Apache-2.0)',
  '(MIT OR CC0-1.0)',
]

it('S22 every package is pinned by version and hash, from whichever registry it comes', () => {
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
  expect(locked.filter(([, { integrity, inBundle }]) => !integrity && !inBundle).map(([folder]) => folder)).toEqual([])
  expect(lockText).not.toContain('"resolved"')
})

it('S22 no package runs a script when it is installed, and none that ships has one', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
  const withScript = locked.filter(([, { hasInstallScript }]) => hasInstallScript)
  expect(withScript.filter(([, { dev, devOptional }]) => !dev && !devOptional)).toEqual([])
})

it('S22 the bill of materials lists every package that ships, under a licence that may', () => {
  const bill = JSON.parse(sbom()) as {
    bomFormat: string
    metadata: { component: { name: string } }
    components: { name: string; version: string; licenses?: { license?: { id: string }; expression?: string }[] }[]
  }
  expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'fairway'])
  const named = (item: { name: string; version: string }) => `${item.name}@${item.version}`
  expect(bill.components.map(named).sort()).toEqual([...new Set(shippedPackages.map(named))].sort())
  for (const name of Object.keys(dependencies)) expect(bill.components.map((item) => item.name)).toContain(name)
  for (const { name, licenses } of bill.components) {
    const [licence] = licenses ?? []
    expect(ACCEPTED, name).toContain(licence?.license?.id ?? licence?.expression)
  }
}, 120_000) // npm takes seconds
