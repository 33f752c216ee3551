// `npm run pack`: one archive with everything that runs, for a machine with Node and nothing else.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { create } from 'tar'
import { buildServer, programs } from './build.mjs'
import { root } from './paths.mjs'
import { sbom } from './sbom.mjs'
import { licenceTexts, withDependencies } from './shipped.mjs'
import { buildStalePage } from './stale.mjs'

/** Read from its folder by path, which no import tells. */
const READ_BY_PATH = ['world-atlas']
/** What whoever runs it reads. */
const PAGES = ['README.md', 'docs/hosting.md']
/** What packages bring for those who build, read or test them. */
const NOT_RUN = /\.(map|[cm]?tsx?|tsbuildinfo)$/
const NOT_RUN_FOLDERS = new Set(['test', 'tests', 'docs', 'examples', 'benchmark', 'benchmarks'])

/**
 * @param into a folder
 * @returns the path of the archive, in which all is in one folder named by the version
 */
export async function pack(into = join(root, 'dist')) {
  await buildStalePage()
  const { name, version, license, type, engines, dependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const title = `${name}-${version}`
  mkdirSync(join(root, 'dist'), { recursive: true })
  const staging = mkdtempSync(join(root, 'dist', 'pack-'))
  try {
    const folder = join(staging, title)
    const imported = [...(await buildServer(folder)), ...READ_BY_PATH]
    cpSync(join(root, 'dist/web'), join(folder, 'web'), { recursive: true, preserveTimestamps: true })
    for (const path of withDependencies(imported)) copyPackage(path, folder)
    for (const file of ['LICENSE', 'THIRD-PARTY-NOTICES.md']) cpSync(join(root, file), join(folder, file))
    cpSync(join(root, 'docs/hosting'), join(folder, 'hosting'), { recursive: true })
    for (const path of PAGES)
      writeFileSync(join(folder, basename(path)), asShipped(readFileSync(join(root, path), 'utf8'), folder))
    writeFileSync(join(folder, 'LICENCES.txt'), licenceTexts())
    writeFileSync(join(folder, 'sbom.cdx.json'), sbom())
    const scripts = Object.fromEntries(
      Object.keys(programs).map((program) => [program === 'server' ? 'start' : program, `node ${program}.mjs`]),
    )
    const needed = Object.fromEntries(Object.entries(dependencies).filter(([key]) => imported.includes(key)))
    const manifest = { name, version, private: true, license, type, engines, scripts, dependencies: needed }
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    const archive = join(into, `${title}.tar.gz`)
    await create({ file: archive, cwd: staging, gzip: { level: 9 }, portable: true }, [title])
    return archive
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** A page whose links to files lead to those in the archive, where it has them; the others become plain words. */
function asShipped(page, folder) {
  return page.replace(/(!?)\[([^\]]*)\]\((?!https?:|#)([^)#]*)(#[^)]*)?\)/g, (_, picture, words, path, part = '') => {
    const name = basename(path)
    if (picture) return ''
    return PAGES.some((page) => basename(page) === name) || existsSync(join(folder, name))
      ? `[${words}](${name}${part})`
      : words
  })
}

/** One package without those inside it, which are copied by themselves if they are needed. */
function copyPackage(path, folder) {
  const source = join(root, path)
  cpSync(source, join(folder, path), {
    recursive: true,
    filter(file) {
      const [first, ...deeper] = relative(source, file).split(sep)
      return first !== 'node_modules' && !(NOT_RUN_FOLDERS.has(first) && deeper.length === 0) && !NOT_RUN.test(file)
    },
  })
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const archive = await pack()
  console.log(
    `${archive} (${(statSync(archive).size / 1e6).toFixed(0)} MB): unpack it, and run \`node server.mjs\` there.`,
  )
}
