/** How large a lesson may be, so that a stranger's is safe to open. Over one of these it is refused with the number. */
export const limits = Object.freeze({
  /** All files of a folder together, in bytes. */
  folderBytes: 1_000_000,
  files: 60,
  /** Characters of one text, and of its marks that Markdown pairs up: reading takes more than its share of time where there are many. */
  proseCharacters: 30_000,
  proseMarks: 1_000,
  /** How deep quotes, lists and blocks may stand in each other. */
  proseDepth: 8,
  /** Problems of one file that are told; of more only how many there are. */
  problems: 100,
  /** Nodes of a cluster at any time: of the start state, with all that its acts let join. */
  nodes: 200,
  /** Virtual time of the start, of one what-if, of one answer, of `within` and `for`. */
  virtualMs: 30 * 60_000,
  /** Changes of objects during the start, during one what-if or prediction, and during one answer of `answers.yaml`. */
  changes: 20_000,
  /** Acts of one list. */
  acts: 60,
  tasks: 20,
  checks: 20,
  hints: 10,
  /** Steps that one expression may need at worst, over lists of `listSize` entries. */
  expressionCost: 2_000_000,
  /** Of all expressions of a lesson together: they are asked whenever something happens. */
  lessonCost: 6_000_000,
  listSize: 200,
  /** Nodes of an expression's syntax tree, and how deep they stand in each other. */
  expressionNodes: 300,
  expressionDepth: 20,
})
