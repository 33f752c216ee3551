export function pack(into?: string): Promise<string>
