import { AuditKey } from './auditKey.js';

export interface AuditSettings {
  /** AUDIT_KEY: an Ed25519 key in base64 DER that signs what is sealed; its public half only verifies. Without one nothing is signed. */
  key: AuditKey | undefined;
  /** AUDIT_KEEP_YEARS: entries younger than this are not retired. Default 10. */
  keepYears: number;
}

type Whole = (name: string, fallback: number, least: number, most: number) => number;

/** Reads the settings of the audit; what is wrong goes to the problems, without the value of a secret. */
export function readAuditSettings(env: NodeJS.ProcessEnv, whole: Whole, problems: string[]): AuditSettings {
  const key = env.AUDIT_KEY ? AuditKey.read(env.AUDIT_KEY) : undefined;
  if (env.AUDIT_KEY && !key)
    problems.push(
      'AUDIT_KEY is no Ed25519 key. Make one with: openssl genpkey -algorithm ed25519 -outform DER | base64 -w0',
    );
  return { key, keepYears: whole('AUDIT_KEEP_YEARS', 10, 1, 1_000) };
}
