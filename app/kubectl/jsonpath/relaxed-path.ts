/** Paths as `--sort-by`, `custom-columns` and `wait` take them: with or without braces, with or without the leading dot. */

/** `{.metadata.name}` for `metadata.name`, `.metadata.name`, `{metadata.name}`; or why it is none. */
export function relaxedPath(written: string): string | { readonly problem: string } {
  if (written === '') return ''
  const found = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(written)
  if (!found) return { problem: "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'" }
  return `{.${found[1] ?? found[2]}}`
}
