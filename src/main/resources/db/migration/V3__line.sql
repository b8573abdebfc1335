-- What an incident's place in the line follows from, kept when it is first to start something. cause: what it has in
-- common with incidents of other resources. wait_until: it waits for that time; null in state WAITING: for its turn.
-- called_at: a place is kept for it since then. stopped: it asks because another rotation of its cause failed.
alter table incident add column cause varchar;
alter table incident add column broken boolean default false not null;
alter table incident add column canary boolean default false not null;
alter table incident add column deadline timestamp with time zone;
alter table incident add column wait_until timestamp with time zone;
alter table incident add column called_at timestamp with time zone;
alter table incident add column stopped boolean default false not null;
create index incident_state on incident (state);
