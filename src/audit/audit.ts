import type { Logger } from 'pino';
import type { Context } from '../context.js';
import type { Database } from '../database/database.js';
import { invalidState } from '../errors.js';
import type { AuditKey } from './auditKey.js';
import { AuditLog } from './auditLog.js';
import { type Checkpoint, takeCheckpoint } from './checkpoint.js';
import type { KnownEvidence } from './evidence.js';
import { Sealer } from './sealer.js';
import { headSegment } from './segments.js';
import { type Verification, verifyAudit } from './verify.js';

/** The log, its seals, and asking whether both still agree. */
export class Audit {
  readonly log: AuditLog;
  readonly sealer: Sealer;
  private verifying = false;

  constructor(
    private readonly database: Database,
    private readonly key: AuditKey | undefined,
    clock: () => Date,
    private readonly logger: Logger,
    private readonly evidence: readonly KnownEvidence[],
  ) {
    this.log = new AuditLog(database, logger);
    this.sealer = new Sealer(database.pool, key, clock, logger);
  }

  /** A key that is new to the chain is recorded, so that there is something which it signs. */
  async start(): Promise<void> {
    const { key } = this;
    if (key) {
      const head = await headSegment(this.database.pool);
      if (head?.key !== key.fingerprint)
        await this.database.call('select audit.append($1::json)', [
          JSON.stringify([{ action: 'audit key', after: { key: key.fingerprint, publicKey: key.publicText } }]),
        ]);
    }
    this.sealer.start();
  }

  /** Writes what waits and seals what can be sealed. */
  async stop(): Promise<void> {
    await this.sealer.stop();
    try {
      await this.log.flush();
      await this.sealer.seal();
    } catch (error) {
      this.logger.error({ err: error }, 'could not write the rest of the audit');
    }
  }

  async checkpoint(context: Context): Promise<Checkpoint | undefined> {
    await this.log.flush();
    await this.sealer.seal();
    const checkpoint = await takeCheckpoint(this.database.pool);
    await this.log.now(context, { action: 'checkpoint', call: 'auditCheckpoint', after: checkpoint });
    return checkpoint;
  }

  async verify(context: Context, checkpoint: Checkpoint | undefined): Promise<Verification> {
    if (this.verifying)
      throw invalidState({
        en: 'The audit is being verified already. Ask again when that is done.',
        zh: '审计正在验证中，请在完成后再次请求。',
      });
    this.verifying = true;
    try {
      const verification = await verifyAudit(this.database.pool, this.key, checkpoint, this.evidence);
      const { ok, entries, segments, findings } = verification;
      const after = { ok, entries, segments, findings: findings.length };
      await this.log.now(context, { action: 'verify', call: 'verifyAudit', after });
      return verification;
    } finally {
      this.verifying = false;
    }
  }
}
