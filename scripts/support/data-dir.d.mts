export const projectDir: string
