-- The hot rows of a gift, by themselves: what each way of keeping a campaign's total, and a receipt's number, costs while others give to the same.
create schema contention;
create table contention.postings (id bigint generated always as identity primary key, campaign int not null, amount bigint not null);
create index on contention.postings (campaign);
create table contention.totals (campaign int primary key, raised bigint not null);
create table contention.stripes (campaign int, stripe int, raised bigint not null, primary key (campaign, stripe));
create table contention.numbers (campaign int primary key, last bigint not null);
insert into contention.totals select n, 0 from generate_series(1, 1000) n;
insert into contention.stripes select n, s, 0 from generate_series(1, 1000) n, generate_series(0, 15) s;
insert into contention.numbers select n, 0 from generate_series(1, 1000) n;
grant usage on schema contention to sanad_api;
grant select, insert, update on all tables in schema contention to sanad_api;
