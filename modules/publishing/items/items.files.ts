import { or, role, rule } from '../../../src/access/rules.js';
import type { AttachmentDefinition } from '../../../src/attachments/attachmentDefinition.js';
import { byP03, office, ofUnits } from '../publishing.roles.js';
import { ItemVersion } from './itemVersion.entity.js';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const textTypes: readonly string[] = ['application/msword', word];

/** P03.A07: text goes out as doc, pictures as jpg. What was proof-read is the files too. */
export const itemFiles: AttachmentDefinition = {
  entity: ItemVersion,
  attach: byP03('A07', or(ofUnits, office, role('PORTAL_EDITOR'))),
  accepts: {
    types: { 'application/msword': ['.doc'], [word]: ['.docx'], 'image/jpeg': ['.jpg', '.jpeg'] },
    refused: {
      en: 'On the portal text goes out as .doc or .docx and pictures as .jpg (P03.A07), without macros, and the name says what the file is. Save it as one of these and send it again.',
      zh: '门户网站文字信息采用 .doc 或 .docx 格式，图片采用 .jpg 格式（P03.A07），不得含宏，且文件名后缀须与内容一致。请另存后重新上传。',
    },
  },
  open: {
    holds: rule(
      'isWritten',
      () => undefined,
      (row) => `${row.column('status')} in ('DRAFT', 'RETURNED')`,
    ),
    closed: { en: 'A version that is submitted keeps its files.', zh: '已报送的版本不能更改附件。' },
    remedy: { en: 'Begin a further version with reviseItem.', zh: '请用 reviseItem 新建版本。' },
  },
  changed: async ({ em }, id) => {
    await em.execute('select publishing.files_changed(?)', [id]);
  },
};
