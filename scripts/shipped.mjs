// What Fairway ships of others: which packages, and under which licences.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))

/**
 * Packages and all that they need to run, found as Node finds them. What is optional is left out: it is made for one
 * kind of machine.
 * @param names of packages
 * @returns their folders, from the root
 */
export function withDependencies(names) {
  const folders = new Set()
  const visit = (name, from) => {
    const folder = folderOf(name, from)
    if (folder === null || folders.has(folder)) return
    folders.add(folder)
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = packages[folder]
    const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional)
    for (const needed of [...Object.keys(dependencies), ...peers]) visit(needed, folder)
  }
  for (const name of names) visit(name, '')
  return [...folders].sort()
}

function folderOf(name, from) {
  const folder = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (packages[folder]) return packages[folder].optional ? null : folder
  return from === '' ? null : folderOf(name, from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1)))
}

/** Every package whose code or data is in the server or the page, with its version. */
export const shippedPackages = Object.entries(packages)
  .filter(([folder, { dev, devOptional, optional }]) => folder !== '' && !dev && !devOptional && !optional)
  .map(([folder]) => {
    const { name, version, license, licenses, author } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    )
    // What a package does not say by a licence's name, from its own text.
    const known = { suncalc: 'BSD-2-Clause', h5wasm: 'NIST-Software' }[name]
    return { folder, name, version, licence: known ?? license ?? licenses?.[0]?.type, author: author?.name ?? author }
  })

const isLicence = (file) => /^(licen[cs]e|copying|notice)/i.test(file)

function licenceText(folder) {
  const files = readdirSync(join(root, folder)).filter(
    (file) => isLicence(file) && statSync(join(root, folder, file)).isFile(),
  )
  return files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim()).join('\n\n')
}

/** The licence texts of all of them, one after the other. A package without a text names another with the same. */
export function licenceTexts() {
  const texts = shippedPackages.map((item) => ({ ...item, text: licenceText(item.folder) }))
  const parts = texts.map(({ name, version, licence, author, text }) => {
    const same = texts.find((other) => other.licence === licence && other.text !== '')
    const words = `This package has no text of its own. ${author ? `Its author is ${author}. ` : ''}The text of ${licence} is that under ${same?.name}.`
    return `${name} ${version} (${licence})\n\n${text || words}\n`
  })
  const line = `\n${'='.repeat(80)}\n\n`
  const lanes = readFileSync(join(root, 'scripts/sea-lanes/EUPL-1.2.txt'), 'utf8').trim()
  parts.push(`Sea lanes of Eurostat SeaRoute (EUPL-1.2), changed as THIRD-PARTY-NOTICES.md says\n\n${lanes}\n`)
  return `Fairway\n\n${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}\n${line}${parts.join(line)}`
}
