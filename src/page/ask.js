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
