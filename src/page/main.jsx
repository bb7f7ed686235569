import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { editor } from 'monaco-graphql/esm/monaco-editor.js';
import { StrictMode, useCallback, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ask } from './ask.js';
import { exampleTabs } from './examples.js';
import './page.css';
import { SignInBar } from './SignInBar.jsx';
import { forgetSession, keepSession, keptSession } from './session.js';
import { askingAs, signOut } from './signedIn.js';

// Monaco would draw a box around every full-width comma and bracket of Chinese text, as a sign that looks like another.
editor.onDidCreateEditor((created) => created.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } }));

function Page() {
  const [session, setSession] = useState(keptSession);
  const [notice, setNotice] = useState('');

  const signedIn = useCallback((next) => {
    keepSession(next);
    setNotice('');
    setSession(next);
  }, []);

  const signedOut = useCallback((why = '') => {
    forgetSession();
    setNotice(why);
    setSession(null);
  }, []);

  // GraphiQL introspects again whenever its fetcher is another function: here, whenever somebody signs in or out, and
  // not when tokens are refreshed, which are kept without telling the page.
  const send = useMemo(
    () =>
      session
        ? askingAs(ask, session, {
            keep: keepSession,
            ended: () => signedOut('Your session has ended. Sign in again.'),
          })
        : (request, headers) => ask(request, undefined, headers),
    [session, signedOut],
  );
  const fetcher = useCallback((request, options) => send(request, options?.headers), [send]);

  const leave = useCallback(async () => {
    await signOut(send);
    signedOut();
  }, [send, signedOut]);

  return (
    <>
      <SignInBar session={session} notice={notice} onSignIn={signedIn} onSignOut={leave} />
      <main>
        <GraphiQL fetcher={fetcher} defaultTabs={exampleTabs} shouldPersistHeaders={false}>
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}

createRoot(document.getElementById('page')).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
