/** The first comment of a scenario is the question that it answers; the line that tells editors the schema is not part of it. */
export function firstComment(text: string): string {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const comment = /^#+ ?(.*?)\s*$/.exec(line)
    if (comment === null) break
    if (!/^yaml-language-server:/.test(comment[1] ?? '')) lines.push(comment[1] ?? '')
  }
  return lines.join(' ').replace(/ {2,}/g, ' ').trim()
}
