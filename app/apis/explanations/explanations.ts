/** What fields are for, in our own words. */

/** By `Type` or `Type.field`; by `Kind:path` where a kind gives a field a meaning of its own. One to three sentences each. */
export type Explanations = Readonly<Record<string, string>>
