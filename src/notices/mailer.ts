import { createTransport, type Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import { dominates, Label } from '../access/labels.js';
import type { Database } from '../database/database.js';
import type { Message } from '../languages/message.js';
import type { MailSettings } from './mailSettings.js';

const atOnce = 20;
/** With the delay growing threefold up to six hours this takes about two days. */
const mostTries = 13;

interface Waiting {
  notice: string;
  tries: number;
  email: string;
  message: Message;
  label: Label;
}

/** Sends the mails that wait. One that fails is tried again, later each time. */
export class Mailer {
  private readonly transport: Transporter;
  /** So that a mail server which stays away is told of once. */
  private isFailing = false;

  constructor(
    private readonly database: Database,
    private readonly settings: MailSettings,
    private readonly log: Logger,
  ) {
    this.transport = createTransport(settings.url, { from: settings.from });
  }

  /** Answers how many were sent. */
  async sweep(now: Date): Promise<number> {
    const rows = await this.database.call<{ mail: Waiting }>('select notices.claim_mail($1, $2) as mail', [
      now.toISOString(),
      atOnce,
    ]);
    const sent = await Promise.all(rows.map(({ mail }) => this.send(mail, now)));
    return sent.filter(Boolean).length;
  }

  close(): void {
    this.transport.close();
  }

  private async send(mail: Waiting, now: Date): Promise<boolean> {
    const { notice, tries, email } = mail;
    try {
      // The same id at each try, so that a mailbox which had it already can tell.
      const messageId = `<${notice}@${new URL(this.settings.publicUrl).hostname}>`;
      await this.transport.sendMail({ to: email, messageId, ...this.written(mail) });
    } catch (error) {
      const { code = 'unknown' } = error as { code?: string };
      if (!this.isFailing) this.log.warn({ code, notice }, 'could not send a mail; trying again');
      this.isFailing = true;
      await this.database.call('select notices.mail_failed($1, $2, $3, $4)', [
        notice,
        code,
        tries >= mostTries,
        now.toISOString(),
      ]);
      return false;
    }
    this.isFailing = false;
    await this.database.call('select notices.mail_sent($1, $2)', [notice, now.toISOString()]);
    return true;
  }

  /** Mails pass through strange hands: about what is above INTERNAL they say only that something waits. */
  private written({ message, label }: Waiting): { subject: string; text: string } {
    const open = dominates(Label.INTERNAL, label);
    const { zh, en } = open ? message : { zh: '有一项事务待您处理。', en: 'Something waits for you.' };
    return { subject: zh, text: `${zh}\n${en}\n\n${this.settings.publicUrl}\n` };
  }
}
