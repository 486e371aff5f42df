-- Where COPY puts the gifts before they become donations, postings and receipts.
create schema bench;
create unlogged table bench.gifts (
  id uuid not null, campaign_id uuid not null, amount bigint not null, intention text not null, channel text not null,
  reference text not null, code text not null, name text, shown text, dedication text, actor_id uuid, at bigint not null
);
