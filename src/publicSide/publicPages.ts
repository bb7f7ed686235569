/** PUBLIC_PAGE_URL: the page of a record on the public site, with {id} in the place of its id. */
export function readPublicPages(env: NodeJS.ProcessEnv, problems: string[]): string | undefined {
  const { PUBLIC_PAGE_URL: text } = env;
  if (!text) return undefined;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text) || text.split('{id}').length !== 2)
    problems.push('PUBLIC_PAGE_URL must be an address with {id} in it, such as https://www.example.gov.cn/items/{id}');
  return text;
}
