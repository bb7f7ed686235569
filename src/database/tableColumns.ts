/** The columns of the table of every entity. */
export const baseColumns = `
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null`;

/** The columns of the table of every labelled entity. */
export const labelledColumns = `${baseColumns},
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person`;
