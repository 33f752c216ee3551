export function buildServer(outdir?: string, more?: Readonly<Record<string, string>>): Promise<string[]>
