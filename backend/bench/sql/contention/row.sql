\set c random(1, :campaigns)
with posted as (insert into contention.postings (campaign, amount) values (:c, 100))
update contention.totals set raised = raised + 100 where campaign = :c;
