-- Version 12: search gathers what records no longer say when half of it is such, not
-- a tenth: a record is learned anew at each round and with its number, so a tenth was
-- always there and search was all but always merging.

INSERT INTO search (search, rank) VALUES ('deletemerge', 50);
