-- Files that come from outside, and the pictures that are made of them. The bytes are in the file store; here is what is known of them.

-- Whether the present actor holds one of the roles in an organization. Organizations are created by a later migration, so their function is
-- bound by name when it is called, not here.
create function acts_for(organization uuid, roles text[]) returns boolean
  language plpgsql stable as $$
begin
  return acting_id() is not null and organization = any (organizations_of_actor(roles));
end
$$;

-- Places that a file may be sent to: one PUT before `expires_at`.
create table uploads (
  id uuid primary key default uuidv7(),
  organization_id uuid,
  actor_id uuid not null,
  purpose text not null check (purpose in ('PICTURE', 'SETTLEMENT_FILE', 'IATI_FILE')),
  file_name text not null check (length(file_name) between 1 and 200),
  content_type text not null,
  -- as declared; the bytes that arrive may be fewer, never more
  size bigint not null check (size > 0),
  expires_at timestamptz not null,
  received_at timestamptz,
  received_size bigint,
  created_at timestamptz not null default now(),
  check ((received_at is null) = (received_size is null))
);
create index uploads_actor on uploads (actor_id, created_at);
create index uploads_unreceived on uploads (expires_at) where received_at is null;
call protect('uploads');
create policy own_uploads on uploads to sanad_api
  using (actor_id = (select actor_id())) with check (actor_id = (select actor_id()));
grant select on uploads to sanad_api;
grant insert (organization_id, actor_id, purpose, file_name, content_type, size, expires_at) on uploads to sanad_api;
-- the bytes arrive at a signed URL, without an actor
create policy job_all on uploads to sanad_job using (true) with check (true);
grant select, delete on uploads to sanad_job;
grant update (received_at, received_size) on uploads to sanad_job;

-- Pictures. `content_key` names the bytes in the file store and in the picture's URL: it is not guessable, so that a picture that waits for
-- its moderator is seen only by those who are told its URL.
create table images (
  id uuid primary key default uuidv7(),
  organization_id uuid,
  created_by uuid,
  upload_id uuid unique references uploads on delete set null,
  origin text not null check (origin in ('UPLOAD', 'SANAD')),
  state text not null default 'AWAITING' check (state in ('AWAITING', 'SHOWN', 'WITHHELD')),
  alt localized_text not null,
  width int4 not null check (width between 1 and 20000),
  height int4 not null check (height between 1 and 20000),
  placeholder text not null check (placeholder ~ '^#[0-9a-f]{6}$'),
  content_key text not null unique check (content_key ~ '^[0-9a-f]{32}$'),
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/svg+xml')),
  -- the widths that are kept, ascending; empty for a drawing, which has every width
  widths int4[] not null,
  decided_by uuid,
  decided_at timestamptz,
  created_at timestamptz not null default now()
);
create index images_awaiting on images (created_at, id) where state = 'AWAITING';
create index images_organization on images (organization_id) where organization_id is not null;
call protect('images');
create policy shown on images for select to sanad_api using (state = 'SHOWN');
create policy own on images for select to sanad_api using (created_by = (select actor_id()));
create policy made on images for insert to sanad_api
  with check (created_by = (select actor_id()) and origin = 'UPLOAD' and state = 'AWAITING');
grant select on images to sanad_api;
grant insert (organization_id, created_by, upload_id, origin, alt, width, height, placeholder, content_key, content_type, widths)
  on images to sanad_api;
grant update (state, decided_by, decided_at) on images to sanad_api;
create policy job_all on images to sanad_job using (true) with check (true);
grant select, insert on images to sanad_job;
grant update (state, alt) on images to sanad_job;
