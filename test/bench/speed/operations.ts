import { customerId, size, type Who } from './data.js';

/** One measured operation: what is asked of the platform, and how the hand-written server answers the same. */
export interface Operation {
  name: string;
  who: Who;
  query: string;
  /** Values of the nth request, the same for both contenders. */
  variables(n: number): Record<string, unknown>;
  /** One statement whose only column `data` is the answer as JSON text; parameters by `values`. */
  sql: string;
  values(n: number): unknown[];
  /** False for writes, whose answers hold versions that go up. */
  comparable: boolean;
  /** Ratio to the hand-written server that is asked for; none where only one of the two records what was read. */
  mark?: number;
}

const visibleCustomer = (n: number): number => {
  const candidate = 1 + ((n * 7919) % size.customers);
  return candidate % 25 < 3 ? candidate + 3 : candidate;
};

const page = (first: number, mark?: number): Operation => ({
  name: `Q2 page of ${first}${mark ? '' : ', recorded'}`,
  who: mark ? 'analyst' : 'cleared',
  query: `query($province: String!, $first: Int!) {
    customers(first: $first, filter: { province: { eq: $province } }, orderBy: [{ name: ASC }]) {
      nodes {
        id number name city capitalAmount
        keeper { displayName } department { name }
        contacts(first: 5) { nodes { name post } }
        qualityFeedback(first: 3, orderBy: [{ reportedOn: DESC }]) { nodes { number product status reportedOn } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  variables: (n) => ({ province: ['山西省', '河北省', '广东省', '江苏省', '四川省'][n % 5], first }),
  sql: `with page as (
      select c.id, c.number, c.name, c.city, c.capital_amount, c.keeper_id, c.department_id
      from customers.customer c where c.province = $1 order by c.name, c.id limit ${first + 1}
    ), shown as (select * from page order by name, id limit ${first})
    select json_build_object('customers', json_build_object(
      'nodes', (select coalesce(json_agg(json_build_object(
        'id', s.id, 'number', s.number, 'name', s.name, 'city', s.city, 'capitalAmount', s.capital_amount,
        'keeper', (select json_build_object('displayName', p.display_name) from access.person p where p.id = s.keeper_id),
        'department', (select json_build_object('name', d.name) from access.department d where d.id = s.department_id),
        'contacts', json_build_object('nodes', (select coalesce(json_agg(json_build_object('name', x.name, 'post', x.post) order by x.id), '[]'::json)
          from (select k.id, k.name, k.post from customers.contact k where k.customer_id = s.id order by k.id limit 5) x)),
        'qualityFeedback', json_build_object('nodes', (select coalesce(json_agg(json_build_object(
            'number', x.number, 'product', x.product, 'status', x.status, 'reportedOn', x.reported_on) order by x.reported_on desc, x.id desc), '[]'::json)
          from (select f.id, f.number, f.product, f.status, f.reported_on from quality.feedback_form f
            where f.customer_id = s.id order by f.reported_on desc, f.id desc limit 3) x))
      ) order by s.name, s.id), '[]'::json) from shown s),
      'pageInfo', json_build_object('hasNextPage', (select count(*) > ${first} from page), 'endCursor', (select s.name || ' ' || s.id from shown s order by s.name desc, s.id desc limit 1))
    ))::text as data`,
  values: (n) => [['山西省', '河北省', '广东省', '江苏省', '四川省'][n % 5]],
  comparable: true,
  ...(mark ? { mark } : {}),
});

const point: Operation = {
  name: 'Q1 point',
  who: 'analyst',
  query: `query($id: ID!) {
    customer(id: $id) {
      id number name label kind legalRepresentative telephone province city foundedOn
      keeper { displayName } department { name }
    }
  }`,
  variables: (n) => ({ id: customerId(visibleCustomer(n)) }),
  sql: `select json_build_object('customer', (select json_build_object('id', c.id, 'number', c.number, 'name', c.name, 'label', c.label, 'kind', c.kind,
      'legalRepresentative', c.legal_representative, 'telephone', c.telephone, 'province', c.province, 'city', c.city, 'foundedOn', c.founded_on,
      'keeper', (select json_build_object('displayName', p.display_name) from access.person p where p.id = c.keeper_id),
      'department', (select json_build_object('name', d.name) from access.department d where d.id = c.department_id))
    from customers.customer c where c.id = $1))::text as data`,
  values: (n) => [customerId(visibleCustomer(n))],
  comparable: true,
  mark: 0.65,
};

const add: Operation = {
  name: 'Q4 write',
  who: 'specialist',
  query: `mutation($id: ID!, $name: String!) { addContact(customerId: $id, input: { name: $name, post: "采购" }) { id name post } }`,
  variables: (n) => ({ id: customerId(visibleCustomer(n)), name: `新联系人${n}` }),
  sql: `with made as (
      insert into customers.contact (id, version, created_at, updated_at, label, compartments, keeper_id, customer_id, name, post)
      select gen_random_uuid(), 1, now(), now(), c.label, c.compartments, c.keeper_id, c.id, $2, '采购' from customers.customer c where c.id = $1
      returning id, name, post, customer_id, label, compartments
    ), logged as (
      select hand.append_created('Contact', made.id::text, made.label, made.compartments,
        jsonb_build_object('name', made.name, 'post', made.post, 'customer', made.customer_id)) from made
    )
    select json_build_object('addContact', json_build_object('id', made.id, 'name', made.name, 'post', made.post))::text as data from made, logged`,
  values: (n) => [customerId(visibleCustomer(n)), `新联系人${n}`],
  comparable: false,
  mark: 0.85,
};

export const operations: readonly Operation[] = [point, page(50, 0.9), page(1000, 0.85), add, page(50)];
