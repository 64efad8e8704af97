/** Words as a whole sentence: with its full stop, where they do not end in one. */
export const sentence = (words: string): string => (/[.…?!]$/.test(words) ? words : `${words}.`)
