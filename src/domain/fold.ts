/** Letters that are not a plain letter with a mark, so that taking marks away leaves them. */
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Text as it is searched: lower case, without accents, words divided by one blank and nothing else between them. */
export function fold(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæœßłđðþı]/g, (letter) => letters[letter] ?? letter)
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
