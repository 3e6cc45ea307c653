/** Writes page.css, fill.js and sw.js to public/citizen/. */
export function buildCitizen(): Promise<void>
