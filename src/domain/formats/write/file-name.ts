const MAX_CHARACTERS = 80
/** Names that Windows keeps for devices, whatever comes after the dot. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** A name that every file system takes: letters and figures of any script, blanks and a few signs. */
export function fileName(name: string, extension: string): string {
  const plain = name
    .replace(/[^\p{L}\p{M}\p{N} ._()+–-]+/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.\p{M}-]+/u, '') // a mark without its letter is drawn upon what stands before
  const stem = [...plain]
    .slice(0, MAX_CHARACTERS)
    .join('')
    .replace(/[\s.-]+$/, '')
  return `${stem === '' || reserved.test(stem) ? `route${stem && `-${stem}`}` : stem}.${extension}`
}
