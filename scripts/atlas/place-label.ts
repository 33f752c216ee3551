/** A port's name as a map has room for it: without other names, the province or island, and what it was once called. */
export function placeLabel(name: string): string {
  return name.replace(/\s*[(/,].*$/, '').trim() || name
}
