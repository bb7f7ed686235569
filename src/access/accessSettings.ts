/** When attempts to sign in are held up or come too late. Names and addresses are counted on their own. */
export interface Lockout {
  /** Failures in a row with one name before it begins. */
  failures: number;
  /** Failures from one address, whatever the names, before it begins. */
  addressFailures: number;
  /** The first delay; each further failure doubles it. */
  firstSeconds: number;
  longestSeconds: number;
  /** So long after the last failure none is remembered. */
  forgottenSeconds: number;
  /** So long a one-time password that an administrator gave can be used. */
  oneTimeHours: number;
}

export interface AccessSettings {
  /** How long an access token is valid. */
  accessMinutes: number;
  /** How long a session can be refreshed after signing in, however busy it is. */
  sessionDays: number;
  lockout: Lockout;
}

/** Answers a setting that is a whole number within bounds. */
type WholeSetting = (name: string, fallback: number, least: number, most: number) => number;

export const readAccessSettings = (whole: WholeSetting): AccessSettings => ({
  accessMinutes: whole('ACCESS_MINUTES', 15, 1, 1440),
  sessionDays: whole('SESSION_DAYS', 7, 1, 90),
  lockout: {
    failures: whole('LOCKOUT_FAILURES', 5, 1, 100),
    addressFailures: whole('LOCKOUT_ADDRESS_FAILURES', 100, 1, 100_000),
    firstSeconds: whole('LOCKOUT_FIRST_SECONDS', 30, 1, 3600),
    longestSeconds: whole('LOCKOUT_LONGEST_MINUTES', 15, 1, 1440) * 60,
    forgottenSeconds: 24 * 3600,
    oneTimeHours: whole('ONE_TIME_HOURS', 72, 1, 8760),
  },
});
