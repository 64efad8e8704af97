/** Labels and taints as one types them: `disk=ssd, tier=edge` and `gpu:NoSchedule, a=b:NoExecute`. */

export interface ParsedLabels {
  readonly labels?: Readonly<Record<string, string>>
  readonly problem?: string
}

export interface ParsedTaints {
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[]
  readonly problem?: string
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)

/** What is meant, or what is wrong and what was expected. */
export function parseLabels(text: string): ParsedLabels {
  const labels: Record<string, string> = {}
  for (const word of words(text)) {
    const [key, ...value] = word.split('=')
    if (!key || value.length !== 1) return { problem: `“${word}” is no label: key=value is.` }
    labels[key] = value[0]!
  }
  return { labels }
}

/** What is meant, or what is wrong and what was expected. */
export function parseTaints(text: string): ParsedTaints {
  const taints: { key: string; value?: string; effect: string }[] = []
  for (const word of words(text)) {
    const [, key, value, effect] = /^([^=:]+)(?:=([^:]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(word) ?? []
    if (key === undefined || effect === undefined) return { problem: `“${word}” is no taint: key:NoSchedule or key=value:NoExecute is.` }
    taints.push({ key, ...(value && { value }), effect })
  }
  return { taints }
}
