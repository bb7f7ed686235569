const tokens = 'accessToken refreshToken viewer { name displayName mustChangePassword }';

const refused = ({ errors }) => errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');

const words = (errors) => errors.map(({ message }) => message).join(' ');

/** Signs in and gives `{ accessToken, refreshToken, viewer }`; a refusal becomes an Error with the server's words. */
export async function signIn(ask, name, password) {
  const { data, errors } = await ask({
    query: `mutation SignIn($name: String!, $password: String!) { signIn(name: $name, password: $password) { ${tokens} } }`,
    variables: { name, password },
  });
  if (errors?.length) throw new Error(words(errors));
  return data.signIn;
}

/** Ends the session on the server too. What it answers changes nothing for a page that forgets its tokens anyway. */
export const signOut = (send) => send({ query: 'mutation SignOut { signOut }' });

/**
 * Asks in the name of a session, whose access token lives for minutes only: when it has expired, it is refreshed and the
 * request is sent again, so that nobody notices. One refresh at a time: the server takes a refresh token that is used
 * twice for a stolen one and ends the session.
 *
 * @param keep is given each new pair of tokens  @param ended is called when the session is over
 */
export function askingAs(ask, session, { keep, ended }) {
  let current = session;
  let refreshing;

  const refresh = () => {
    refreshing ??= renewed(ask, current)
      .then((next) => {
        if (next) {
          current = next;
          keep(next);
        } else ended();
        return next;
      })
      .finally(() => {
        refreshing = undefined;
      });
    return refreshing;
  };

  return async (request, headers) => {
    await refreshing;
    const { accessToken } = current;
    const answer = await ask(request, accessToken, headers);
    if (!refused(answer) || (await stillOpens(ask, accessToken))) return answer;
    if (current.accessToken === accessToken && !(await refresh())) return answer;
    return ask(request, current.accessToken, headers);
  };
}

/** A refusal alone does not tell: a mistyped password in a signIn of the editor is refused with the same code. */
async function stillOpens(ask, token) {
  const { data, errors } = await ask({ query: '{ viewer { name } }' }, token);
  return Boolean(data?.viewer) || !refused({ errors });
}

/** Undefined if the session is over. A server that cannot be reached leaves it as it is. */
async function renewed(ask, session) {
  const answer = await ask({
    query: `mutation Refresh($token: String!) { refreshSession(refreshToken: $token) { ${tokens} } }`,
    variables: { token: session.refreshToken },
  });
  if (refused(answer)) return undefined;
  return answer.data?.refreshSession ?? session;
}
