// `npm run sbom`: what ships, as CycloneDX JSON, with versions, hashes and licences.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { shippedPackages } from './shipped.mjs'

/** @returns the text of the bill of materials */
export function sbom() {
  // Not `--omit=dev`: npm then also leaves out what ships and is needed for development as well, such as React.
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application']
  const { status, stdout, stderr } = spawnSync('npm', [...args, '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`)
  const bill = JSON.parse(stdout)
  // npm takes the folder's name.
  bill.metadata.component.name = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name
  const shipped = new Map(shippedPackages.map((item) => [`${item.name}@${item.version}`, item]))
  const isShipped = (ref) => shipped.has(ref)
  bill.components = bill.components.filter((component) => isShipped(component['bom-ref']))
  for (const component of bill.components) {
    const { licence } = shipped.get(component['bom-ref'])
    if (!component.licenses && licence) component.licenses = [{ license: { id: licence } }]
  }
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => isShipped(ref) || ref === bill.metadata.component['bom-ref'])
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isShipped) }))
  return `${JSON.stringify(bill, null, 2)}\n`
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const file = join(root, 'dist', 'sbom.cdx.json')
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(file, sbom())
  console.log(`${shippedPackages.length} packages ship: ${file}`)
}
