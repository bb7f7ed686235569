import type { Message } from '../../languages/message.js';
import { chineseFont } from '../../printing/chineseFont.js';
import { pdfOf } from '../../printing/pdf.js';

export interface CertificateFacts {
  id: string;
  archive: Message;
  number: string;
  retentionClass: string;
  reason: string;
  orderedBy: string;
  orderedAt: Date;
  witnesses: readonly [string, string];
  doneAt: Date;
}

/** The certificate of a destruction (销毁证明) as PDF. Says who and when, and nothing of what was destroyed. */
export const certificatePdf = (facts: CertificateFacts): Promise<Buffer> =>
  pdfOf(
    { size: 'A4', margin: 64, info: { Title: `销毁证明 ${facts.number}`, CreationDate: facts.doneAt } },
    (document) => {
      document.font(chineseFont).fontSize(22).text('档案销毁证明', { align: 'center' });
      document.fontSize(11).text('Certificate of destruction', { align: 'center' }).moveDown(2);
      for (const [name, content] of linesOf(facts)) {
        document.fontSize(10).fillColor('#555555').text(name);
        document.fontSize(13).fillColor('#000000').text(content).moveDown(0.7);
      }
      document
        .moveDown(2)
        .fontSize(9)
        .fillColor('#555555')
        .text('该档案的内容及其密钥已销毁，不能恢复；本证明与销毁登记一并永久保存。');
    },
  );

const linesOf = (facts: CertificateFacts): [name: string, content: string][] => [
  ['证明编号 Certificate', facts.id],
  ['档案 Archive', `${facts.archive.zh} ${facts.archive.en}`],
  ['档案编号 File number', facts.number],
  ['保管期限 Retention class', facts.retentionClass],
  ['销毁理由 Reason', facts.reason],
  ['批准销毁 Ordered by', `${facts.orderedBy}，${momentOf(facts.orderedAt)}`],
  ['监销人 Witnesses', facts.witnesses.join('、')],
  ['销毁时间 Destroyed', momentOf(facts.doneAt)],
];

const momentOf = (moment: Date): string => {
  const local = new Date(moment.getTime() + 8 * 3600_000).toISOString();
  return `${local.slice(0, 4)}年${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日 ${local.slice(11, 16)}`;
};
