\set c random(1, :campaigns)
insert into contention.postings (campaign, amount) values (:c, 100);
