-- Ties files to the organizations that they are for.
alter table uploads add foreign key (organization_id) references organizations;
alter table images add foreign key (organization_id) references organizations;
create index uploads_organization on uploads (organization_id) where organization_id is not null;

-- A picture that waits for its moderator is seen by its organization at once.
create policy of_own_organization on images for select to sanad_api
  using (organization_id = any ((select organizations_of_actor())::uuid[]));

-- A colleague may go on with a file that another sent for the same body.
create policy of_own_organization on uploads for select to sanad_api
  using (organization_id = any ((select organizations_of_actor(array['ADMIN', 'CAMPAIGN_MANAGER', 'FINANCE']))::uuid[]));

-- Moderators see and decide on pictures of the bodies in their jurisdiction, and on those of no body. The first half is asked once and keeps
-- everyone else from the second.
create policy moderated on images for select to sanad_api
  using ((select has_platform_role('MODERATOR')) and has_platform_role('MODERATOR', jurisdiction_of_organization(organization_id)));
create policy decided on images for update to sanad_api
  using ((select has_platform_role('MODERATOR')) and has_platform_role('MODERATOR', jurisdiction_of_organization(organization_id)))
  with check (decided_by = (select actor_id()));
