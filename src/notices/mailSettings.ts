/** Where mails go out. */
export interface MailSettings {
  /** SMTP_URL: for example smtps://user:password@mail.example:465. */
  url: string;
  /** MAIL_FROM: whom they come from. */
  from: string;
  /** PUBLIC_URL: where people find the platform, for the link in a mail. */
  publicUrl: string;
}

export function readMailSettings(env: NodeJS.ProcessEnv, problems: string[]): MailSettings | undefined {
  const { SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL: publicUrl } = env;
  if (!url) return undefined;
  if (!/^smtps?:\/\/[^/]/.test(url) || !URL.canParse(url))
    problems.push('SMTP_URL must look like smtps://user:password@mail.example:465');
  if (!from || !/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from))
    problems.push('MAIL_FROM must name an address such as Zhidu <zhidu@company.example> where SMTP_URL is given');
  if (!publicUrl || !/^https?:\/\//.test(publicUrl) || !URL.canParse(publicUrl))
    problems.push('PUBLIC_URL must be the address of the platform for people, where SMTP_URL is given');
  return { url, from: from ?? '', publicUrl: publicUrl ?? '' };
}
