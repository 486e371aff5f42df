\set c random(1, :campaigns)
with posted as (insert into contention.postings (campaign, amount) values (:c, 100))
update contention.numbers set last = last + 1 where campaign = :c;
