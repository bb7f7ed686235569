/** The columns of every table whose rows have versions. */
export const baseColumns = `
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null`;

/** The columns of every labelled table. */
export const labelledColumns = `${baseColumns},
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person`;
