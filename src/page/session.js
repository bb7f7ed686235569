const key = 'zhidu.session';

/** The session of this browser tab, if there is one. sessionStorage: closing the tab forgets the token. */
export const keptSession = () => JSON.parse(sessionStorage.getItem(key) ?? 'null');

export const keepSession = (session) => sessionStorage.setItem(key, JSON.stringify(session));

export const forgetSession = () => sessionStorage.removeItem(key);
