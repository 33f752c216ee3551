export type Hemisphere = 'N' | 'S' | 'E' | 'W'

const letters: Readonly<Record<string, Hemisphere>> = { n: 'N', s: 'S', e: 'E', w: 'W', ю: 'S', з: 'W' }

/** Words for the sides of the Earth by their beginnings, from "southern" to "austral", without accents. */
const words: readonly (readonly [RegExp, Hemisphere])[] = [
  [/^(?:nord|north|norte$|noord|nth$|nh$|septentr|boreal|север|північ)/, 'N'],
  [
    /^(?:south|sud$|sud(?:lich|l$|ern|breite|hemi)|sued|sur$|sul$|syd|sor$|sorlig|zuid|sth$|sh$|meridion|merid$|austral|южн|юг$|південн)/,
    'S',
  ],
  [/^(?:east|est$|este$|leste$|ost$|ostlich|ostl$|ostlig|ost(?:ern)?$|oestlich|oost|orient|восто|схід)/, 'E'],
  [/^(?:west|wst$|vest|ouest|oeste$|ovest|occident|запад|захід)/, 'W'],
]

/** The side of the Earth that a word in lower case and without accents names; null where it names none. */
export const sideOf = (word: string): Hemisphere | null =>
  letters[word] ?? words.find(([form]) => form.test(word))?.[1] ?? null
