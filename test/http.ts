/** One GraphQL request over HTTP. */
export async function ask(base: string, query: string, token?: string, variables?: Record<string, unknown>) {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, which the test knows
  const { data, errors } = (await response.json()) as any;
  return { data, outcome: String(errors?.[0]?.extensions?.code ?? 'ok') };
}

export async function signIn(base: string, name: string, password: string): Promise<string> {
  const { data } = await ask(
    base,
    'mutation ($name: String!, $password: String!) { signIn(name: $name, password: $password) { accessToken } }',
    undefined,
    { name, password },
  );
  return data.signIn.accessToken;
}
