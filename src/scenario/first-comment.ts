/**
 * The first paragraph of a scenario's first comment is the question that it answers; the line that tells editors the schema
 * is not part of it, and what follows after an empty line is for the reader of the file.
 */
export function firstComment(text: string): string {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const comment = /^#+(.*)$/.exec(line.trimEnd())?.[1]?.trim()
    if (comment === undefined || (comment === '' && lines.length > 0)) break
    if (comment !== '' && !comment.startsWith('yaml-language-server:')) lines.push(comment)
  }
  return lines.join(' ')
}
