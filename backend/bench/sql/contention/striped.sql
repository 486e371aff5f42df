\set c random(1, :campaigns)
\set s random(0, 15)
with posted as (insert into contention.postings (campaign, amount) values (:c, 100))
update contention.stripes set raised = raised + 100 where campaign = :c and stripe = :s;
