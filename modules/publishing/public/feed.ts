import type { Context } from '../../../src/context.js';
import { ZhiduError } from '../../../src/errors.js';
import type { PublicRoute } from '../../../src/publicSide/publicRoute.js';
import { xmlText } from '../../../src/publicSide/xml.js';
import { files } from './files.js';

interface Shown extends Record<string, unknown> {
  id: string;
  title: string;
  summary: string | null;
  text: string | null;
  source: string | null;
  column: string | null;
  published: Date;
  changed: Date;
}

const mostOfFeed = 50;
const mostOfSitemap = 50_000;

/** What is on the portal now, the last changed first. Row security decides; that it is live is said again for the index. */
const shown = (context: Context, limit: number): Promise<Shown[]> =>
  context.database.read<Shown>(context, {
    sql: `select i.id, v.title, v.summary, v.text, v.source, c.name as column, i.published_at as published, i.changed_at as changed
      from publishing.portal_item i
      join publishing.item_version v on v.item_id = i.id and v.status = 'LIVE'
      left join publishing.portal_column c on c.id = i.column_id
      where i.status = 'PUBLISHED'
      order by i.changed_at desc, i.id limit $1`,
    parameters: [limit],
  });

const pageOf = ({ core }: Context, id: string): string | undefined => core.publicPage?.replace('{id}', id);

/** Atom (RFC 4287). */
const feed: PublicRoute = {
  path: '/publishing/feed.atom',
  answer: async (context) => {
    const items = await shown(context, mostOfFeed);
    const updated = items[0]?.changed ?? new Date(0);
    const entries = items.map((item) => {
      const page = pageOf(context, item.id);
      return [
        '  <entry>',
        `    <id>urn:uuid:${item.id}</id>`,
        `    <title>${xmlText(item.title)}</title>`,
        ...(page ? [`    <link rel="alternate" href="${xmlText(page)}"/>`] : []),
        ...(item.summary ? [`    <summary>${xmlText(item.summary)}</summary>`] : []),
        // RFC 4287, 4.1.2: an entry without a page has a content.
        `    <content type="text">${xmlText(item.text ?? item.summary ?? item.title)}</content>`,
        ...(item.column ? [`    <category term="${xmlText(item.column)}"/>`] : []),
        `    <author><name>${xmlText(item.source ?? '—')}</name></author>`,
        `    <published>${item.published.toISOString()}</published>`,
        `    <updated>${item.changed.toISOString()}</updated>`,
        '  </entry>',
      ].join('\n');
    });
    const head = [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
      '  <id>urn:zhidu:publishing</id>',
      '  <title>门户网站</title>',
      `  <updated>${updated.toISOString()}</updated>`,
    ];
    return { type: 'application/atom+xml; charset=utf-8', body: [...head, ...entries, '</feed>', ''].join('\n') };
  },
};

/** By the protocol of sitemaps.org; of use only where pages have addresses (PUBLIC_PAGE_URL). */
const sitemap: PublicRoute = {
  path: '/publishing/sitemap.xml',
  answer: async (context) => {
    if (!context.core.publicPage) throw new ZhiduError('NOT_FOUND', noPages);
    const urls = (await shown(context, mostOfSitemap)).map(
      ({ id, changed }) =>
        `  <url><loc>${xmlText(pageOf(context, id)!)}</loc><lastmod>${changed.toISOString()}</lastmod></url>`,
    );
    const body = [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
      ...urls,
      '</urlset>',
      '',
    ];
    return { type: 'application/xml; charset=utf-8', body: body.join('\n') };
  },
};

const noPages = {
  en: 'There is no sitemap: PUBLIC_PAGE_URL, the address of the pages of the portal, is not set. Tell the administrator.',
  zh: '未设置 PUBLIC_PAGE_URL（门户页面地址），无法生成网站地图。请告知系统管理员。',
};

export const publicRoutes: readonly PublicRoute[] = [feed, sitemap, files];
