import { useState } from 'react';
import { ask } from './ask.js';
import { signIn } from './signedIn.js';

/** Name, password and a button; once signed in, who it is and a way out. */
export function SignInBar({ session, notice, onSignIn, onSignOut }) {
  return (
    <header className="bar">
      <strong>Zhidu 制度</strong>
      {session ? (
        <div className="signed-in">
          <span>
            Signed in as {session.viewer.displayName} ({session.viewer.name})
            {session.viewer.mustChangePassword && '. Choose a password of your own with changePassword.'}
          </span>
          <button type="button" onClick={() => onSignOut()}>
            Sign out
          </button>
        </div>
      ) : (
        <SignInForm notice={notice} onSignIn={onSignIn} />
      )}
    </header>
  );
}

function SignInForm({ notice, onSignIn }) {
  const [problem, setProblem] = useState(notice);
  const [busy, setBusy] = useState(false);

  const submit = async (event) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    setBusy(true);
    setProblem('');
    try {
      onSignIn(await signIn(ask, entered.get('name').trim(), entered.get('password')));
    } catch (error) {
      setProblem(error.message);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit}>
      <label>
        Name
        <input name="name" required autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </label>
      <label>
        Password
        <input name="password" type="password" required autoComplete="current-password" />
      </label>
      <button type="submit" disabled={busy}>
        {busy ? 'Signing in …' : 'Sign in'}
      </button>
      <span className="problem" role="alert">
        {problem}
      </span>
    </form>
  );
}
