// `npm run fields -- check DIR`: what a folder of field files holds, as the embedded service would understand it.
import { parseArgs } from 'node:util'
import { runCommand } from '../../run-process.ts'
import { catalogueOf } from './catalogue.ts'
import { originsOf } from './catalogue-words.ts'
import { checkWords } from './check-words.ts'
import { knownFile, type KnownFile, listFieldFiles } from './field-files.ts'
import { FieldFileError } from './formats/raw-file.ts'

await runCommand('npm run fields -- check DIR', async () => {
  const { positionals } = parseArgs({ args: process.argv.slice(2), allowPositionals: true })
  const [command, folder, ...others] = positionals
  if (command !== 'check' || folder === undefined || others.length > 0) return null
  const listed = await listFieldFiles(folder).catch((error: NodeJS.ErrnoException) => {
    throw new FieldFileError(`${folder} cannot be read (${error.code ?? 'unreadable'}).`, folder, error)
  })
  const files: KnownFile[] = []
  for (const file of listed) files.push(await knownFile(file))
  return checkWords(files, originsOf(catalogueOf(files)))
})
