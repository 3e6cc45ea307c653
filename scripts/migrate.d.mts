export function migrate(ownerUrl: string, dir?: string): Promise<string[]>
