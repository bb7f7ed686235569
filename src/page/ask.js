const unanswered = (message) => ({ errors: [{ message }] });

/** Sends one GraphQL request and gives the answer. What is no GraphQL answer becomes one with an error in words. */
export async function ask(request, token, headers = {}) {
  let response;
  try {
    response = await fetch('graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify(request),
    });
  } catch (error) {
    return unanswered(`The server cannot be reached (${error.message}). Is it still running?`);
  }
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return unanswered(
      `The server answered ${response.status} ${response.statusText} without JSON: ${text.slice(0, 200)}`,
    );
  }
}

/**
 * Whether the token has become worthless. A refusal alone does not tell: a mistyped password in a signIn of the
 * editor is refused with the same code, so the server is asked who we are.
 */
export async function sessionHasEnded(answer, token) {
  if (!answer.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) return false;
  const { data } = await ask({ query: '{ viewer { name } }' }, token);
  return !data?.viewer;
}

/** Signs in and gives `{ accessToken, viewer: { name, displayName } }`; a refusal becomes an Error with the server's words. */
export async function signIn(name, password) {
  const { data, errors } = await ask({
    query: `mutation SignIn($name: String!, $password: String!) {
      signIn(name: $name, password: $password) { accessToken viewer { name displayName } }
    }`,
    variables: { name, password },
  });
  if (errors?.length) throw new Error(errors.map(({ message }) => message).join(' '));
  return data.signIn;
}
