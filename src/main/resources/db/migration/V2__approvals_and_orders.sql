-- A question binds its approval to a plan (column question) and to the world that it was asked about.
alter table incident add column question_id varchar(64);
alter table incident add column question_world varchar;
alter table incident add column asked_at timestamp with time zone;

-- waiting_key is the incident until the approval is used or voided, and null afterwards: at most one waits.
create table approval (
  id          varchar(64)  primary key,
  incident    varchar(64)  not null references incident (id),
  question    varchar(64)  not null,
  plan        varchar(64)  not null,
  world       varchar      not null,
  given_by    varchar(200) not null,
  given_at    timestamp with time zone not null,
  expires_at  timestamp with time zone not null,
  used_at     timestamp with time zone,
  rotation    varchar(64)  references rotation (id),
  voided_at   timestamp with time zone,
  void_reason varchar(1000),
  waiting_key varchar(64)  unique,
  check (used_at is null or voided_at is null)
);
create index approval_incident on approval (incident, given_at);

-- What people ordered about one rotation; its own turn carries it out.
create table rotation_order (
  rotation    varchar(64)  primary key references rotation (id),
  paused_by   varchar(200),
  paused_at   timestamp with time zone,
  reminded_at timestamp with time zone,
  aborted_by  varchar(200),
  aborted_at  timestamp with time zone
);
