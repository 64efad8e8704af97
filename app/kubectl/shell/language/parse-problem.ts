/** How a parser of the shell's language says that a text is no script. Never leaves `parseScript`. */

/** The end that a heredoc waits for. */
export interface Heredoc {
  readonly delimiter: string
  /** `<<-`: tabs at the beginning of its lines are taken away. */
  readonly stripsTabs: boolean
}

/** The text may go on in the next line. */
export class Incomplete extends Error {
  constructor(readonly heredoc?: Heredoc) {
    super('incomplete')
  }
}

/** The text is wrong; in bash's words where bash has some, without its name in front. */
export class Wrong extends Error {
  constructor(readonly problem: string) {
    super(problem)
  }
}

/** What is closed from outside cannot go on in the next line. */
export function inside<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw error instanceof Incomplete ? new Wrong('unexpected EOF while looking for the end of a quote or substitution') : error
  }
}

/** What stands here may not stand here. */
export const unexpected = (token: string) => new Wrong(`syntax error near unexpected token \`${token}'`)
