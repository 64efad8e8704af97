/** The nodes that are spoken of: counted by a figure that is pointed at, or by a chosen reason. */
export interface LitNodes {
  readonly names: ReadonlySet<string>
  /** `outline` marks them; `dim-others` lets all others recede. */
  readonly how: 'outline' | 'dim-others'
}

export const isOutlined = (lit: LitNodes | undefined, node: string): boolean => lit?.how === 'outline' && lit.names.has(node)

export const isDimmed = (lit: LitNodes | undefined, node: string): boolean => lit?.how === 'dim-others' && !lit.names.has(node)
