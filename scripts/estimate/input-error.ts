/** What a person gave cannot be used: one sentence that names it. The command says it and exits 2. */
export class InputError extends Error {}
